//! Tickets that are about to be late, and who took notice of that.

use desk::store::stored;
use domain::{Desk, FormCode, Stage, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Most tickets that are listed.
const MOST: i64 = 100;

/// A ticket whose answer is due soon, or late.
pub(crate) struct Escalation {
    pub(crate) number: TicketNumber,
    pub(crate) form: FormCode,
    pub(crate) desk: Desk,
    pub(crate) stage: Stage,
    pub(crate) due_at: Timestamp,
    /// Who holds it now.
    pub(crate) held_by: Option<Uuid>,
    /// The supervisor who took notice.
    pub(crate) noticed_by: Option<Uuid>,
}

/// What is due before `until` at these desks, has no answer and does not rest: first what nobody took notice of, and of
/// that the oldest deadline.
pub(crate) async fn at_desks(
    on: impl PgExecutor<'_>,
    desks: &[Desk],
    until: Timestamp,
    now: Timestamp,
) -> Result<Vec<Escalation>, sqlx::Error> {
    sqlx::query!(
        r#"SELECT c.ticket_number, c.form, c.desk, c.stage, c.answer_due_at,
                  CASE WHEN c.claim_expires_at > $3 THEN c.claimed_by END AS held_by, n.noticed_by AS "noticed_by?"
             FROM desk.cases c LEFT JOIN desk.noticed n ON n.ticket_number = c.ticket_number AND n.desk = c.desk
            WHERE c.desk = ANY($1) AND c.stage IN ('received', 'processing') AND c.answer_due_at < $2
              AND c.rests_until IS NULL
              AND EXISTS (SELECT FROM intake.tickets t
                           WHERE t.submitted_on = c.submitted_on AND t.number = c.ticket_number
                             AND t.erased_at IS NULL)
            ORDER BY n.noticed_by IS NOT NULL, c.answer_due_at, c.ticket_number LIMIT $4"#,
        &Desk::names(desks),
        until.to_sqlx(),
        now.to_sqlx(),
        MOST,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        let key = &row.ticket_number;
        Ok(Escalation {
            number: stored(key, "desk.cases", "ticket_number", key)?,
            form: stored(&row.form, "desk.cases", "form", key)?,
            desk: stored(&row.desk, "desk.cases", "desk", key)?,
            stage: stored(&row.stage, "desk.cases", "stage", key)?,
            due_at: row.answer_due_at.to_jiff(),
            held_by: row.held_by,
            noticed_by: row.noticed_by,
        })
    })
    .collect()
}

/// Writes that a supervisor took notice; whether nobody had before.
pub(crate) async fn take_notice(
    on: impl PgExecutor<'_>,
    number: TicketNumber,
    desk: Desk,
    by: Uuid,
    at: Timestamp,
) -> Result<bool, sqlx::Error> {
    let written = sqlx::query!(
        "INSERT INTO desk.noticed (ticket_number, desk, noticed_by, noticed_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        number.to_string(),
        desk.as_str(),
        by,
        at.to_sqlx(),
    );
    Ok(written.execute(on).await?.rows_affected() > 0)
}
