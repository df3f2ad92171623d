//! Forgets old idempotency keys: nobody resends a form after a week.

use std::time::Duration;

use anyhow::Context;
use runtime::Job;
use sqlx::PgPool;

use super::again_and_again;
use crate::store::idempotency_keys;

/// How long a resend shows the same ticket.
const KEPT: Duration = Duration::from_hours(7 * 24);
/// Keys forgotten in one statement, so that none of them takes long.
const BATCH: i64 = 5_000;
/// How often it looks.
const PAUSE: Duration = Duration::from_hours(1);

pub(super) fn job(pool: PgPool) -> Job {
    Job::new("intake.forget-keys", "Forgets idempotency keys after seven days.", move |shutdown| {
        let pool = pool.clone();
        again_and_again(shutdown, PAUSE, move || forget(pool.clone()))
    })
}

async fn forget(pool: PgPool) -> anyhow::Result<()> {
    while idempotency_keys::purge(&pool, KEPT, BATCH).await.context("forgetting idempotency keys")? == BATCH.unsigned_abs() {}
    Ok(())
}
