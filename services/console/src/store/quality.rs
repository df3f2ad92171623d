//! Whether answers helped, how long the first one took, and what came back. Nothing in it names a ticket.

use std::collections::HashMap;

use database::Connection;
use desk::store::stored;
use domain::{Desk, FormCode};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// How far back first answers are counted when none are yet.
const COUNTED: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Verdicts, and tickets that came back, that are counted at most: the newest, from the index alone.
const MOST_SAID: i64 = 100_000;

/// Most kinds of verdicts that are read; those with the most verdicts count.
const MOST_KINDS: i64 = 5_000;

/// What applicants said to answers of one kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judged {
    pub(crate) desk: Desk,
    pub(crate) form: FormCode,
    /// `None`: written freely.
    pub(crate) template: Option<Uuid>,
    pub(crate) helped: i64,
    pub(crate) not_helped: i64,
}

/// First answers that took the same time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Took {
    pub(crate) desk: Desk,
    pub(crate) form: FormCode,
    /// Hours since the filing, rounded up: 1 to 999.
    pub(crate) hours: i16,
    pub(crate) answers: i64,
}

/// Tickets that came back to a desk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CameBack {
    pub(crate) desk: Desk,
    pub(crate) form: FormCode,
    pub(crate) tickets: i64,
}

/// Counts the first answers from the last counted hour but one on, and at most six hours behind the next answer that is
/// not counted: after a long pause, each call comes nearer to now. Safe to repeat.
pub(crate) async fn count(on: &mut Connection, now: Timestamp) -> Result<(), sqlx::Error> {
    let earliest = now.saturating_sub(COUNTED).unwrap_or(now);
    sqlx::query!(
        "WITH last AS (SELECT coalesce(max(hour), date_trunc('hour', $1::timestamptz)) AS hour FROM desk.first_answers),
              next AS (SELECT coalesce(min(a.answered_at), (SELECT hour FROM last)) AS at FROM desk.answers a
                        WHERE a.revision = 1 AND a.answered_at >= (SELECT hour FROM last) + interval '1 hour')
         INSERT INTO desk.first_answers (hour, desk, form, took, answers)
         SELECT date_trunc('hour', a.answered_at), a.desk, left(a.ticket_number, 2),
                least(999, greatest(1, ceil(extract(epoch FROM a.answered_at - c.submitted_at) / 3600))), count(*)
           FROM desk.answers a JOIN desk.cases c USING (ticket_number)
          WHERE a.revision = 1 AND a.answered_at >= (SELECT hour FROM last) - interval '1 hour'
            AND a.answered_at < (SELECT date_trunc('hour', at) FROM next) + interval '6 hours'
          GROUP BY 1, 2, 3, 4
         ON CONFLICT (hour, desk, form, took) DO UPDATE SET answers = excluded.answers",
        earliest.to_sqlx(),
    )
    .execute(on)
    .await?;
    Ok(())
}

/// What applicants said since `since` to answers of these desks.
pub(crate) async fn judged(
    on: impl PgExecutor<'_>,
    desks: &[Desk],
    since: Timestamp,
) -> Result<Vec<Judged>, sqlx::Error> {
    sqlx::query!(
        r#"SELECT desk AS "desk!", form AS "form!", template_id, count(*) FILTER (WHERE helped) AS "helped!",
                  count(*) FILTER (WHERE NOT helped) AS "not_helped!"
             FROM (SELECT desk, form, template_id, helped FROM status.judged
                    WHERE said_at >= $2 AND desk = ANY($1) ORDER BY said_at DESC LIMIT $3) AS newest
            GROUP BY desk, form, template_id ORDER BY count(*) DESC LIMIT $4"#,
        &Desk::names(desks),
        since.to_sqlx(),
        MOST_SAID,
        MOST_KINDS,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        Ok(Judged {
            desk: stored(&row.desk, "status.judged", "desk", &row.desk)?,
            form: stored(&row.form, "status.judged", "form", &row.desk)?,
            template: row.template_id,
            helped: row.helped,
            not_helped: row.not_helped,
        })
    })
    .collect()
}

/// How long the first answers took that these desks gave since `since`.
pub(crate) async fn took(on: impl PgExecutor<'_>, desks: &[Desk], since: Timestamp) -> Result<Vec<Took>, sqlx::Error> {
    sqlx::query!(
        r#"SELECT desk, form, took, sum(answers) AS "answers!" FROM desk.first_answers
            WHERE hour >= $2 AND desk = ANY($1) GROUP BY desk, form, took ORDER BY desk, form, took"#,
        &Desk::names(desks),
        since.to_sqlx(),
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        Ok(Took {
            desk: stored(&row.desk, "desk.first_answers", "desk", &row.desk)?,
            form: stored(&row.form, "desk.first_answers", "form", &row.desk)?,
            hours: row.took,
            answers: row.answers,
        })
    })
    .collect()
}

/// Tickets of these desks whose applicants wrote once more since `since`.
pub(crate) async fn came_back(
    on: impl PgExecutor<'_>,
    desks: &[Desk],
    since: Timestamp,
) -> Result<Vec<CameBack>, sqlx::Error> {
    sqlx::query!(
        r#"SELECT desk AS "desk!", form AS "form!", count(*) AS "tickets!"
             FROM (SELECT desk, left(ticket_number, 2) AS form FROM desk.entries
                    WHERE kind = 'follow_up' AND said_at >= $2 AND desk = ANY($1)
                    ORDER BY said_at DESC LIMIT $3) AS newest
            GROUP BY desk, form ORDER BY desk, form"#,
        &Desk::names(desks),
        since.to_sqlx(),
        MOST_SAID,
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        Ok(CameBack {
            desk: stored(&row.desk, "desk.entries", "desk", &row.desk)?,
            form: stored(&row.form, "desk.entries", "ticket_number", &row.desk)?,
            tickets: row.tickets,
        })
    })
    .collect()
}

/// The titles of these templates, as far as there still are any.
pub(crate) async fn titles(on: impl PgExecutor<'_>, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, sqlx::Error> {
    let rows = sqlx::query!("SELECT id, title FROM desk.templates WHERE id = ANY($1)", ids).fetch_all(on).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.title)).collect())
}
