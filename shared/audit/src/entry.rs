//! One entry of the log, and the statement that writes it.

use domain::{Desk, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

use crate::{Action, Actor, Subject};

/// Who did what, when, and to what.
#[derive(Clone, Debug)]
pub struct Entry {
    at: Timestamp,
    actor: Actor,
    action: Action,
    ticket: Option<TicketNumber>,
    desk: Option<Desk>,
    subject: Option<Subject>,
    detail: Option<String>,
    actor_name: Option<String>,
    reason: Option<String>,
}

impl Entry {
    /// `actor` did `action` at `at`, to nothing in particular.
    #[must_use]
    pub const fn new(at: Timestamp, actor: Actor, action: Action) -> Self {
        Self {
            at,
            actor,
            action,
            ticket: None,
            desk: None,
            subject: None,
            detail: None,
            actor_name: None,
            reason: None,
        }
    }

    /// It was about this ticket, which lay at `desk`.
    #[must_use]
    pub fn ticket(self, number: TicketNumber, desk: Desk) -> Self {
        Self { ticket: Some(number), desk: Some(desk), ..self }
    }

    /// It was about a desk as a whole, such as its list.
    #[must_use]
    pub fn desk(self, desk: Desk) -> Self {
        Self { desk: Some(desk), ..self }
    }

    /// It was about this account.
    #[must_use]
    pub fn about(self, subject: Subject) -> Self {
        Self { subject: Some(subject), ..self }
    }

    /// It was about this ticket, wherever it lay.
    #[must_use]
    pub fn ticket_anywhere(self, number: TicketNumber) -> Self {
        Self { ticket: Some(number), ..self }
    }

    /// The operator's name, and why the operator acted: 64 and 200 characters at most; nothing personal of an
    /// applicant.
    #[must_use]
    pub fn by_name(self, name: &str, reason: Option<&str>) -> Self {
        Self { actor_name: Some(name.to_owned()), reason: reason.map(str::to_owned), ..self }
    }

    /// It showed these tickets at a glance, found by `how`: one word, such as `nik` or `queue`. A page of them at most.
    #[must_use]
    pub fn seen(self, how: &str, tickets: &[TicketNumber]) -> Self {
        let numbers = tickets.iter().map(ToString::to_string);
        let detail = std::iter::once(how.to_owned()).chain(numbers).collect::<Vec<_>>();
        // What was looked for and not found says so: entries from before tickets were named have one word only.
        let nothing = if tickets.is_empty() { " none" } else { "" };
        self.detail(detail.join(" ") + nothing)
    }

    /// Codes and counts that say more. Nothing personal: the log is kept for good.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }
}

/// Writes one entry, in the transaction of the act. On a pool it is committed when this returns.
///
/// # Errors
/// When the database is away or refuses.
pub async fn record(on: impl PgExecutor<'_>, entry: &Entry) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "WITH entry AS (
             INSERT INTO audit.entries (at, actor_kind, actor_id, action, ticket_number, desk, subject_kind,
               subject_id, detail, actor_name, reason)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id)
         INSERT INTO audit.unsealed (entry_id) SELECT id FROM entry",
        entry.at.to_sqlx(),
        entry.actor.kind(),
        entry.actor.id(),
        entry.action.as_str(),
        entry.ticket.map(|number| number.to_string()),
        entry.desk.map(Desk::as_str),
        entry.subject.map(Subject::kind),
        entry.subject.map(Subject::id),
        entry.detail,
        entry.actor_name,
        entry.reason,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// How tickets were found that an entry about a list or a search showed, and their numbers; from its detail.
#[must_use]
pub fn seen_tickets(detail: &str) -> (&str, Vec<&str>) {
    let (how, numbers) = detail.split_once(' ').unwrap_or((detail, ""));
    (how, numbers.split(' ').filter(|number| number.starts_with(|digit: char| digit.is_ascii_digit())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tickets_that_were_seen_are_read_as_they_were_written() {
        let entry = || Entry::new(Timestamp::UNIX_EPOCH, Actor::Nobody, Action::Search);
        let number: TicketNumber = "662026112100001".parse().unwrap();
        let detail = entry().seen("nik", &[number, number]).detail.unwrap();
        assert_eq!(seen_tickets(&detail), ("nik", vec!["662026112100001"; 2]));
        assert_eq!(seen_tickets(&entry().seen("nik", &[]).detail.unwrap()), ("nik", Vec::new()));
        assert_eq!(seen_tickets("nik"), ("nik", Vec::new()), "from before tickets were named");
    }
}
