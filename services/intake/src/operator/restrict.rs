//! `helpdesk restrict`: closes a ticket to officers and agencies.

use domain::TicketNumber;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

/// Closes a ticket to officers and agencies, or opens it to them again (`lift`). `false`: there is no such ticket, or
/// it was erased.
///
/// # Errors
/// When the database is away or refuses.
pub async fn restrict(on: impl PgExecutor<'_>, number: TicketNumber, lift: bool) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query!(
        "UPDATE intake.tickets SET restricted_at = CASE WHEN $3 THEN NULL ELSE coalesce(restricted_at, now()) END
          WHERE submitted_on = $1 AND number = $2 AND erased_at IS NULL",
        number.day().to_sqlx(),
        number.to_string(),
        lift,
    )
    .execute(on)
    .await?;
    Ok(changed.rows_affected() > 0)
}
