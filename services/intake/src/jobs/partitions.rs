//! Makes the tickets' monthly partitions ahead of time.
//!
//! Without its partition, a month's rows go to the default partition. This job is there so that none do, and measures
//! whether any did.

use std::time::Duration;

use anyhow::Context;
use database::Pool;
use runtime::{Clock, Job};

use crate::measures;
use crate::store::partitions;

/// This month and two ahead.
const MONTHS: i32 = 3;
/// How often it looks.
const PAUSE: Duration = Duration::from_hours(1);

pub(super) fn job(pool: Pool, clock: Clock) -> Job {
    Job::repeating("intake.partitions", "Makes the partitions of this month and the next two.", PAUSE, move || {
        make(pool.clone(), clock.clone())
    })
}

async fn make(pool: Pool, clock: Clock) -> anyhow::Result<()> {
    let made = partitions::ensure(&pool, clock.today_wib(), MONTHS).await.context("making partitions")?;
    if made > 0 {
        tracing::info!(partitions.made = made, "made partitions for coming months");
    }
    measures::partitions(partitions::prepared(&pool, clock.today_wib()).await.context("looking at partitions")?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use testing::Database;

    use super::*;
    use crate::store::partitions::Prepared;

    #[tokio::test]
    async fn this_month_and_the_next_two_have_partitions() -> anyhow::Result<()> {
        let database = Database::create().await?;
        let pool = Pool::connect(&database.service_url("INTAKE")?).await?;
        let clock = Clock::fixed("2031-11-30T17:00:00Z".parse()?);
        let prepared = async || partitions::prepared(&pool, clock.today_wib()).await;
        assert_eq!(prepared().await?, Prepared { months: 0, stray: 0 });
        for _run in 0..2 {
            make(pool.clone(), clock.clone()).await?;
        }
        let made: Vec<String> = sqlx::query_scalar(
            "SELECT relname::text FROM pg_class WHERE relname ~ '^tickets_203[0-9]_[0-9]{2}$' ORDER BY relname",
        )
        .fetch_all(database.owner())
        .await?;
        assert_eq!(made, ["tickets_2031_12", "tickets_2032_01", "tickets_2032_02"], "midnight of 1 December in WIB");
        assert_eq!(prepared().await?, Prepared { months: 3, stray: 0 });
        database
            .execute(
                "DROP TABLE intake.tickets_2032_01;
                 INSERT INTO intake.tickets (submitted_on, number, id, form, channel_id, submitted_at, answer_due_at, region)
                 VALUES ('2032-01-05', '012032010500017', gen_random_uuid(), '01', gen_random_uuid(), now(), now(), '310101')",
            )
            .await?;
        assert_eq!(prepared().await?, Prepared { months: 1, stray: 1 }, "a month is missing, and a ticket of it came");
        Ok(())
    }
}
