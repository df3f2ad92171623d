//! Tickets that people filed, counted by network and by NIK; [`tickets::insert`](super::tickets::insert) counts them.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

/// What one filing is counted by, column by column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    /// Kind and keyed hashes.
    pub(crate) subjects: Vec<Vec<u8>>,
    /// Most in an hour, for each of them.
    pub(crate) an_hour: Vec<i32>,
    /// Most in a day, for each of them.
    pub(crate) a_day: Vec<i32>,
}

impl Counts {
    /// Adds one.
    pub(crate) fn push(&mut self, subject: Vec<u8>, an_hour: u32, a_day: u32) {
        self.subjects.push(subject);
        self.an_hour.push(i32::try_from(an_hour).unwrap_or(i32::MAX));
        self.a_day.push(i32::try_from(a_day).unwrap_or(i32::MAX));
    }
}

/// When the next filing will be free, if one of the counts is full now.
pub(crate) async fn full_until(
    on: impl PgExecutor<'_>,
    counts: &Counts,
    now: Timestamp,
) -> Result<Option<Timestamp>, sqlx::Error> {
    let until = sqlx::query_scalar!(
        r#"SELECT greatest(max(f.hour_ends_at) FILTER (WHERE f.this_hour >= asked.an_hour AND f.hour_ends_at > $4),
                           max(f.day_ends_at) FILTER (WHERE f.this_day >= asked.a_day
                             AND f.day_ends_at > $4)) AS until
             FROM unnest($1::bytea[], $2::integer[], $3::integer[]) AS asked (subject, an_hour, a_day)
             JOIN intake.filings f ON f.subject = asked.subject"#,
        &counts.subjects,
        &counts.an_hour,
        &counts.a_day,
        now.to_sqlx(),
    )
    .fetch_one(on)
    .await?;
    Ok(until.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Forgets at most `limit` counts whose day is over. Returns how many; fewer than `limit` means that none is left.
pub(crate) async fn purge(on: impl PgExecutor<'_>, now: Timestamp, limit: i64) -> Result<u64, sqlx::Error> {
    let result = sqlx::query!(
        "DELETE FROM intake.filings WHERE day_ends_at <= $1
            AND subject IN (SELECT subject FROM intake.filings WHERE day_ends_at <= $1 ORDER BY day_ends_at LIMIT $2)",
        now.to_sqlx(),
        limit,
    )
    .execute(on)
    .await?;
    Ok(result.rows_affected())
}
