//! Answers that officers give often. They hold nothing personal.

use desk::store::stored;
use domain::{Desk, FormCode, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Days in which uses count.
pub(crate) const USED_WITHIN: i64 = 30;

/// Uses that are counted at most.
pub(crate) const MOST_USES: i64 = 10_000;

/// Most templates of one desk.
pub(crate) const MOST: i64 = 200;

/// The constraint that keeps the titles of a desk apart.
const ONE_TITLE: &str = "templates_title";

/// A template.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    pub(crate) id: Uuid,
    pub(crate) desk: Desk,
    /// `None`: for every form of the desk.
    pub(crate) form: Option<FormCode>,
    pub(crate) title: String,
    pub(crate) body: String,
    /// The supervisor who changed it last.
    pub(crate) changed_by: Uuid,
    pub(crate) changed_at: Timestamp,
}

/// What became of a template to be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Saved {
    /// It is written.
    Yes,
    /// Another template of the desk has this title.
    TitleTaken,
    /// The desk has as many as it can have.
    TooMany,
}

/// The templates of a desk, those first that were used most since `since`.
pub(crate) async fn of_desk(
    on: impl PgExecutor<'_>,
    desk: Desk,
    since: Timestamp,
) -> Result<Vec<(Template, i64)>, sqlx::Error> {
    sqlx::query!(
        r#"SELECT t.id, t.form, t.title, t.body, t.changed_by, t.changed_at, used.times AS "times!"
             FROM desk.templates t
            CROSS JOIN LATERAL (SELECT count(*) AS times
                                  FROM (SELECT FROM desk.answers a
                                         WHERE a.template_id = t.id AND a.answered_at > $3
                                         LIMIT $4) AS answers) AS used
            WHERE t.desk = $1 ORDER BY used.times DESC, t.title LIMIT $2"#,
        desk.as_str(),
        MOST,
        since.to_sqlx(),
        MOST_USES,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        let form = row.form.map(|form| stored(&form, "desk.templates", "form", &row.title)).transpose()?;
        let changed_at = row.changed_at.to_jiff();
        let template = Template {
            id: row.id,
            desk,
            form,
            title: row.title,
            body: row.body,
            changed_by: row.changed_by,
            changed_at,
        };
        Ok((template, row.times))
    })
    .collect()
}

/// Whether the desk of this ticket has the template.
pub(crate) async fn is_for(on: impl PgExecutor<'_>, number: TicketNumber, id: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM desk.templates t JOIN desk.cases c ON c.desk = t.desk
                           WHERE t.id = $1 AND c.ticket_number = $2) AS "is_for!""#,
        id,
        number.to_string(),
    )
    .fetch_one(on)
    .await
}

/// Whether this desk has the template.
pub(crate) async fn is_of(on: impl PgExecutor<'_>, desk: Desk, id: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM desk.templates WHERE id = $1 AND desk = $2) AS "is_of!""#,
        id,
        desk.as_str(),
    )
    .fetch_one(on)
    .await
}

/// Writes a new template, or changes the one with this id at its desk.
pub(crate) async fn save(on: impl PgExecutor<'_>, template: &Template) -> Result<Saved, sqlx::Error> {
    let written = sqlx::query!(
        "INSERT INTO desk.templates (id, desk, form, title, body, changed_by, changed_at)
         SELECT $1, $2, $3, $4, $5, $6, $7
          WHERE EXISTS (SELECT FROM desk.templates WHERE id = $1) OR (SELECT count(*) FROM desk.templates
            WHERE desk = $2) < $8
         ON CONFLICT (id) DO UPDATE SET form = excluded.form, title = excluded.title, body = excluded.body,
                                        changed_by = excluded.changed_by, changed_at = excluded.changed_at
          WHERE templates.desk = excluded.desk",
        template.id,
        template.desk.as_str(),
        template.form.map(|form| form.to_string()),
        template.title,
        template.body,
        template.changed_by,
        template.changed_at.to_sqlx(),
        MOST,
    )
    .execute(on)
    .await;
    match written {
        Ok(done) if done.rows_affected() == 0 => Ok(Saved::TooMany),
        Ok(_) => Ok(Saved::Yes),
        Err(error) if database::constraint(&error) == Some(ONE_TITLE) => Ok(Saved::TitleTaken),
        Err(error) => Err(error),
    }
}

/// Removes a template of this desk; whether there was one.
pub(crate) async fn remove(on: impl PgExecutor<'_>, desk: Desk, id: Uuid) -> Result<bool, sqlx::Error> {
    let done =
        sqlx::query!("DELETE FROM desk.templates WHERE id = $1 AND desk = $2", id, desk.as_str()).execute(on).await?;
    Ok(done.rows_affected() > 0)
}
