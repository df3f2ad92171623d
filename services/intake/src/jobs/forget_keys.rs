//! Forgets old idempotency keys: nobody resends a form after a week.

use std::time::Duration;

use anyhow::Context;
use database::Pool;
use runtime::Job;

use crate::store::idempotency_keys;

/// How long a resend shows the same ticket.
const KEPT: Duration = Duration::from_hours(7 * 24);
/// Keys forgotten in one statement, so that none of them takes long.
const BATCH: i64 = 5_000;
/// How often it looks.
const PAUSE: Duration = Duration::from_hours(1);

pub(super) fn job(pool: Pool) -> Job {
    Job::repeating("intake.forget-keys", "Forgets idempotency keys after seven days.", PAUSE, move || {
        forget(pool.clone())
    })
}

async fn forget(pool: Pool) -> anyhow::Result<()> {
    while idempotency_keys::purge(&pool, KEPT, BATCH).await.context("forgetting idempotency keys")?
        == BATCH.unsigned_abs()
    {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use testing::Database;

    use super::*;

    #[tokio::test]
    async fn keys_of_more_than_seven_days_are_forgotten() -> anyhow::Result<()> {
        let database = Database::create().await?;
        sqlx::query(
            "INSERT INTO intake.idempotency_keys (key_hash, content_index, ticket_number, created_at)
             SELECT days::text::bytea, '', '', now() - make_interval(days => days, mins => 1) FROM generate_series(5, 9) AS days",
        )
        .execute(database.owner())
        .await?;
        forget(Pool::connect(&database.service_url("INTAKE")?).await?).await?;
        let left: i64 =
            sqlx::query_scalar("SELECT count(*) FROM intake.idempotency_keys").fetch_one(database.owner()).await?;
        assert_eq!(left, 2);
        Ok(())
    }
}
