//! Tickets that a person filed before, with their stage.

use database::Inconsistent;
use domain::{FormCode, Stage, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

/// Most tickets of one person and form that are looked at, newest first. Nobody has that many open ones.
const LOOKED_AT: i64 = 20;

/// A ticket that was filed before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FiledTicket {
    pub(crate) number: TicketNumber,
    pub(crate) stage: Stage,
    pub(crate) submitted_at: Timestamp,
}

/// What one person filed before on one form.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FiledBefore {
    /// The newest ticket, in whatever stage.
    pub(crate) newest: Option<TicketNumber>,
    /// The newest one that is not answered yet.
    pub(crate) open: Option<TicketNumber>,
}

/// The ticket with this number; `None` when it is erased.
pub(crate) async fn find(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Option<FiledTicket>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT stage AS "stage!", submitted_at AS "submitted_at!" FROM intake.filed_tickets
            WHERE submitted_on = $1 AND number = $2"#,
        number.day().to_sqlx(),
        number.to_string(),
    )
    .fetch_optional(on)
    .await?;
    row.map(|row| {
        Ok(FiledTicket { number, stage: stage(&row.stage, number)?, submitted_at: row.submitted_at.to_jiff() })
    })
    .transpose()
}

/// What this person (by blind index) filed before on this form.
pub(crate) async fn of_person(
    on: impl PgExecutor<'_>,
    person_index: &[u8],
    form: FormCode,
) -> Result<FiledBefore, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT number AS "number!", stage AS "stage!" FROM intake.filed_tickets
            WHERE person_index = $1 AND form = $2 ORDER BY submitted_at DESC, number DESC LIMIT $3"#,
        person_index,
        form.to_string(),
        LOOKED_AT,
    )
    .fetch_all(on)
    .await?;
    let mut before = FiledBefore::default();
    for row in rows {
        let number: TicketNumber =
            row.number.parse().map_err(|_invalid| Inconsistent::new("intake.filed_tickets", "number", &row.number))?;
        before.newest.get_or_insert(number);
        if stage(&row.stage, number)? != Stage::Answered {
            before.open.get_or_insert(number);
        }
    }
    Ok(before)
}

fn stage(name: &str, number: TicketNumber) -> Result<Stage, Inconsistent> {
    name.parse().map_err(|_unknown| Inconsistent::new("intake.filed_tickets", "stage", &number))
}
