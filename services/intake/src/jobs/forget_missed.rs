//! Deletes searches that found nothing when their period ([`Kept::Searches`]) is over, and words that fewer than five
//! networks are left of.

use std::time::Duration;

use anyhow::Context;
use database::{Kept, Pool};
use runtime::{Clock, Job};

use crate::store::missed_searches;

/// Searches forgotten in one statement, so that none of them takes long.
const BATCH: i64 = 5_000;
/// How often it looks.
const PAUSE: Duration = Duration::from_hours(1);

pub(super) fn job(pool: Pool, clock: Clock) -> Job {
    let about = "Forgets searches that found nothing when their period is over.";
    Job::repeating("intake.forget-missed", about, PAUSE, move || forget(pool.clone(), clock.clone()))
}

async fn forget(pool: Pool, clock: Clock) -> anyhow::Result<()> {
    let kept = Kept::Searches.period(&pool).await.context("asking how long searches are kept")?;
    loop {
        let mut on = pool.acquire().await.context("forgetting searches that found nothing")?;
        let forgotten = missed_searches::purge(&mut on, kept, clock.today_wib(), BATCH).await;
        if forgotten.context("forgetting searches that found nothing")? < BATCH.unsigned_abs() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use testing::Database;

    use super::*;

    #[tokio::test]
    async fn a_word_is_forgotten_with_the_searches_that_let_it_be_read() -> anyhow::Result<()> {
        let database = Database::create().await?;
        for (mark, word, known) in [("a", "budiman", false), ("b", "kartu", true)] {
            sqlx::query(
                "WITH word AS (INSERT INTO intake.missed_words (mark, word, is_known) VALUES ($1, $2, $3))
                 INSERT INTO intake.missed_searches
                 SELECT $1, int4send(n), (now() AT TIME ZONE 'Asia/Jakarta')::date - 89 - n / 5
                   FROM generate_series(1, 5) AS n",
            )
            .bind(mark.as_bytes())
            .bind(word)
            .bind(known)
            .execute(database.owner())
            .await?;
        }
        let pool = Pool::connect(&database.service_url("INTAKE")?).await?;
        let words = async || {
            let words = sqlx::query_scalar("SELECT word FROM intake.missed_words ORDER BY word");
            words.fetch_all(database.owner()).await
        };
        forget(pool.clone(), Clock::system()).await?;
        let kept: Vec<String> = words().await?;
        assert_eq!(kept, ["budiman", "kartu"], "ninety days are not over");
        sqlx::query("UPDATE retention.periods SET days = 89 WHERE kind = 'searches'").execute(database.owner()).await?;
        forget(pool, Clock::system()).await?;
        assert_eq!(words().await?, ["kartu"], "four networks are left of each");
        Ok(())
    }
}
