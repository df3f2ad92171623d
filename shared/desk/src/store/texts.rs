//! Sealed texts that agencies posted for a report to refer to.

use std::time::Duration;

use domain::TicketNumber;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Texts that one ticket may have: more than any honest system needs.
const MOST: i64 = 20;

/// A text to be written.
pub struct NewText<'a> {
    /// The ticket.
    pub number: TicketNumber,
    /// Chosen by who posts it.
    pub id: Uuid,
    /// Sealed in the context `text.<id>`.
    pub body: &'a [u8],
    /// The token.
    pub by: Uuid,
    /// When it was posted.
    pub at: Timestamp,
}

/// A stored text, still sealed.
pub struct SealedText {
    /// The words, sealed with the ticket's data key.
    pub body: Vec<u8>,
    /// The token.
    pub by: Uuid,
}

/// Writes a text unless its id is taken or the ticket has too many. Says whether it is written.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn add(on: impl PgExecutor<'_>, text: &NewText<'_>) -> Result<bool, sqlx::Error> {
    let written = sqlx::query!(
        "INSERT INTO desk.texts (ticket_number, id, body, posted_by, posted_at)
         SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM desk.texts WHERE ticket_number = $1) < $6
         ON CONFLICT (ticket_number, id) DO NOTHING",
        text.number.to_string(),
        text.id,
        text.body,
        text.by,
        text.at.to_sqlx(),
        MOST,
    )
    .execute(on)
    .await?;
    Ok(written.rows_affected() == 1)
}

/// The text of a ticket with this id.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn find(on: impl PgExecutor<'_>, number: TicketNumber, id: Uuid) -> Result<Option<SealedText>, sqlx::Error> {
    let found = sqlx::query_as!(
        SealedText,
        r#"SELECT body, posted_by AS "by" FROM desk.texts WHERE ticket_number = $1 AND id = $2"#,
        number.to_string(),
        id,
    );
    found.fetch_optional(on).await
}

/// Forgets up to 10,000 texts posted longer ago than `age`. Returns how many; call again while it is not 0.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn purge(on: impl PgExecutor<'_>, age: Duration) -> Result<u64, sqlx::Error> {
    let purged = sqlx::query!(
        "DELETE FROM desk.texts WHERE (ticket_number, id) IN (
             SELECT ticket_number, id FROM desk.texts
               WHERE posted_at < now() - make_interval(secs => $1) ORDER BY posted_at LIMIT 10000)",
        age.as_secs_f64(),
    );
    Ok(purged.execute(on).await?.rows_affected())
}
