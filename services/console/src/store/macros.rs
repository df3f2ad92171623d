//! Macros: what officers of a desk do often with one press. They hold nothing personal.

use desk::store::stored;
use domain::{Desk, FormCode};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Uses that are counted at most.
pub(crate) const MOST_USES: i64 = 10_000;

/// Most macros of one desk.
pub(crate) const MOST: i64 = 100;

/// The constraint that keeps the names of a desk apart.
const ONE_NAME: &str = "macros_name";

/// The constraint that a macro's template is there.
const ITS_TEMPLATE: &str = "macros_template_id_fkey";

/// A macro.
#[derive(Clone, Debug)]
pub(crate) struct Macro {
    pub(crate) id: Uuid,
    pub(crate) desk: Desk,
    /// `None`: for every form of the desk.
    pub(crate) form: Option<FormCode>,
    pub(crate) name: String,
    pub(crate) act: Act,
    /// For colleagues.
    pub(crate) note: String,
    /// Which state of the macro and its template this is.
    pub(crate) version: String,
}

/// What a macro does besides its note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Answers with a template.
    Answer { template: Uuid, title: String, body: String },
    /// Hands over to another desk.
    HandOver { to: Desk, reason: String },
}

/// A macro to be written.
pub(crate) struct NewMacro {
    pub(crate) id: Uuid,
    pub(crate) desk: Desk,
    pub(crate) form: Option<FormCode>,
    pub(crate) name: String,
    /// The template to answer with; `None` for a hand-over.
    pub(crate) template: Option<Uuid>,
    /// Where to hand over, and why; `None` for an answer.
    pub(crate) hand_over: Option<(Desk, String)>,
    pub(crate) note: String,
    /// The supervisor.
    pub(crate) by: Uuid,
    pub(crate) at: Timestamp,
}

/// What became of a macro to be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Saved {
    /// It is written.
    Yes,
    /// Another macro of the desk has this name.
    NameTaken,
    /// The desk has no such template.
    NoTemplate,
    /// The desk has as many as it can have.
    TooMany,
}

/// The row of a macro with its template.
struct Row {
    id: Uuid,
    form: Option<String>,
    name: String,
    template_id: Option<Uuid>,
    title: Option<String>,
    body: Option<String>,
    to_desk: Option<String>,
    reason: Option<String>,
    note: String,
    changed_at: jiff_sqlx::Timestamp,
    template_changed_at: Option<jiff_sqlx::Timestamp>,
    times: i64,
}

/// The macros of a desk, those first that were used most since `since`.
pub(crate) async fn of_desk(
    on: impl PgExecutor<'_>,
    desk: Desk,
    since: Timestamp,
) -> Result<Vec<(Macro, i64)>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT m.id, m.form, m.name, m.template_id, t.title AS "title?", t.body AS "body?", m.to_desk, m.reason,
                  m.note, m.changed_at, t.changed_at AS "template_changed_at?", used.times AS "times!"
             FROM desk.macros m LEFT JOIN desk.templates t ON t.id = m.template_id AND t.desk = m.desk
            CROSS JOIN LATERAL (SELECT count(*) AS times
                                  FROM (SELECT FROM desk.macro_uses u
                                         WHERE u.macro_id = m.id AND u.used_at > $3
                                         LIMIT $4) AS uses) AS used
            WHERE m.desk = $1 ORDER BY used.times DESC, m.name LIMIT $2"#,
        desk.as_str(),
        MOST,
        since.to_sqlx(),
        MOST_USES,
    );
    rows.fetch_all(on).await?.into_iter().map(|row| row.read(desk)).collect()
}

/// The macro of this desk with this id, if there is one.
pub(crate) async fn find(on: impl PgExecutor<'_>, desk: Desk, id: Uuid) -> Result<Option<Macro>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT m.id, m.form, m.name, m.template_id, t.title AS "title?", t.body AS "body?", m.to_desk, m.reason,
                  m.note, m.changed_at, t.changed_at AS "template_changed_at?", 0::bigint AS "times!"
             FROM desk.macros m LEFT JOIN desk.templates t ON t.id = m.template_id AND t.desk = m.desk
            WHERE m.desk = $1 AND m.id = $2"#,
        desk.as_str(),
        id,
    );
    let row = row.fetch_optional(on).await?;
    Ok(row.map(|row| row.read(desk)).transpose()?.map(|(found, _)| found))
}

