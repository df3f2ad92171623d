//! One entry, and how it is written.

use domain::{Desk, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{Action, Actor};

/// Who did what, when, and to what.
#[derive(Clone, Debug)]
pub struct Entry {
    at: Timestamp,
    actor: Actor,
    action: Action,
    ticket: Option<TicketNumber>,
    desk: Option<Desk>,
    officer: Option<Uuid>,
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
            officer: None,
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

    /// It was about this officer's account.
    #[must_use]
    pub fn officer(self, id: Uuid) -> Self {
        Self { officer: Some(id), ..self }
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
             INSERT INTO audit.entries (at, actor_kind, actor_id, action, ticket_number, desk, officer_id, detail, actor_name, reason)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id)
         INSERT INTO audit.unsealed (entry_id) SELECT id FROM entry",
        entry.at.to_sqlx(),
        entry.actor.kind(),
        entry.actor.id(),
        entry.action.as_str(),
        entry.ticket.map(|number| number.to_string()),
        entry.desk.map(Desk::as_str),
        entry.officer,
        entry.detail,
        entry.actor_name,
        entry.reason,
    )
    .execute(on)
    .await?;
    Ok(())
}
