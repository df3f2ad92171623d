//! `helpdesk tickets stuck`: lists accepted tickets that no desk was chosen for, and sends them again.

use database::Pool;
use jiff::Timestamp;
use queue::ResendPolicy;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::jobs::send_unrouted;

/// Events that are counted anew at once.
const PAGE: i64 = 10_000;

/// A ticket that waits for the router.
#[derive(Debug)]
pub struct Unrouted {
    /// Its number.
    pub number: String,
    /// Since when: it was accepted then.
    pub since: Timestamp,
    /// How often it was sent again.
    pub sends: i32,
    /// The router tried it six times.
    pub given_up: bool,
}

/// Those that wait longest, at most `limit`.
///
/// # Errors
/// When the database is away or refuses.
pub async fn unrouted(on: impl PgExecutor<'_>, limit: i64) -> Result<Vec<Unrouted>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT u.ticket_number, u.accepted_at, u.sends,
                  coalesce((SELECT h.given_up FROM intake.hand_overs h
                             WHERE h.submitted_on = u.submitted_on
                               AND h.number = u.ticket_number), false) AS "given_up!"
             FROM intake.unrouted u ORDER BY u.accepted_at, u.ticket_number LIMIT $1"#,
        limit,
    )
    .fetch_all(on)
    .await?;
    let unrouted = rows.into_iter().map(|row| Unrouted {
        number: row.ticket_number,
        since: row.accepted_at.to_jiff(),
        sends: row.sends,
        given_up: row.given_up,
    });
    Ok(unrouted.collect())
}

/// How many wait.
///
/// # Errors
/// When the database is away or refuses.
pub async fn count(on: impl PgExecutor<'_>) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM intake.unrouted"#).fetch_one(on).await
}

/// The event ids of the listed tickets behind the number `after`, and the last number of them; `None` at the end.
///
/// # Errors
/// When the database is away or refuses.
pub async fn events(on: impl PgExecutor<'_>, after: &str) -> Result<Option<(Vec<Uuid>, String)>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT u.ticket_number, t.id FROM intake.unrouted u JOIN intake.tickets t ON t.submitted_on = \
        u.submitted_on AND t.number = u.ticket_number WHERE u.ticket_number > $1 ORDER BY u.ticket_number LIMIT $2",
        after,
        PAGE,
    )
    .fetch_all(on)
    .await?;
    let Some(last) = rows.last().map(|row| row.ticket_number.clone()) else { return Ok(None) };
    Ok(Some((rows.into_iter().map(|row| row.id).collect(), last)))
}

/// Sends all listed tickets again, whatever was tried before. Returns how many.
///
/// # Errors
/// When the database is away.
pub async fn resend(pool: &Pool, now: Timestamp, policy: ResendPolicy) -> anyhow::Result<usize> {
    sqlx::query!("UPDATE intake.unrouted SET due_at = '-infinity'").execute(pool).await?;
    let mut all = 0;
    loop {
        match send_unrouted(pool, now, policy, true).await? {
            (_, 0) => return Ok(all),
            (sent, _) => all += sent,
        }
    }
}
