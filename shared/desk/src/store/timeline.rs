//! The way of a ticket through its stages at the desks, as the applicant sees it.

use domain::{Desk, Stage, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

use super::stored::{number_texts, stored};

/// One change of stage.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The stage that was reached.
    pub stage: Stage,
    /// At which desk.
    pub desk: Desk,
    /// When.
    pub at: Timestamp,
}

/// Adds the same step to every one of `numbers`.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn add(on: impl PgExecutor<'_>, numbers: &[TicketNumber], step: Step) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO desk.timeline (ticket_number, stage, desk, at) SELECT number, $2, $3, $4 FROM unnest($1::text[]) \
        AS number",
        &number_texts(numbers),
        step.stage.as_str(),
        step.desk.as_str(),
        step.at.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// All steps of a ticket, oldest first; its submission is not among them.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub async fn of_ticket(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Vec<Step>, sqlx::Error> {
    let number = number.to_string();
    sqlx::query!("SELECT stage, desk, at FROM desk.timeline WHERE ticket_number = $1 ORDER BY id", number)
        .fetch_all(on)
        .await?
        .into_iter()
        .map(|row| {
            Ok(Step {
                stage: stored(&row.stage, "desk.timeline", "stage", &number)?,
                desk: stored(&row.desk, "desk.timeline", "desk", &number)?,
                at: row.at.to_jiff(),
            })
        })
        .collect()
}
