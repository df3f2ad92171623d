//! `helpdesk export`: who saw a ticket.

use domain::TicketNumber;
use jiff::Timestamp;
use sqlx::PgExecutor;

/// Entries that are listed at most.
const MOST: i64 = 10_000;

/// One reading of a ticket, by kind and desk: an officer's name is the officer's own.
#[derive(Debug)]
pub struct Reader {
    /// When.
    pub at: Timestamp,
    /// `officer`, `applicant`, `agency`, `operator` or `nobody`.
    pub who: String,
    /// The action, by its stored name.
    pub what: String,
    /// The ticket's desk.
    pub desk: Option<String>,
}

/// Who opened the ticket and who saw it in a list, the oldest first; 10,000 at most.
///
/// # Errors
/// When the database is away or refuses.
pub async fn readers(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Vec<Reader>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT at, actor_kind, action, desk FROM audit.entries
          WHERE ticket_number = $1 OR (action IN ('search', 'list') AND string_to_array(detail, ' ') @> ARRAY[$1::text])
          ORDER BY id LIMIT $2",
        number.to_string(),
        MOST,
    )
    .fetch_all(on)
    .await?;
    let readers = rows.into_iter().map(|row| Reader {
        at: row.at.to_jiff(),
        who: row.actor_kind,
        what: row.action,
        desk: row.desk,
    });
    Ok(readers.collect())
}
