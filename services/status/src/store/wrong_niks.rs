//! The count of wrong NIKs per ticket number, shared by all processes.

use database::Pool;
use domain::TicketNumber;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;

use crate::lookup::{Guesses, WINDOW};

/// Counts one wrong NIK and returns the count with it. A count whose window is over starts anew. Two at the same moment are counted
/// one after the other, by the row's lock.
pub(crate) async fn count(pool: &Pool, number: TicketNumber, now: Timestamp) -> Result<Guesses, sqlx::Error> {
    let row = sqlx::query!(
        r#"INSERT INTO status.wrong_niks AS w (ticket_number, attempts, window_started_at) VALUES ($1, 1, $2)
           ON CONFLICT (ticket_number) DO UPDATE SET
               attempts = CASE WHEN w.window_started_at <= $3 THEN 1 ELSE w.attempts + 1 END,
               window_started_at = CASE WHEN w.window_started_at <= $3 THEN $2 ELSE w.window_started_at END
           RETURNING attempts, window_started_at"#,
        number.to_string(),
        now.to_sqlx() as _,
        (now - WINDOW).to_sqlx() as _,
    )
    .fetch_one(pool)
    .await?;
    Ok(Guesses { wrong: u32::try_from(row.attempts).unwrap_or(u32::MAX), since: row.window_started_at.to_jiff() })
}

/// Forgets the counts whose window is over. Returns how many.
pub(crate) async fn forget(pool: &Pool, now: Timestamp) -> Result<u64, sqlx::Error> {
    let forgotten = sqlx::query!("DELETE FROM status.wrong_niks WHERE window_started_at <= $1", (now - WINDOW).to_sqlx() as _);
    Ok(forgotten.execute(pool).await?.rows_affected())
}
