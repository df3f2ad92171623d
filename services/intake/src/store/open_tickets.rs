//! Tickets that wait for their answer.

use domain::{FormCode, Stage, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgPool;

/// A ticket of one person that is not answered yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OpenTicket {
    pub(crate) number: TicketNumber,
    pub(crate) stage: Stage,
    pub(crate) submitted_at: Timestamp,
}

/// The stage of a ticket that is not answered yet.
pub(crate) async fn stage(pool: &PgPool, number: TicketNumber) -> Result<Option<Stage>, sqlx::Error> {
    let stage = sqlx::query_scalar!(
        r#"SELECT stage AS "stage!" FROM intake.open_tickets WHERE submitted_on = $1 AND number = $2"#,
        number.day().to_sqlx() as jiff_sqlx::Date,
        number.to_string(),
    )
    .fetch_optional(pool)
    .await?;
    stage.map(|stage| stage.parse().map_err(|error: domain::UnknownName| sqlx::Error::Decode(error.into()))).transpose()
}

/// The newest open ticket of this person (by blind index) and form.
pub(crate) async fn find(pool: &PgPool, person_index: &[u8], form: FormCode) -> Result<Option<OpenTicket>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT number AS "number!", stage AS "stage!", submitted_at AS "submitted_at!: jiff_sqlx::Timestamp" FROM intake.open_tickets
            WHERE person_index = $1 AND form = $2 ORDER BY submitted_at DESC LIMIT 1"#,
        person_index,
        form.to_string(),
    )
    .fetch_optional(pool)
    .await?;
    row.map(|row| {
        let number = row.number.parse().map_err(|error: domain::InvalidTicketNumber| sqlx::Error::Decode(error.into()))?;
        let stage = row.stage.parse().map_err(|error: domain::UnknownName| sqlx::Error::Decode(error.into()))?;
        Ok(OpenTicket { number, stage, submitted_at: row.submitted_at.to_jiff() })
    })
    .transpose()
}
