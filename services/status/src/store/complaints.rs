//! Accounts that are frozen for a ticket of form 02.

use domain::TicketNumber;
use jiff::Timestamp;
use sqlx::PgExecutor;

/// An account that is frozen.
pub(crate) struct Frozen {
    pub(crate) at: Timestamp,
    /// From when on it is removed; `None`: a second officer has not confirmed that.
    pub(crate) removed_from: Option<Timestamp>,
}

/// The account that is frozen for this ticket.
pub(crate) async fn frozen(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Option<Frozen>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT frozen_at AS "frozen_at!", remove_at FROM status.complaints WHERE ticket_number = $1"#,
        number.to_string(),
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(|row| Frozen {
        at: row.frozen_at.to_jiff(),
        removed_from: row.remove_at.map(jiff_sqlx::Timestamp::to_jiff),
    }))
}
