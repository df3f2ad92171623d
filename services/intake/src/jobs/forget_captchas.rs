//! Deletes spent challenges of the CAPTCHA. Their tokens are over, so nobody can use them again.

use std::time::Duration;

use anyhow::Context;
use captcha::SpentCaptchas;
use runtime::Job;

/// Challenges forgotten in one statement, so that none of them takes long.
const BATCH: i64 = 5_000;
/// How often it looks.
const PAUSE: Duration = Duration::from_mins(10);

pub(super) fn job(captchas: SpentCaptchas) -> Job {
    Job::repeating("intake.forget-captchas", "Forgets spent CAPTCHAs an hour after they expired.", PAUSE, move || {
        forget(captchas.clone())
    })
}

async fn forget(captchas: SpentCaptchas) -> anyhow::Result<()> {
    while captchas.purge(BATCH).await.context("forgetting spent CAPTCHAs")? == BATCH.unsigned_abs() {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use database::{Pool, Schema};
    use testing::Database;

    use super::*;

    #[tokio::test]
    async fn spent_captchas_are_forgotten_an_hour_after_they_expired() -> anyhow::Result<()> {
        let database = Database::create().await?;
        sqlx::query(
            "INSERT INTO intake.spent_captchas (id, expires_at)
             SELECT gen_random_uuid(), now() - make_interval(mins => minutes)
               FROM generate_series(-4, 119, 3) AS minutes",
        )
        .execute(database.owner())
        .await?;
        let pool = Pool::connect(&database.service_url("INTAKE")?).await?;
        forget(SpentCaptchas::new(pool, Schema::Intake)).await?;
        let left: i64 =
            sqlx::query_scalar("SELECT count(*) FROM intake.spent_captchas").fetch_one(database.owner()).await?;
        assert_eq!(left, 22, "those that expired up to 59 minutes ago");
        Ok(())
    }
}
