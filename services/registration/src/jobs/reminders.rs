//! Reminds people whose registration is a draft still: a week, two days and half a day before it closes. Many believe
//! that what is saved is filed.

use std::time::Duration;

use anyhow::Context as _;
use database::Pool;
use messages::LetterKind;
use runtime::{Clock, Job};

use crate::letters;
use crate::store::registrations;

/// Drafts that are reminded in one transaction.
const BATCH: i64 = 100;
/// Pause between two rounds.
const PAUSE: Duration = Duration::from_mins(5);

pub(super) fn job(pool: Pool, clock: Clock) -> Job {
    Job::repeating("registration.reminders", "reminds people whose registration is a draft still", PAUSE, move || {
        let (pool, clock) = (pool.clone(), clock.clone());
        async move {
            while remind(&pool, &clock).await.context("reminding people of their drafts")? == BATCH.unsigned_abs() {}
            Ok(())
        }
    })
}

async fn remind(pool: &Pool, clock: &Clock) -> Result<u64, sqlx::Error> {
    let mut transaction = pool.begin().await?;
    let accounts = registrations::take_unreminded(&mut transaction, clock.now(), BATCH).await?;
    for account in &accounts {
        letters::tell(&mut transaction, clock, *account, LetterKind::RegistrationReminder).await?;
    }
    transaction.commit().await?;
    Ok(u64::try_from(accounts.len()).unwrap_or(u64::MAX))
}
