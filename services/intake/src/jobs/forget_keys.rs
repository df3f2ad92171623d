//! Deletes old idempotency keys. Nobody resends a form after their period ([`Kept::Idempotency`]), a week at first.

use std::time::Duration;

use anyhow::Context;
use database::{Kept, Pool};
use runtime::Job;

use crate::store::idempotency_keys;

/// Keys forgotten in one statement, so that none of them takes long.
const BATCH: i64 = 5_000;
/// How often it looks.
const PAUSE: Duration = Duration::from_hours(1);

pub(super) fn job(pool: Pool) -> Job {
    Job::repeating("intake.forget-keys", "Forgets idempotency keys whose period is over.", PAUSE, move || {
        forget(pool.clone())
    })
}

async fn forget(pool: Pool) -> anyhow::Result<()> {
    let kept = Kept::Idempotency.period(&pool).await.context("asking how long idempotency keys are kept")?;
    while idempotency_keys::purge(&pool, kept, BATCH).await.context("forgetting idempotency keys")?
        == BATCH.unsigned_abs()
    {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use testing::Database;

    use super::*;

    #[tokio::test]
    async fn keys_are_forgotten_after_the_operators_period() -> anyhow::Result<()> {
        let database = Database::create().await?;
        sqlx::query(
            "INSERT INTO intake.idempotency_keys (key_hash, content_index, ticket_number, created_at)
             SELECT days::text::bytea, '', '', now() - make_interval(days => days, mins => 1)
               FROM generate_series(5, 9) AS days",
        )
        .execute(database.owner())
        .await?;
        forget(Pool::connect(&database.service_url("INTAKE")?).await?).await?;
        let left: i64 =
            sqlx::query_scalar("SELECT count(*) FROM intake.idempotency_keys").fetch_one(database.owner()).await?;
        assert_eq!(left, 2);
        sqlx::query("UPDATE retention.periods SET days = 6 WHERE kind = 'idempotency'")
            .execute(database.owner())
            .await?;
        forget(Pool::connect(&database.service_url("INTAKE")?).await?).await?;
        let left: i64 =
            sqlx::query_scalar("SELECT count(*) FROM intake.idempotency_keys").fetch_one(database.owner()).await?;
        assert_eq!(left, 1, "the operator's period counts from the next run on");
        Ok(())
    }
}
