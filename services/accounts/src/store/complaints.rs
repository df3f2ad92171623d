//! Complaints that desks approved (form 02): the account that others made with a NIK is frozen, and removed or
//! released.
//!
//! Whoever decides holds the complaint first and its account then. A complaint that ended in a removal is what is left
//! of the account: whose NIK, when, and who approved.

use database::{Connection, Inconsistent};
use domain::TicketNumber;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::commands::Asked;

/// A complaint is kept so long after its period closed: as long as accounts are.
const LASTS: SignedDuration = SignedDuration::from_hours(2 * 365 * 24);

/// A complaint, held until the transaction ends.
pub(crate) struct Complaint {
    pub(crate) id: Uuid,
    /// `None` when nothing is left of it.
    pub(crate) account: Option<Uuid>,
    pub(crate) frozen_at: Timestamp,
    /// When its period closes.
    pub(crate) closes_at: Timestamp,
    /// What confirmed that the account is removed; `None`: nobody has.
    pub(crate) removal: Option<Removal>,
    pub(crate) end: Option<End>,
}

/// The removal that a second officer confirmed.
#[derive(Clone, Copy)]
pub(crate) struct Removal {
    /// The command.
    pub(crate) command: Uuid,
    pub(crate) by: Uuid,
    /// From when on.
    pub(crate) at: Timestamp,
}

/// How a complaint ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The account was removed.
    Removed,
    /// It was released.
    Lifted,
    /// It had ended otherwise.
    Gone,
}

impl End {
    const ALL: [Self; 3] = [Self::Removed, Self::Lifted, Self::Gone];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Lifted => "lifted",
            Self::Gone => "gone",
        }
    }
}

struct Row {
    id: Uuid,
    account_id: Option<Uuid>,
    frozen_at: jiff_sqlx::Timestamp,
    closes_at: jiff_sqlx::Timestamp,
    remove_command: Option<Uuid>,
    confirmed_by: Option<Uuid>,
    remove_at: Option<jiff_sqlx::Timestamp>,
    outcome: Option<String>,
}

impl TryFrom<Row> for Complaint {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let unknown = || Inconsistent::new("accounts.complaints", "outcome", &row.id);
        let named = |name: &str| End::ALL.into_iter().find(|end| end.as_str() == name);
        let end = row.outcome.as_deref().map(|name| named(name).ok_or_else(unknown)).transpose()?;
        let removal = match (row.remove_command, row.confirmed_by, row.remove_at) {
            (Some(command), Some(by), Some(at)) => Some(Removal { command, by, at: at.to_jiff() }),
            _ => None,
        };
        Ok(Self {
            id: row.id,
            account: row.account_id,
            frozen_at: row.frozen_at.to_jiff(),
            closes_at: row.closes_at.to_jiff(),
            removal,
            end,
        })
    }
}

/// The complaint that a decision of a second officer is about: the one that the same command decided before, or the
/// newest of its ticket and account that this officer did not approve.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub(crate) async fn decided(on: &mut Connection, asked: &Asked) -> Result<Option<Complaint>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        "SELECT c.id, c.account_id, c.frozen_at, p.closes_at, c.remove_command, c.confirmed_by, c.remove_at, c.outcome
           FROM accounts.complaints c JOIN accounts.periods p ON p.id = c.period_id
          WHERE c.remove_command = $1 OR c.lift_command = $1
             OR (c.ticket_number = $2 AND c.account_id = $3 AND c.frozen_by <> $4)
          ORDER BY c.remove_command = $1 OR c.lift_command = $1 DESC NULLS LAST, c.frozen_at DESC LIMIT 1
            FOR UPDATE OF c",
        asked.id,
        asked.ticket.to_string(),
        asked.account,
        asked.by,
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(Complaint::try_from).transpose()?)
}

/// Whether this command released the account.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn is_lifted_by(on: &mut Connection, command: Uuid) -> Result<bool, sqlx::Error> {
    let lifted = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM accounts.complaints WHERE lift_command = $1 AND outcome = 'lifted') AS "lifted!""#,
        command,
    );
    lifted.fetch_one(on).await
}

/// Writes down that a second officer had the account removed from this moment on.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn confirm(
    on: &mut Connection,
    complaint: Uuid,
    removal: Removal,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE accounts.complaints SET remove_command = $2, confirmed_by = $3, remove_at = $4, confirmed_at = $5
          WHERE id = $1",
        complaint,
        removal.command,
        removal.by,
        removal.at.to_sqlx(),
        now.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The period closed before the account was removed: it is frozen still, and no removal is confirmed.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn withdraw(on: &mut Connection, complaint: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE accounts.complaints SET remove_command = NULL, confirmed_by = NULL, remove_at = NULL, confirmed_at = NULL
          WHERE id = $1",
        complaint,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// Ends a complaint. `lift` is the command that had the account released.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn end(
    on: &mut Connection,
    complaint: Uuid,
    (end, by, lift): (End, Uuid, Option<Uuid>),
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE accounts.complaints SET outcome = $2, ended_by = $3, lift_command = $4, ended_at = $5 WHERE id = $1",
        complaint,
        end.as_str(),
        by,
        lift,
        now.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The removal that waits longest and whose time has come, with its ticket.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub(crate) async fn take_due(
    on: &mut Connection,
    now: Timestamp,
) -> Result<Option<(Complaint, TicketNumber)>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT c.id, c.account_id, c.frozen_at, p.closes_at, c.remove_command, c.confirmed_by, c.remove_at, c.outcome,
                c.ticket_number
           FROM accounts.complaints c JOIN accounts.periods p ON p.id = c.period_id
          WHERE c.outcome IS NULL AND c.remove_at <= $1 ORDER BY c.remove_at LIMIT 1 FOR UPDATE OF c SKIP LOCKED",
        now.to_sqlx(),
    )
    .fetch_optional(on)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let unknown = |_invalid| Inconsistent::new("accounts.complaints", "ticket_number", &row.id);
    let ticket = row.ticket_number.parse().map_err(unknown)?;
    let complaint = Complaint::try_from(Row {
        id: row.id,
        account_id: row.account_id,
        frozen_at: row.frozen_at,
        closes_at: row.closes_at,
        remove_command: row.remove_command,
        confirmed_by: row.confirmed_by,
        remove_at: row.remove_at,
        outcome: row.outcome,
    })?;
    Ok(Some((complaint, ticket)))
}

/// How long the removal waits that waits longest, from when on it was to be done; zero when none waits.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn oldest(on: impl PgExecutor<'_>, now: Timestamp) -> Result<SignedDuration, sqlx::Error> {
    let oldest = sqlx::query_scalar!(
        "SELECT min(remove_at) FROM accounts.complaints WHERE outcome IS NULL AND remove_at <= $1",
        now.to_sqlx(),
    )
    .fetch_one(on)
    .await?;
    Ok(oldest.map_or(SignedDuration::ZERO, |at| now.duration_since(at.to_jiff())))
}

/// Forgets at most `limit` complaints whose period closed `LASTS` ago. Returns how many.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!(
        "DELETE FROM accounts.complaints WHERE id IN (
             SELECT c.id FROM accounts.complaints c JOIN accounts.periods p ON p.id = c.period_id
              WHERE p.closes_at <= $1 LIMIT $2 FOR UPDATE OF c SKIP LOCKED)",
        now.saturating_sub(LASTS).unwrap_or(Timestamp::MIN).to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(forgotten.rows_affected())
}
