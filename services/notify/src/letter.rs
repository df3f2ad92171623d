//! A letter, written out: as a mail in plain text and HTML, and as a text message.

use askama::Template as _;
use domain::{TicketNumber, time};
use jiff::Timestamp;
use messages::LetterKind;
use uuid::Uuid;
use vault::Vault;

use crate::account_texts::{self, Leads, Words};
use crate::texts;

/// What a letter is about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum About {
    /// A ticket.
    Ticket(TicketNumber),
    /// An applicant's account, with the link or the code that stands in the letter.
    Account {
        /// Its id; `None` in a letter without one.
        link: Option<Uuid>,
    },
}

/// A letter in words. It names nobody.
pub(crate) struct Letter {
    /// Stays the same however often it is sent.
    pub(crate) id: Uuid,
    /// When this attempt began.
    pub(crate) at: Timestamp,
    /// What it is about, in a line.
    pub(crate) subject: &'static str,
    paragraphs: Vec<String>,
    /// "" when it leads nowhere.
    link: String,
    care: &'static str,
    text: String,
}

#[derive(askama::Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    letter: &'a Letter,
}

#[derive(askama::Template)]
#[template(path = "letter.txt")]
struct Plain<'a> {
    letter: &'a Letter,
}

impl Letter {
    /// The letter of this kind, with its id and the time of the attempt; `None` when such letters are about something
    /// else. `site` is the site's address, to which it leads, and `vault` writes the token of its link.
    pub(crate) fn new(
        (id, at): (Uuid, Timestamp),
        kind: LetterKind,
        about: About,
        requested_at: Timestamp,
        (site, vault): (&str, &Vault),
    ) -> Option<Self> {
        let when = time::wib_in_words(requested_at);
        match (about, account_texts::of(kind, &when)) {
            (About::Ticket(number), None) => Some(Self::about_ticket((id, at), kind, number, &when, site)),
            (About::Account { link }, Some(words)) => Some(Self::about_account((id, at), words, link, (site, vault))),
            (About::Ticket(_), Some(_)) | (About::Account { .. }, None) => None,
        }
    }

    fn about_ticket(
        (id, at): (Uuid, Timestamp),
        kind: LetterKind,
        number: TicketNumber,
        when: &str,
        site: &str,
    ) -> Self {
        let (link, care) = (format!("{site}/status"), texts::CARE);
        let (last, whole) = (last_digits(number), number.spaced());
        let (subject, told, next, text) = if kind == LetterKind::TicketNumber {
            (texts::NUMBER, texts::number(&whole, when), texts::KEEP_IT, texts::number_in_short(&whole, &link))
        } else if kind == LetterKind::TicketAsked {
            (texts::ASKED, texts::asked(&last), texts::REPLY_THERE, texts::asked_in_short(&last, &link))
        } else {
            (texts::ANSWERED, texts::answered(&last), texts::READ_IT, texts::answered_in_short(&last, &link))
        };
        Self { id, at, subject, paragraphs: vec![told, next.to_owned()], link, care, text }
    }

    /// Only a letter with the token of a link leads to a page that knows of the account.
    fn about_account(
        (id, at): (Uuid, Timestamp),
        words: Words,
        link: Option<Uuid>,
        (site, vault): (&str, &Vault),
    ) -> Self {
        let page = match (words.leads, link) {
            (Leads::Code, Some(code)) => return Self::with_code((id, at), words, &letters::codes::code(vault, code)),
            (Leads::Link, Some(link)) => letters::links::path(&letters::links::token(vault, link)),
            (Leads::Helpdesk, _) => "/".to_owned(),
            (Leads::Registration, _) => "/pendaftaran".to_owned(),
            (Leads::Link | Leads::Code, None) | (Leads::SignIn, _) => "/akun/masuk".to_owned(),
        };
        let link = format!("{site}{page}");
        let text = format!("Akun SSCASN: {} {link}", words.short);
        let paragraphs = vec![words.told, words.next.to_owned()];
        Self { id, at, subject: words.subject, paragraphs, link, care: account_texts::CARE, text }
    }

