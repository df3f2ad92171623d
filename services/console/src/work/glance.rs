//! Tickets at a glance: what a list of the console shows of each. Of the applicant the list has the end of the NIK and
//! the first words of what was written, without long numbers. The audit log names the tickets.

use std::collections::HashMap;

use desk::store::actors::Names;
use desk::store::answered::{AnsweredFilter, FirstAnswer};
use desk::store::case_queue::{CaseFilter, Position};
use desk::store::cases::{self, Case};
use desk::store::tickets;
use desk::{Caller, Desks, Refusal, case_of, content, list, list_answered, note_found, note_listed, visible};
use domain::{Content, Field, Nik, Rule, TicketNumber};

/// Last digits of a NIK that lists show.
const SHOWN_DIGITS: usize = 4;

/// Most characters of an applicant's words that lists show.
const SHOWN_WORDS: usize = 100;

/// Digits in a row that lists do not show: a NIK, a KK, a telephone number.
const LONG_NUMBER: usize = 6;

/// Most tickets that a search shows.
pub(super) const MOST_FOUND: i64 = 50;

/// Some cases, with what is known of their tickets.
#[derive(Default)]
pub(crate) struct Glance {
    pub(crate) cases: Vec<Case>,
    /// Those who hold or answered some of them.
    pub(crate) people: Names,
    /// Who answered first, and when: in lists of answered tickets.
    pub(crate) answers: HashMap<TicketNumber, FirstAnswer>,
    /// Where the next page begins; `None` at the end.
    pub(crate) next: Option<Position>,
    tickets: HashMap<TicketNumber, Seen>,
}

/// What a list shows of a ticket.
pub(crate) struct Seen {
    /// The NIK but for its last four digits, which are enough to tell two tickets apart.
    pub(crate) masked_nik: String,
    /// The place that the NIK names; empty for none.
    pub(crate) regency: &'static str,
    pub(crate) documents: usize,
    /// The first words of what was written, without long numbers; empty for none.
    pub(crate) words: String,
}

impl Glance {
    /// What is shown of this ticket; `None` once its data is erased.
    pub(crate) fn seen(&self, number: TicketNumber) -> Option<&Seen> {
        self.tickets.get(&number)
    }
}

/// One page of the queue of some desks.
pub(crate) async fn glance(
    desks: &Desks,
    caller: &Caller,
    filter: &CaseFilter,
    after: Option<&Position>,
    limit: u32,
) -> Result<Glance, Refusal> {
    let page = list(desks, caller, filter, after, limit).await?;
    note_listed(desks, caller, "queue", &page.cases).await?;
    let tickets = seen(desks, &page.cases).await?;
    Ok(Glance { cases: page.cases, people: page.holders, answers: HashMap::new(), next: page.next, tickets })
}

/// One page of what was answered, the newest answer first.
pub(crate) async fn answered(
    desks: &Desks,
    caller: &Caller,
    filter: &AnsweredFilter,
    after: Option<&Position>,
    limit: u32,
) -> Result<Glance, Refusal> {
    let page = list_answered(desks, caller, filter, after, limit).await?;
    let (cases, answers): (Vec<Case>, Vec<FirstAnswer>) = page.cases.into_iter().unzip();
    note_listed(desks, caller, "answered", &cases).await?;
    let tickets = seen(desks, &cases).await?;
    let answers = answers.into_iter().map(|answer| (answer.number, answer)).collect();
    Ok(Glance { cases, people: page.people, answers, next: page.next, tickets })
}

/// The tickets of a NIK, by its blind index, at the caller's desks, newest first. The search is in the audit log with
/// the tickets that it shows; its NIK is not.
pub(crate) async fn of_nik(desks: &Desks, caller: &Caller, nik_index: &[u8]) -> Result<Glance, Refusal> {
    let numbers = tickets::of_nik(&desks.pool, nik_index, MOST_FOUND).await?;
    of_numbers(desks, caller, "nik", &numbers).await
}

