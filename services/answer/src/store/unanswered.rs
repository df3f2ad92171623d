//! Tickets that an agency has had for a day without a word. The broker's disk may have lost its report, or its program
//! has stopped: from here both look the same.

use desk::store::stored;
use domain::Desk;
use sqlx::PgExecutor;

/// Tickets that are counted at most for each desk.
const COUNTED: i64 = 100_000;

/// How many there are at each desk that an agency serves, up to 100,000 each. A day before the deadline is a day after
/// the submission.
pub(crate) async fn count(on: impl PgExecutor<'_>) -> Result<Vec<(Desk, i64)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT s.desk, (SELECT count(*) FROM (
                  SELECT FROM desk.cases c
                   WHERE c.desk = s.desk AND c.stage IN ('submitted', 'received', 'processing')
                     AND c.answer_due_at < now() + interval '24 hours' LIMIT $1) open) AS "tickets!"
             FROM desk.served_by s"#,
        COUNTED,
    )
    .fetch_all(on)
    .await?;
    let counts = rows.into_iter();
    counts.map(|row| Ok((stored(&row.desk, "desk.served_by", "desk", &row.desk)?, row.tickets))).collect()
}