/// Writes a new macro, or changes the one with this id at its desk.
pub(crate) async fn save(on: impl PgExecutor<'_>, new: &NewMacro) -> Result<Saved, sqlx::Error> {
    let written = sqlx::query!(
        "INSERT INTO desk.macros (id, desk, form, name, template_id, to_desk, reason, note, changed_by, changed_at)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
          WHERE ($5::uuid IS NULL OR EXISTS (SELECT FROM desk.templates WHERE id = $5 AND desk = $2))
            AND (EXISTS (SELECT FROM desk.macros WHERE id = $1)
                 OR (SELECT count(*) FROM desk.macros WHERE desk = $2) < $11)
         ON CONFLICT (id) DO UPDATE SET form = excluded.form, name = excluded.name, template_id = excluded.template_id,
                                        to_desk = excluded.to_desk, reason = excluded.reason, note = excluded.note,
                                        changed_by = excluded.changed_by, changed_at = excluded.changed_at
          WHERE macros.desk = excluded.desk",
        new.id,
        new.desk.as_str(),
        new.form.map(|form| form.to_string()),
        new.name,
        new.template,
        new.hand_over.as_ref().map(|(to, _)| to.as_str()),
        new.hand_over.as_ref().map(|(_, reason)| reason.as_str()),
        new.note,
        new.by,
        new.at.to_sqlx(),
        MOST,
    )
    .execute(on)
    .await;
    match written {
        Ok(done) if done.rows_affected() == 0 => Ok(Saved::TooMany),
        Ok(_) => Ok(Saved::Yes),
        Err(error) => match database::constraint(&error) {
            Some(ONE_NAME) => Ok(Saved::NameTaken),
            Some(ITS_TEMPLATE) => Ok(Saved::NoTemplate),
            _ => Err(error),
        },
    }
}

/// Removes a macro of this desk; whether there was one.
pub(crate) async fn remove(on: impl PgExecutor<'_>, desk: Desk, id: Uuid) -> Result<bool, sqlx::Error> {
    let done =
        sqlx::query!("DELETE FROM desk.macros WHERE id = $1 AND desk = $2", id, desk.as_str()).execute(on).await?;
    Ok(done.rows_affected() > 0)
}

/// Counts that a macro was used.
pub(crate) async fn used(on: impl PgExecutor<'_>, id: Uuid, at: Timestamp) -> Result<(), sqlx::Error> {
    let counted = sqlx::query!("INSERT INTO desk.macro_uses (macro_id, used_at) VALUES ($1, $2)", id, at.to_sqlx());
    counted.execute(on).await.map(drop)
}

impl Row {
    fn read(self, desk: Desk) -> Result<(Macro, i64), sqlx::Error> {
        let wrong = |column| database::Inconsistent::new("desk.macros", column, &self.id);
        let form = self.form.as_ref().map(|form| stored(form, "desk.macros", "form", &self.id)).transpose()?;
        let act = match (self.template_id, self.title, self.body, &self.to_desk, self.reason) {
            (Some(template), Some(title), Some(body), None, None) => Act::Answer { template, title, body },
            (None, None, None, Some(to), Some(reason)) => {
                Act::HandOver { to: stored(to, "desk.macros", "to_desk", &self.id)?, reason }
            }
            _ => return Err(wrong("template_id").into()),
        };
        let changed = |at: jiff_sqlx::Timestamp| at.to_jiff().as_microsecond();
        let version = format!("{}.{}", changed(self.changed_at), self.template_changed_at.map_or(0, changed));
        Ok((Macro { id: self.id, desk, form, name: self.name, act, note: self.note, version }, self.times))
    }
}
