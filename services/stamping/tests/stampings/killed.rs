//! A worker dies at each step, and no second serial number is bought.

use anyhow::Result;
use distributor::simulated::{Hang, Switches};
use stampings::State;
use testing::eventually;

use crate::site::{PATIENCE, Site};

async fn dies_at(hangs: Hang) -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    let asked = site.ask(&rina).await?;
    site.distributor.switch(Switches { hangs: Some(hangs), ..Switches::default() }).await?;
    let mortal = site.mortal()?;
    let hanging = async || Ok((site.distributor.counts().await?.hanging > 0).then_some(()));
    eventually("a call that hangs", PATIENCE, hanging).await?;
    mortal.kill().await?;
    site.distributor.switch(Switches::default()).await?;
    site.time_passes().await?;
    let worker = site.worker().await?;
    site.reached(asked, State::Attached).await?;
    let counts = site.distributor.counts().await?;
    assert_eq!((counts.serials, counts.stamps), (1, 1), "{hangs:?}");
    worker.stop().await
}

#[tokio::test]
async fn before_a_serial_number_is_bought() -> Result<()> {
    dies_at(Hang::BeforePurchase).await
}

#[tokio::test]
async fn after_a_serial_number_is_bought() -> Result<()> {
    dies_at(Hang::AfterPurchase).await
}

#[tokio::test]
async fn before_the_file_is_stamped() -> Result<()> {
    dies_at(Hang::BeforeStamp).await
}

#[tokio::test]
async fn after_the_file_is_stamped() -> Result<()> {
    dies_at(Hang::AfterStamp).await
}

#[tokio::test]
async fn before_the_stamped_file_is_attached() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    let asked = site.ask(&rina).await?;
    // Sending the file, having it stamped and fetching it takes two seconds after the purchase.
    site.distributor.switch(Switches { latency_ms: 600, ..Switches::default() }).await?;
    // Nobody gets to tell the end while this is open.
    let mut lock = site.database.owner().begin().await?;
    let mortal = site.mortal()?;
    let bought = async || Ok((site.distributor.counts().await?.serials > 0).then_some(()));
    eventually("a serial number", PATIENCE, bought).await?;
    sqlx::query("LOCK TABLE stamping.outbox IN ACCESS EXCLUSIVE MODE").execute(&mut *lock).await?;
    site.reached(asked, State::Stamped).await?;
    mortal.kill().await?;
    lock.rollback().await?;
    site.time_passes().await?;
    let worker = site.worker().await?;
    site.reached(asked, State::Attached).await?;
    let counts = site.distributor.counts().await?;
    assert_eq!((counts.serials, counts.stamps), (1, 1));
    worker.stop().await
}
