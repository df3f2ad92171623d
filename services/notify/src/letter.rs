//! A letter, written out: as a mail in plain text and HTML, and as a text message.

use askama::Template as _;
use domain::{TicketNumber, time};
use jiff::Timestamp;
use messages::LetterKind;
use uuid::Uuid;

use crate::texts;

/// A letter in words. It names nobody.
pub(crate) struct Letter {
    /// Stays the same however often it is sent.
    pub(crate) id: Uuid,
    /// When this attempt began.
    pub(crate) at: Timestamp,
    /// What it is about, in a line.
    pub(crate) subject: &'static str,
    paragraphs: Vec<String>,
    link: String,
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
    /// The letter of this kind about a ticket. `site` is the site's address, to which it leads.
    pub(crate) fn about_ticket(
        id: Uuid,
        kind: LetterKind,
        number: TicketNumber,
        requested_at: Timestamp,
        site: &str,
        at: Timestamp,
    ) -> Self {
        let link = format!("{site}/status");
        match kind {
            LetterKind::TicketAnswered => Self {
                id,
                at,
                subject: texts::ANSWERED,
                paragraphs: vec![texts::answered(&last_digits(number)), texts::READ_IT.to_owned()],
                text: texts::answered_in_short(&last_digits(number), &link),
                link,
            },
            LetterKind::TicketAsked => Self {
                id,
                at,
                subject: texts::ASKED,
                paragraphs: vec![texts::asked(&last_digits(number)), texts::REPLY_THERE.to_owned()],
                text: texts::asked_in_short(&last_digits(number), &link),
                link,
            },
            LetterKind::TicketNumber => Self {
                id,
                at,
                subject: texts::NUMBER,
                paragraphs: vec![
                    texts::number(&number.spaced(), &time::wib_in_words(requested_at)),
                    texts::KEEP_IT.to_owned(),
                ],
                text: texts::number_in_short(&number.spaced(), &link),
                link,
            },
        }
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

    fn letter(kind: LetterKind) -> Letter {
        let number = "662026112100000178".parse().unwrap();
        Letter::about_ticket(
            Uuid::nil(),
            kind,
            number,
            Timestamp::UNIX_EPOCH,
            "https://a.example",
            Timestamp::UNIX_EPOCH,
        )
    }

    #[test]
    fn an_answer_and_a_question_are_told_without_the_number_that_opens_them() {
        for letter in [LetterKind::TicketAnswered, LetterKind::TicketAsked].map(letter) {
            for text in [letter.html(), letter.plain(), letter.text()] {
                assert!(text.contains("0178") && text.contains("https://a.example/status"), "{text}");
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
    fn a_text_message_is_two_of_the_shortest_at_most() {
        for kind in LetterKind::ALL {
            let text = letter(kind).text();
            assert!(text.is_ascii() && text.len() <= 306, "{}: {text}", text.len());
        }
    }
}
