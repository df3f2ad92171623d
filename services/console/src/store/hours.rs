//! What came and what was answered, hour by hour.

use database::{AdvisoryLock, Connection};
use desk::store::stored;
use domain::Desk;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// How far back the hours are counted when there are none yet.
const COUNTED: SignedDuration = SignedDuration::from_hours(14 * 24);

/// One hour of one desk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hour {
    pub(crate) desk: Desk,
    pub(crate) begins_at: Timestamp,
    pub(crate) arrived: i32,
    pub(crate) answered: i32,
    pub(crate) within_24h: i32,
    pub(crate) within_48h: i32,
}

/// Open tickets of one desk by the time that is left.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Open {
    pub(crate) desk: Desk,
    pub(crate) late: i64,
    /// Due before long, but not late.
    pub(crate) urgent: i64,
    /// Due soon.
    pub(crate) soon: i64,
    pub(crate) calm: i64,
}

/// Until when an answer must be due to count as late, urgent or due soon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Until {
    pub(crate) now: Timestamp,
    pub(crate) urgent: Timestamp,
    pub(crate) soon: Timestamp,
}

/// Whether this transaction is the one that counts now.
pub(crate) async fn lock_counting(on: impl PgExecutor<'_>) -> Result<bool, sqlx::Error> {
    AdvisoryLock::CountHours.try_take(on).await
}

/// Counts every hour from the last counted one but one on. Safe to repeat.
pub(crate) async fn count(on: &mut Connection, now: Timestamp) -> Result<(), sqlx::Error> {
    let earliest = now.saturating_sub(COUNTED).unwrap_or(now);
    let since = sqlx::query_scalar!(
        r#"SELECT coalesce((SELECT max(hour) FROM desk.hours) - interval '1 hour', date_trunc('hour',
           $1::timestamptz)) AS "since!""#,
        earliest.to_sqlx(),
    );
    let since = since.fetch_one(&mut *on).await?;
    sqlx::query!(
        "WITH counted AS (
             SELECT desk, date_trunc('hour', submitted_at) AS hour, count(*) AS arrived, 0 AS answered,
               0 AS within_24h, 0 AS within_48h
               FROM desk.cases WHERE submitted_at >= $1 GROUP BY 1, 2
             UNION ALL
             SELECT a.desk, date_trunc('hour', a.answered_at), 0, count(*),
                    count(*) FILTER (WHERE a.answered_at <= c.submitted_at + interval '24 hours'),
                    count(*) FILTER (WHERE a.answered_at <= c.answer_due_at)
               FROM desk.answers a JOIN desk.cases c USING (ticket_number)
              WHERE a.revision = 1 AND a.answered_at >= $1 GROUP BY 1, 2
         )
         INSERT INTO desk.hours (desk, hour, arrived, answered, within_24h, within_48h)
         SELECT desk, hour, sum(arrived), sum(answered), sum(within_24h), sum(within_48h)
           FROM counted GROUP BY desk, hour
         ON CONFLICT (desk, hour) DO UPDATE SET arrived = excluded.arrived, answered = excluded.answered,
                                                within_24h = excluded.within_24h, within_48h = excluded.within_48h",
        since as _,
    )
    .execute(on)
    .await?;
    Ok(())
}

/// The counted hours of these desks from `since` on, oldest first.
pub(crate) async fn since(on: impl PgExecutor<'_>, desks: &[Desk], since: Timestamp) -> Result<Vec<Hour>, sqlx::Error> {
    sqlx::query!(
        "SELECT desk, hour, arrived, answered, within_24h, within_48h FROM desk.hours WHERE hour >= $1 AND desk = \
        ANY($2) ORDER BY hour, desk",
        since.to_sqlx(),
        &Desk::names(desks),
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        Ok(Hour {
            desk: stored(&row.desk, "desk.hours", "desk", &row.desk)?,
            begins_at: row.hour.to_jiff(),
            arrived: row.arrived,
            answered: row.answered,
            within_24h: row.within_24h,
            within_48h: row.within_48h,
        })
    })
    .collect()
}

/// What is open at each of these desks that has any.
pub(crate) async fn open(on: impl PgExecutor<'_>, desks: &[Desk], until: Until) -> Result<Vec<Open>, sqlx::Error> {
    sqlx::query!(
        r#"SELECT desk, count(*) FILTER (WHERE answer_due_at < $2) AS "late!",
                  count(*) FILTER (WHERE answer_due_at >= $2 AND answer_due_at < $3) AS "urgent!",
                  count(*) FILTER (WHERE answer_due_at >= $3 AND answer_due_at < $4) AS "soon!",
                  count(*) FILTER (WHERE answer_due_at >= $4) AS "calm!"
             FROM desk.cases WHERE desk = ANY($1) AND stage IN ('received', 'processing')
              AND rests_until IS NULL GROUP BY desk"#,
        &Desk::names(desks),
        until.now.to_sqlx(),
        until.urgent.to_sqlx(),
        until.soon.to_sqlx(),
    )
    .fetch_all(on)
    .await?
    .into_iter()
    .map(|row| {
        let desk = stored(&row.desk, "desk.cases", "desk", &row.desk)?;
        Ok(Open { desk, late: row.late, urgent: row.urgent, soon: row.soon, calm: row.calm })
    })
    .collect()
}

/// First answers at these desks since `since` by who gave them, most first; at most `most`.
pub(crate) async fn by_answerer(
    on: impl PgExecutor<'_>,
    desks: &[Desk],
    since: Timestamp,
    most: i64,
) -> Result<Vec<(Uuid, i64)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT answered_by AS "answered_by!", count(*) AS "answers!" FROM desk.answers
            WHERE revision = 1 AND answered_at >= $2 AND desk = ANY($1) AND answered_by IS NOT NULL
            GROUP BY answered_by ORDER BY count(*) DESC, answered_by LIMIT $3"#,
        &Desk::names(desks),
        since.to_sqlx(),
        most,
    )
    .fetch_all(on)
    .await?;
    Ok(rows.into_iter().map(|row| (row.answered_by, row.answers)).collect())
}
