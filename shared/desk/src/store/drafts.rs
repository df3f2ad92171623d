//! Sealed answers that officers have not sent yet: one of each officer for each ticket.

use std::time::Duration;

use domain::TicketNumber;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// A stored draft, still sealed.
pub struct SealedDraft {
    /// The text, sealed in the context `draft.<officer>`.
    pub body: Vec<u8>,
    /// The template that the text came from, if any.
    pub template: Option<Uuid>,
    /// When it was kept.
    pub saved_at: Timestamp,
}

/// Keeps a draft in the place of the one before.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn keep(
    on: impl PgExecutor<'_>,
    number: TicketNumber,
    officer: Uuid,
    draft: &SealedDraft,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO desk.drafts (ticket_number, officer_id, body, saved_at, template_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (ticket_number, officer_id) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at,
                                                               template_id = excluded.template_id",
        number.to_string(),
        officer,
        draft.body,
        draft.saved_at.to_sqlx(),
        draft.template,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The officer's draft for this ticket.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn find(
    on: impl PgExecutor<'_>,
    number: TicketNumber,
    officer: Uuid,
) -> Result<Option<SealedDraft>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT body, template_id, saved_at FROM desk.drafts WHERE ticket_number = $1 AND officer_id = $2",
        number.to_string(),
        officer
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| SealedDraft { body: row.body, template: row.template_id, saved_at: row.saved_at.to_jiff() }))
}

/// Forgets the officer's draft for this ticket.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn forget(on: impl PgExecutor<'_>, number: TicketNumber, officer: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM desk.drafts WHERE ticket_number = $1 AND officer_id = $2", number.to_string(), officer)
        .execute(on)
        .await?;
    Ok(())
}

/// Forgets up to 10,000 drafts last changed longer ago than `age`. Returns how many; call again while it is not 0.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn purge(on: impl PgExecutor<'_>, age: Duration) -> Result<u64, sqlx::Error> {
    let purged = sqlx::query!(
        "DELETE FROM desk.drafts WHERE (ticket_number, officer_id) IN (
             SELECT ticket_number, officer_id FROM desk.drafts
               WHERE saved_at < now() - make_interval(secs => $1) ORDER BY saved_at LIMIT 10000)",
        age.as_secs_f64(),
    );
    Ok(purged.execute(on).await?.rows_affected())
}
