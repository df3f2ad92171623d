//! Sends the links to a new password that people asked for. The page that they ask on looks nothing up, so that the
//! time it takes says nothing about a NIK.

use std::time::Duration;

use anyhow::Context as _;
use database::Pool;
use runtime::{Clock, Job};

use crate::letters;
use crate::store::links::Kind;
use crate::store::{addresses, entrances, link_requests};

/// Pause between two looks.
const PAUSE: Duration = Duration::from_secs(2);

pub(super) fn job(pool: Pool, clock: Clock) -> Job {
    let about = "sends the links to a new password that people asked for";
    Job::repeating("accounts.new-passwords", about, PAUSE, move || {
        let (pool, clock) = (pool.clone(), clock.clone());
        async move {
            while send_one(&pool, &clock).await.context("sending a link to a new password")? {}
            Ok(())
        }
    })
}

/// `false` when nobody asked.
async fn send_one(pool: &Pool, clock: &Clock) -> Result<bool, sqlx::Error> {
    let mut transaction = pool.begin().await?;
    let Some(nik_index) = link_requests::take(&mut transaction).await? else { return Ok(false) };
    if let Some(account) = entrances::find(&mut *transaction, &nik_index).await?
        && let Some(address) = addresses::verified_email(&mut transaction, account.id).await?
    {
        letters::send_link(&mut transaction, clock, (account.id, address), Kind::NewPassword).await?;
    }
    transaction.commit().await?;
    Ok(true)
}
