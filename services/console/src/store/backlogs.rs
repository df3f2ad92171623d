//! What waits at the desks, for metrics.

use desk::store::stored;
use domain::{Desk, Stage};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

/// What waits at a desk in one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Backlog {
    pub(crate) desk: Desk,
    pub(crate) stage: Stage,
    /// Tickets.
    pub(crate) open: i64,
    /// Those whose answer is late.
    pub(crate) late: i64,
    /// When the one was submitted whose answer is due first at this desk.
    pub(crate) oldest: Option<Timestamp>,
}

/// All of them. A ticket that waits for its applicant waits for no desk. It reads the index of open cases alone, and of
/// each desk one case.
pub(crate) async fn of_all(on: impl PgExecutor<'_>, now: Timestamp) -> Result<Vec<Backlog>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT open.desk AS "desk!", open.stage AS "stage!", open.cases AS "cases!", open.late AS "late!",
                  first.submitted_at AS "submitted_at?: jiff_sqlx::Timestamp"
             FROM (SELECT desk, stage, count(*) AS cases, count(*) FILTER (WHERE answer_due_at < $1) AS late
                     FROM desk.cases
                    WHERE stage IN ('received', 'processing') AND rests_until IS NULL GROUP BY desk, stage) open
             LEFT JOIN LATERAL (SELECT c.submitted_at FROM desk.cases c
                                 WHERE c.desk = open.desk AND c.stage IN ('received', 'processing')
                                   AND c.rests_until IS NULL
                                 ORDER BY c.answer_due_at LIMIT 1) first ON true"#,
        now.to_sqlx(),
    )
    .fetch_all(on)
    .await?;
    let backlogs = rows.into_iter().map(|row| {
        Ok(Backlog {
            desk: stored(&row.desk, "desk.cases", "desk", &row.desk)?,
            stage: stored(&row.stage, "desk.cases", "stage", &row.desk)?,
            open: row.cases,
            late: row.late,
            oldest: row.submitted_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
    });
    backlogs.collect()
}
