//! Tickets that an agency has and that nothing was heard of for a day. Its report may have been lost with the broker's
//! disk, or its program has stopped: from here both look alike.

use database::Pool;
use desk::StoreError;
use domain::Desk;

/// Tickets that are counted at most for each desk.
const COUNTED: i64 = 100_000;

/// How many there are at each desk that an agency serves, up to 100,000 each. A day before the deadline is a day after
/// the submission.
pub(crate) async fn count(pool: &Pool) -> Result<Vec<(Desk, i64)>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT s.desk, (SELECT count(*) FROM (
                  SELECT FROM desk.cases c
                   WHERE c.desk = s.desk AND c.stage IN ('submitted', 'received', 'processing')
                     AND c.answer_due_at < now() + interval '24 hours' LIMIT $1) open) AS "tickets!"
             FROM desk.served_by s"#,
        COUNTED,
    )
    .fetch_all(pool)
    .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.desk.parse().ok()?, row.tickets))).collect())
}
