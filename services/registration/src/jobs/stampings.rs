//! Tells people of their stampings: that files have their e-meterai, that one waits for them, or that it gets none.

use std::time::Duration;

use anyhow::Context as _;
use database::Pool;
use messages::LetterKind;
use runtime::{Clock, Job};
use stampings::News;

use crate::letters;
use crate::store::registrations;

/// Stampings that are looked at in one transaction.
const BATCH: i64 = 100;
/// Pause between two rounds.
const PAUSE: Duration = Duration::from_mins(1);

pub(super) fn job(pool: Pool, clock: Clock) -> Job {
    Job::repeating("registration.stampings", "tells people of their e-meterai", PAUSE, move || {
        let (pool, clock) = (pool.clone(), clock.clone());
        async move {
            while tell(&pool, &clock).await.context("telling people of their stampings")? > 0 {}
            Ok(())
        }
    })
}

/// Returns how many news there were.
async fn tell(pool: &Pool, clock: &Clock) -> Result<usize, sqlx::Error> {
    let mut transaction = pool.begin().await?;
    let untold = stampings::take_untold(&mut transaction, clock.now(), BATCH).await?;
    for (account, news) in &untold {
        // Its owner has nothing to do with what is over.
        if !registrations::is_alive(&mut *transaction, *account).await? {
            continue;
        }
        let kind = match news {
            News::Stamped => LetterKind::RegistrationStamped,
            News::Waits => LetterKind::RegistrationStampWaits,
            News::Rejected => LetterKind::RegistrationStampRejected,
        };
        letters::tell(&mut transaction, clock, *account, kind).await?;
    }
    transaction.commit().await?;
    Ok(untold.len())
}
