//! Tickets that wait for their answer.

use domain::{FormCode, Stage, TicketNumber};
use sqlx::PgPool;

/// A ticket of one person that is not answered yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OpenTicket {
    pub(crate) number: TicketNumber,
    pub(crate) stage: Stage,
}

/// The newest open ticket of this person (by blind index) and form.
pub(crate) async fn find(pool: &PgPool, person_index: &[u8], form: FormCode) -> Result<Option<OpenTicket>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT number AS "number!", stage AS "stage!" FROM intake.open_tickets
            WHERE person_index = $1 AND form = $2 ORDER BY submitted_at DESC LIMIT 1"#,
        person_index,
        form.to_string(),
    )
    .fetch_optional(pool)
    .await?;
    row.map(|row| {
        let number = row.number.parse().map_err(|error: domain::InvalidTicketNumber| sqlx::Error::Decode(error.into()))?;
        let stage = row.stage.parse().map_err(|error: domain::UnknownName| sqlx::Error::Decode(error.into()))?;
        Ok(OpenTicket { number, stage })
    })
    .transpose()
}