    /// It leads nowhere: whoever asked for it has the page open.
    fn with_code((id, at): (Uuid, Timestamp), words: Words, code: &str) -> Self {
        let text = format!("Akun SSCASN: {code} {}", words.short);
        let paragraphs = vec![words.told, account_texts::code(code), words.next.to_owned()];
        Self { id, at, subject: words.subject, paragraphs, link: String::new(), care: account_texts::CARE, text }
    }

    /// The mail in HTML.
    pub(crate) fn html(&self) -> String {
        Html { letter: self }.render().unwrap_or_default()
    }

    /// The mail in plain text.
    pub(crate) fn plain(&self) -> String {
        Plain { letter: self }.render().unwrap_or_default()
    }

    /// The text message.
    pub(crate) fn text(&self) -> String {
        self.text.clone()
    }
}

/// Enough to tell one's own tickets apart, and too little to look one up.
fn last_digits(number: TicketNumber) -> String {
    let number = number.to_string();
    number.get(number.len().saturating_sub(4)..).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A letter of each kind.
    fn letter(kind: LetterKind) -> Letter {
        let about = if kind.as_str().starts_with("ticket") {
            About::Ticket("662026112100000178".parse().unwrap())
        } else {
            About::Account { link: Some(Uuid::nil()) }
        };
        let site = ("https://helpdesk-sscasn.example.go.id", &Vault::for_tests());
        Letter::new((Uuid::nil(), Timestamp::UNIX_EPOCH), kind, about, Timestamp::UNIX_EPOCH, site).unwrap()
    }

    #[test]
    fn an_answer_and_a_question_are_told_without_the_number_that_opens_them() {
        for letter in [LetterKind::TicketAnswered, LetterKind::TicketAsked].map(letter) {
            for text in [letter.html(), letter.plain(), letter.text()] {
                assert!(
                    text.contains("0178") && text.contains("https://helpdesk-sscasn.example.go.id/status"),
                    "{text}"
                );
                assert!(!text.contains("0000 0178") && !text.contains("00000178"), "{text}");
            }
        }
    }

    #[test]
    fn a_number_is_written_as_on_the_receipt() {
        let letter = letter(LetterKind::TicketNumber);
        for text in [letter.html(), letter.plain(), letter.text()] {
            assert!(text.contains("66 2026 1121 0000 0178"), "{text}");
        }
    }

    #[test]
    fn only_letters_that_somebody_asked_for_lead_to_a_page_of_the_account() {
        let leading = LetterKind::ALL.into_iter().filter(|kind| letter(*kind).plain().contains("/akun/tautan/"));
        let leading: Vec<_> = leading.collect();
        assert_eq!(leading, [LetterKind::AccountVerifyEmail, LetterKind::AccountNewPassword]);
    }

    #[test]
    fn a_letter_with_a_code_says_it_and_leads_nowhere() {
        let vault = Vault::for_tests();
        for kind in [LetterKind::AccountPhoneCode, LetterKind::AccountAnswerCode, LetterKind::AccountPasswordCode] {
            let (ids, about) = ((Uuid::nil(), Timestamp::UNIX_EPOCH), About::Account { link: Some(Uuid::nil()) });
            let letter = Letter::new(ids, kind, about, Timestamp::UNIX_EPOCH, ("https://a.example", &vault)).unwrap();
            let code = letters::codes::code(&vault, Uuid::nil());
            for text in [letter.html(), letter.plain(), letter.text()] {
                assert!(
                    text.contains(&code) && !text.contains("https://a.example") && !text.contains("href"),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn a_letter_about_a_ticket_says_nothing_of_an_account() {
        let (ids, site) = ((Uuid::nil(), Timestamp::UNIX_EPOCH), ("https://a.example", &Vault::for_tests()));
        let of = |kind, about| Letter::new(ids, kind, about, Timestamp::UNIX_EPOCH, site);
        assert!(of(LetterKind::TicketAnswered, About::Account { link: None }).is_none());
        let ticket = About::Ticket("662026112100000178".parse().unwrap());
        assert!(of(LetterKind::AccountFrozen, ticket).is_none());
    }

    #[test]
    fn a_text_message_is_two_of_the_shortest_at_most() {
        for kind in LetterKind::ALL {
            let text = letter(kind).text();
            assert!(text.is_ascii() && text.len() <= 306, "{}: {text}", text.len());
        }
    }
}