/// Those of these tickets that are at the caller's desks, newest first, found by `how`; the audit log names them.
pub(super) async fn of_numbers(
    desks: &Desks,
    caller: &Caller,
    how: &str,
    numbers: &[TicketNumber],
) -> Result<Glance, Refusal> {
    let mut cases = cases::find_all(&desks.pool, numbers).await?;
    cases.retain(|case| caller.may_see(case.desk));
    note_found(desks, caller, how, &cases).await?;
    let (tickets, people) = (seen(desks, &cases).await?, desk::holders(desks, &cases).await?);
    Ok(Glance { cases, people, answers: HashMap::new(), next: None, tickets })
}

/// Whether a ticket with this number is at one of the caller's desks. The search is in the audit log, with the ticket
/// if it is; what was typed is not, for it may have been a NIK.
pub(crate) async fn of_number(desks: &Desks, caller: &Caller, number: TicketNumber) -> Result<bool, Refusal> {
    let found = match visible(case_of(desks, number).await?, caller) {
        Ok(case) => Some(case),
        Err(Refusal::UnknownTicket) => None,
        Err(refusal) => return Err(refusal),
    };
    note_found(desks, caller, "number", found.as_slice()).await?;
    Ok(found.is_some())
}

async fn seen(desks: &Desks, cases: &[Case]) -> Result<HashMap<TicketNumber, Seen>, Refusal> {
    let numbers: Vec<TicketNumber> = cases.iter().map(|case| case.number).collect();
    let sealed = tickets::find_all(&desks.pool, &numbers).await?;
    let open = |(number, ticket): (TicketNumber, tickets::SealedTicket)| {
        let key = desks.vault.open_data_key(&ticket.data_key)?;
        let content = content(&key, &ticket)?;
        let seen = Seen {
            masked_nik: masked(content.nik()),
            regency: domain::regions::find(content.nik().region()).map_or("", |region| region.regency),
            documents: ticket.documents.len(),
            words: shortened(&asked(&content)),
        };
        Ok((number, seen))
    };
    sealed.into_iter().map(open).collect()
}

/// What the applicant wrote, or the names that the form asks for instead.
pub(super) fn asked(content: &Content) -> String {
    let chosen = || {
        let texts = Field::ALL.into_iter().filter(|field| matches!(field.rule(), Rule::Text(_)));
        texts.filter_map(|field| content.text(field)).collect::<Vec<_>>().join(" · ")
    };
    content.free_text().map_or_else(chosen, str::to_owned)
}

/// As many whole words as a list shows, with a dash in the place of long numbers.
fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short = String::new();
    for word in domain::without_long_numbers(&text, LONG_NUMBER).split(' ') {
        if short.chars().count() + word.chars().count() >= SHOWN_WORDS {
            return short.trim_start().to_owned() + " …";
        }
        short.push(' ');
        short.push_str(word);
    }
    short.trim_start().to_owned()
}

fn masked(nik: &Nik) -> String {
    let digits = nik.expose();
    let hidden = digits.len().saturating_sub(SHOWN_DIGITS);
    let end = digits.get(hidden..).unwrap_or_default();
    format!("•{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_shows_the_first_words_and_no_long_number() {
        assert_eq!(shortened("  NIK saya\n3171234512345678, hp 0812-3456-789. Usia 35 "), "NIK saya –, hp –. Usia 35");
        assert_eq!(shortened("3171 2345\n1234 5678 milik saya"), "– milik saya");
        let long = shortened(&"kata ".repeat(60));
        assert!(long.ends_with("kata …") && long.chars().count() <= SHOWN_WORDS + 2, "{long}");
        assert_eq!(shortened(""), "");
    }

    #[test]
    fn only_the_end_of_a_nik_is_shown() {
        assert_eq!(masked(&Nik::parse("3171234512345678").unwrap()), "•5678");
    }
}
