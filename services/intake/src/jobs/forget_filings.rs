//! Deletes the counts of tickets that networks and NIKs filed, as soon as their day is over.

use database::Pool;
use std::time::Duration;

use anyhow::Context;
use runtime::{Clock, Job};

use crate::store::filings;

/// Counts forgotten in one statement, so that none of them takes long.
const BATCH: i64 = 5_000;
/// How often it looks.
const PAUSE: Duration = Duration::from_mins(30);

pub(super) fn job(pool: Pool, clock: Clock) -> Job {
    Job::repeating(
        "intake.forget-filings",
        "Forgets counts of filed tickets when their day is over.",
        PAUSE,
        move || forget(pool.clone(), clock.clone()),
    )
}

async fn forget(pool: Pool, clock: Clock) -> anyhow::Result<()> {
    while filings::purge(&pool, clock.now(), BATCH).await.context("forgetting counts of filed tickets")?
        == BATCH.unsigned_abs()
    {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use testing::Database;

    use super::*;

    #[tokio::test]
    async fn counts_are_forgotten_when_their_day_is_over() -> anyhow::Result<()> {
        let database = Database::create().await?;
        sqlx::query(
            "INSERT INTO intake.filings (subject, this_hour, hour_ends_at, this_day, day_ends_at, most_an_hour, \
            most_a_day)
             SELECT int4send(hour), 1, now(), 1, now() + make_interval(hours => hour), 1, 1 FROM generate_series(-3, 3) AS hour",
        )
        .execute(database.owner())
        .await?;
        forget(Pool::connect(&database.service_url("INTAKE")?).await?, Clock::system()).await?;
        let left: i64 = sqlx::query_scalar("SELECT count(*) FROM intake.filings").fetch_one(database.owner()).await?;
        assert_eq!(left, 3, "those that end in one, two and three hours");
        Ok(())
    }
}
