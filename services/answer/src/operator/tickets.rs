//! `helpdesk tickets stuck`: tickets that have not come to their desk, that the agency which has them has not answered,
//! or whose approval accounts has not carried out; and how the operator sends them again.

use database::Pool;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use queue::ResendPolicy;
use runtime::Clock;
use sqlx::PgExecutor;

use crate::jobs::{Ask, send_due_commands, send_unreceived};
use crate::store::account_commands;

/// A ticket that does not get on.
#[derive(Debug)]
pub struct Stuck {
    /// Its number.
    pub number: String,
    /// The desk, and the agency that serves it; for an agency's own tickets also after which stage it waits; or
    /// accounts.
    pub waits_for: String,
    /// Since when.
    pub since: Timestamp,
    /// How often it was sent again; `None` where nobody counts it.
    pub sends: Option<i32>,
    /// The desk's consumer tried it six times.
    pub given_up: bool,
}

/// How many do not get on.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// They have not come to their desk.
    pub unreceived: i64,
    /// An agency has them, and they are due within a day.
    pub unanswered: i64,
    /// Accounts has not reported in time what became of their approval.
    pub at_accounts: i64,
}

/// Those that wait longest, at most `limit`.
///
/// # Errors
/// When the database is away or refuses.
pub async fn stuck(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<Vec<Stuck>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT ticket_number AS "number!", waits_for AS "waits_for!", since AS "since!", sends,
                  given_up AS "given_up!" FROM (
               SELECT u.ticket_number, u.desk || coalesce(' of ' || s.agency, ''), u.sent_at, u.sends,
                      EXISTS (SELECT FROM desk.inbox i
                        WHERE i.event_id = u.event_id AND i.done_at IS NULL AND i.attempts >= 6)
                 FROM desk.unreceived u LEFT JOIN desk.served_by s ON s.desk = u.desk
               UNION ALL
               SELECT c.ticket_number, c.desk || ' of ' || s.agency || ': a report after ' || c.stage,
                 c.submitted_at, NULL, false
                 FROM desk.served_by s JOIN desk.cases c ON c.desk = s.desk
                WHERE c.stage IN ('submitted', 'received', 'processing')
                  AND c.answer_due_at < now() + interval '24 hours'
                  AND NOT EXISTS (SELECT FROM desk.unreceived u WHERE u.ticket_number = c.ticket_number)
               UNION ALL
               SELECT ticket_number, 'accounts: what a desk approved', asked_at, NULL, false
                 FROM desk.account_commands WHERE settled_at IS NULL AND asked_at <= $2
           ) AS stuck (ticket_number, waits_for, since, sends, given_up) ORDER BY since, ticket_number LIMIT $1"#,
        limit,
        late(now).to_sqlx(),
    )
    .fetch_all(on)
    .await?;
    let stuck = rows.into_iter().map(|row| Stuck {
        number: row.number,
        waits_for: row.waits_for,
        since: row.since.to_jiff(),
        sends: row.sends,
        given_up: row.given_up,
    });
    Ok(stuck.collect())
}

/// How many there are.
///
/// # Errors
/// When the database is away or refuses.
pub async fn count(on: impl PgExecutor<'_>, now: Timestamp) -> Result<Counted, sqlx::Error> {
    sqlx::query_as!(
        Counted,
        r#"SELECT (SELECT count(*) FROM desk.unreceived) AS "unreceived!",
                  (SELECT count(*) FROM desk.served_by s JOIN desk.cases c ON c.desk = s.desk
                    WHERE c.stage IN ('submitted', 'received', 'processing')
                      AND c.answer_due_at < now() + interval '24 hours'
                      AND NOT EXISTS (SELECT FROM desk.unreceived u
                        WHERE u.ticket_number = c.ticket_number)) AS "unanswered!",
                  (SELECT count(*) FROM desk.account_commands
                    WHERE settled_at IS NULL AND asked_at <= $1) AS "at_accounts!""#,
        late(now).to_sqlx(),
    )
    .fetch_one(on)
    .await
}

/// What was asked of accounts before that moment should have its report.
fn late(now: Timestamp) -> Timestamp {
    now.saturating_sub(desk::ACCOUNTS_PATIENCE).unwrap_or(Timestamp::MIN)
}

/// Sends all listed tickets again, whatever was tried before, with their attempts counted anew. Returns how many.
///
/// # Errors
/// When the database is away.
pub async fn resend(pool: &Pool, now: Timestamp, policy: ResendPolicy) -> anyhow::Result<usize> {
    sqlx::query!(
        "UPDATE desk.inbox i SET attempts = 0 FROM desk.unreceived u WHERE i.event_id = u.event_id AND \
        i.done_at IS NULL"
    )
    .execute(pool)
    .await?;
    sqlx::query!("UPDATE desk.unreceived SET due_at = '-infinity'").execute(pool).await?;
    let mut all = 0;
    loop {
        match send_unreceived(pool, now, &Ask::Operator, policy).await? {
            (_, 0) => return Ok(all),
            (sent, _) => all += sent,
        }
    }
}

/// Asks accounts again for everything that it has not reported. Returns how many.
///
/// # Errors
/// When the database is away.
pub async fn ask_accounts_again(pool: &Pool, clock: &Clock) -> anyhow::Result<usize> {
    account_commands::make_due(pool).await?;
    let mut all = 0;
    loop {
        match send_due_commands(pool, clock).await? {
            0 => return Ok(all),
            sent => all += sent,
        }
    }
}
