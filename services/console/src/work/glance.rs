//! Tickets at a glance: what a list of the console shows of each. Of the applicant the list has only the end of the
//! NIK. The audit log names the tickets all the same.

use std::collections::HashMap;

use desk::store::actors::Names;
use desk::store::case_queue::{CaseFilter, Position};
use desk::store::cases::{self, Case};
use desk::store::tickets;
use desk::{Caller, Desks, Refusal, case_of, content, list, note_found, note_listed, visible};
use domain::{Nik, TicketNumber};

/// Last digits of a NIK that lists show.
const SHOWN_DIGITS: usize = 4;

/// Most tickets that a search shows.
const MOST_FOUND: i64 = 50;

/// Some cases, with what is known of their tickets.
pub(crate) struct Glance {
    pub(crate) cases: Vec<Case>,
    pub(crate) holders: Names,
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
}

impl Glance {
    /// What is shown of this ticket; `None` once its data is erased.
    pub(crate) fn seen(&self, number: TicketNumber) -> Option<&Seen> {
        self.tickets.get(&number)
    }
}

/// One page of a desk's queue.
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
    Ok(Glance { cases: page.cases, holders: page.holders, next: page.next, tickets })
}

/// The tickets of a NIK, by its blind index, at the caller's desks, newest first. The search is in the audit log with
/// the tickets that it shows; its NIK is not.
pub(crate) async fn of_nik(desks: &Desks, caller: &Caller, nik_index: &[u8]) -> Result<Glance, Refusal> {
    let numbers = tickets::of_nik(&desks.pool, nik_index, MOST_FOUND).await?;
    let mut cases = cases::find_all(&desks.pool, &numbers).await?;
    cases.retain(|case| caller.may_see(case.desk));
    note_found(desks, caller, "nik", &cases).await?;
    let (tickets, holders) = (seen(desks, &cases).await?, desk::holders(desks, &cases).await?);
    Ok(Glance { cases, holders, next: None, tickets })
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
        };
        Ok((number, seen))
    };
    sealed.into_iter().map(open).collect()
}

fn masked(nik: &Nik) -> String {
    let digits = nik.expose();
    let hidden = digits.len().saturating_sub(SHOWN_DIGITS);
    let end = digits.get(hidden..).unwrap_or_default();
    format!("{}{end}", "•".repeat(hidden))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_a_nik_is_shown() {
        assert_eq!(masked(&Nik::parse("3171234512345678").unwrap()), "••••••••••••5678");
    }
}
