//! Who is named in notes, and has read it.

use desk::store::stored;
use domain::{Desk, FormCode, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Most mentions that are listed.
const MOST: i64 = 100;

/// That somebody named the officer in a note.
pub(crate) struct Mention {
    pub(crate) number: TicketNumber,
    pub(crate) form: FormCode,
    pub(crate) desk: Desk,
    /// Who wrote the note.
    pub(crate) by: Uuid,
    pub(crate) at: Timestamp,
    pub(crate) unread: bool,
}

/// Names these officers in a note.
pub(crate) async fn add(
    on: impl PgExecutor<'_>,
    note: Uuid,
    officers: &[Uuid],
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO desk.mentions (note_id, officer_id, mentioned_at) SELECT $1, officer_id, $3
           FROM unnest($2::uuid[]) AS named (officer_id)
         ON CONFLICT DO NOTHING",
        note,
        officers,
        at.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The newest mentions of an officer on tickets that are at these desks now.
pub(crate) async fn of_officer(
    on: impl PgExecutor<'_>,
    officer: Uuid,
    desks: &[Desk],
) -> Result<Vec<Mention>, sqlx::Error> {
    sqlx::query!(
        r#"SELECT n.ticket_number, c.form, c.desk, n.written_by, m.mentioned_at, m.read_at IS NULL AS "unread!"
             FROM desk.mentions m JOIN desk.notes n ON n.id = m.note_id
             JOIN desk.cases c ON c.ticket_number = n.ticket_number
            WHERE m.officer_id = $1 AND c.desk = ANY($2) ORDER BY m.mentioned_at DESC, m.note_id LIMIT $3"#,
        officer,
        &Desk::names(desks),
        MOST,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        let key = &row.ticket_number;
        Ok(Mention {
            number: stored(key, "desk.notes", "ticket_number", key)?,
            form: stored(&row.form, "desk.cases", "form", key)?,
            desk: stored(&row.desk, "desk.cases", "desk", key)?,
            by: row.written_by,
            at: row.mentioned_at.to_jiff(),
            unread: row.unread,
        })
    })
    .collect()
}

/// Whom each note of a ticket names.
pub(crate) async fn of_ticket(on: impl PgExecutor<'_>, number: TicketNumber) -> Result<Vec<(Uuid, Uuid)>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT m.note_id, m.officer_id FROM desk.mentions m JOIN desk.notes n ON n.id = m.note_id
          WHERE n.ticket_number = $1",
        number.to_string(),
    );
    Ok(rows.fetch_all(on).await?.into_iter().map(|row| (row.note_id, row.officer_id)).collect())
}

/// The officer has read what names them on this ticket; without a ticket, everything.
pub(crate) async fn read(
    on: impl PgExecutor<'_>,
    officer: Uuid,
    number: Option<TicketNumber>,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.mentions m SET read_at = $3 FROM desk.notes n
          WHERE m.officer_id = $1 AND m.read_at IS NULL AND n.id = m.note_id
            AND ($2::text IS NULL OR n.ticket_number = $2)",
        officer,
        number.map(|number| number.to_string()),
        at.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}
