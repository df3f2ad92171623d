//! Erases tickets whose period is over, and deletes old notices and the documents of erased tickets. The operator sets
//! the periods (`helpdesk retention`). The function `retention.erase_ticket` (migration 0035) says what goes in the
//! database.

use database::Pool;
use std::time::Duration;

use anyhow::Context;
use documents::Store;
use runtime::Job;

use crate::measures;
use crate::store::retention;

/// Tickets erased in one transaction, and objects looked at in one statement.
const BATCH: i32 = 200;
/// How often it looks: documents that could not be deleted wait no longer than this.
const PAUSE: Duration = Duration::from_hours(1);

pub(super) fn job(pool: Pool, store: Store) -> Job {
    let about = "Erases tickets whose period is over, the documents of erased ones, and old notices.";
    Job::repeating("intake.retention", about, PAUSE, move || retention_once(pool.clone(), store.clone()))
}

/// Everything that is due.
async fn retention_once(pool: Pool, store: Store) -> anyhow::Result<()> {
    retention::forget_notices(&pool).await.context("forgetting notices whose period is over")?;
    loop {
        let erased = retention::expire_tickets(&pool, BATCH).await.context("erasing tickets whose period is over")?;
        measures::expired(erased);
        if erased < BATCH {
            break;
        }
    }
    loop {
        let objects =
            retention::objects_to_delete(&pool, BATCH).await.context("looking for documents of erased tickets")?;
        for object in &objects {
            store.delete(&object.key).await.context("deleting the documents of an erased ticket")?;
            retention::object_deleted(&pool, object).await.context("noting that documents are deleted")?;
        }
        if objects.len() < usize::try_from(BATCH).unwrap_or_default() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use testing::{Bucket, Database};

    use super::*;

    /// Tickets of 29, 31 and 32 days ago, the last one restricted, each with an object and a data key.
    const THREE_TICKETS: &str = "
        WITH filed AS (
            INSERT INTO intake.tickets (submitted_on, number, id, form, channel_id, submitted_at, answer_due_at,
              region, nik_index, content, object_key,
                                        restricted_at)
            SELECT d, '66' || to_char(d, 'YYYYMMDD') || '00001', gen_random_uuid(), '66', gen_random_uuid(), d, d,
              '317401', 'x', 'x',
                   'submissions/' || d || '/1', CASE WHEN age = 32 THEN now() END
              FROM unnest(ARRAY[29, 31, 32]) AS age,
                LATERAL (SELECT (now() AT TIME ZONE 'Asia/Jakarta')::date - age) AS day (d) RETURNING id)
        INSERT INTO keys.tickets SELECT id, 'x' FROM filed";

    #[tokio::test]
    async fn what_is_older_than_its_period_is_erased_with_its_documents_and_an_entry() -> anyhow::Result<()> {
        let (database, bucket) = (Database::create().await?, Bucket::create().await?);
        let store = bucket.store()?;
        sqlx::query(THREE_TICKETS).execute(database.owner()).await?;
        sqlx::query("UPDATE retention.periods SET days = 30 WHERE kind = 'tickets'").execute(database.owner()).await?;
        let keys: Vec<String> =
            sqlx::query_scalar("SELECT object_key FROM intake.tickets ORDER BY 1").fetch_all(database.owner()).await?;
        for key in &keys {
            store.put(key, bytes::Bytes::from_static(b"sealed")).await?;
        }
        let pool = database::connect_lazy(&database_config(&database)?);
        retention_once(pool.clone(), store.clone()).await?;
        let left: i64 = sqlx::query_scalar("SELECT count(*) FROM keys.tickets").fetch_one(database.owner()).await?;
        assert_eq!(left, 2, "the young one and the restricted one stay");
        let erased: Vec<Option<String>> = sqlx::query_scalar(
            "SELECT object_key FROM intake.tickets WHERE erased_at IS NOT NULL AND content IS NULL AND nik_index IS \
            NULL",
        )
        .fetch_all(database.owner())
        .await?;
        assert_eq!(erased, [None]);
        let mut kept = 0;
        for key in &keys {
            kept += usize::from(store.get_range(key, 0, 6).await.is_ok());
        }
        assert_eq!(kept, 2, "one object is deleted");
        let details: Vec<String> = sqlx::query_scalar("SELECT detail FROM audit.entries WHERE action = 'expire'")
            .fetch_all(database.owner())
            .await?;
        assert!(details.len() == 1 && details[0].starts_with("tickets=1 "), "{details:?}");
        retention_once(pool, store).await?;
        let entries: i64 = sqlx::query_scalar("SELECT count(*) FROM audit.entries").fetch_one(database.owner()).await?;
        assert_eq!(entries, 1, "a second run has nothing to do");
        Ok(())
    }

    #[tokio::test]
    async fn notices_that_ended_long_ago_are_forgotten_and_open_ones_stay() -> anyhow::Result<()> {
        let (database, bucket) = (Database::create().await?, Bucket::create().await?);
        sqlx::query(
            "INSERT INTO notices.banners (kind, body, starts_at, ends_at)
             SELECT 'info', 'Uji.', now() - interval '3 years', now() - make_interval(days => days)
               FROM unnest(ARRAY[364, 366, 400, NULL]) AS days",
        )
        .execute(database.owner())
        .await?;
        let pool = database::connect_lazy(&database_config(&database)?);
        retention_once(pool, bucket.store()?).await?;
        let left: i64 = sqlx::query_scalar("SELECT count(*) FROM notices.banners").fetch_one(database.owner()).await?;
        assert_eq!(left, 2, "the one of 364 days ago, and the one without an end");
        Ok(())
    }

    #[tokio::test]
    async fn a_batch_begins_where_the_one_before_it_ended() -> anyhow::Result<()> {
        const MANY: &str = "
            INSERT INTO intake.tickets (submitted_on, number, id, form, channel_id, submitted_at, answer_due_at, region)
            SELECT d, '66' || to_char(d, 'YYYYMMDD') || lpad(n::text, 5, '0'), gen_random_uuid(), '66',
              gen_random_uuid(), d, d, '317401'
              FROM (VALUES (40, 900), (35, 600)) AS days (age, tickets),
                   LATERAL (SELECT (now() AT TIME ZONE 'Asia/Jakarta')::date - age) AS day (d), generate_series(1,
                     tickets) AS n";
        let database = Database::create().await?;
        let owner = database.owner();
        sqlx::query(MANY).execute(owner).await?;
        sqlx::query("UPDATE retention.periods SET days = 30 WHERE kind = 'tickets'").execute(owner).await?;
        let mut batches = Vec::new();
        for _ in 0..3 {
            let erased: i32 = sqlx::query_scalar("SELECT retention.expire_tickets(1000)").fetch_one(owner).await?;
            let upto: i32 = sqlx::query_scalar(
                "SELECT (now() AT TIME ZONE 'Asia/Jakarta')::date - expired_upto FROM retention.periods WHERE kind = \
                'tickets'",
            )
            .fetch_one(owner)
            .await?;
            batches.push((erased, upto));
        }
        assert_eq!(batches, [(1000, 36), (500, 30), (0, 30)], "how many, and up to how many days ago");
        Ok(())
    }

    fn database_config(database: &Database) -> anyhow::Result<database::DatabaseConfig> {
        let mut settings =
            runtime::Settings::from_pairs([("DATABASE_URL".to_owned(), database.service_url("INTAKE")?)]);
        Ok(database::DatabaseConfig::read(&mut settings, "intake"))
    }
}
