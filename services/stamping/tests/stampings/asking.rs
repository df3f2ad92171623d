//! Asking: once or often, it is one stamping.

use anyhow::{Context as _, Result};
use database::{Outbox, Schema};
use jiff::SignedDuration;
use stampings::State;

use crate::site::Site;

const LATER: SignedDuration = SignedDuration::from_hours(120);

#[tokio::test]
async fn the_same_file_is_the_same_stamping_and_another_one_waits_for_its_end() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    let asked = site.ask(&rina).await?;
    let closes = site.clock.now() + LATER;
    let again = site.ask_for(rina.account, (asked.slot, asked.upload), closes).await?.context("the same one")?;
    assert_eq!(again.job, asked.job);
    assert!(site.ask_in(&rina, asked.slot, LATER).await?.is_none(), "one file of a slot at a time");
    let budi = site.person("budi", 5).await?;
    assert!(site.ask_for(budi.account, (asked.slot, asked.upload), closes).await?.is_none(), "the slot is another's");
    let mut connection = site.database.owner().acquire().await?;
    let now = site.clock.now();
    assert!(!stampings::withdraw(&mut connection, asked.job, budi.account, now).await?, "it is another's");
    assert!(stampings::withdraw(&mut connection, asked.job, rina.account, now).await?);
    assert_eq!(site.standing(asked).await?.state, State::Cancelled);
    let next = site.ask_in(&rina, asked.slot, LATER).await?.context("the slot is free")?;
    let worker = site.worker().await?;
    site.reached(next, State::Attached).await?;
    assert_eq!(site.distributor.counts().await?.serials, 1, "the message of the withdrawn one has no effect");
    worker.stop().await
}

#[tokio::test]
async fn many_messages_and_two_workers_buy_one_serial_number() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    let asked = site.ask(&rina).await?;
    let messages: Vec<_> = (0..20)
        .map(|at| stampings::message(site.clock.new_id(), asked.job, at % 2 == 0, site.clock.now(), None))
        .collect();
    let mut connection = site.database.owner().acquire().await?;
    Outbox::insert(&mut connection, Schema::Stamping, &messages).await?;
    let workers = (site.worker().await?, site.worker().await?);
    site.reached(asked, State::Attached).await?;
    let counts = site.distributor.counts().await?;
    assert_eq!((counts.serials, counts.stamps), (1, 1));
    workers.0.stop().await?;
    workers.1.stop().await
}

#[tokio::test]
async fn a_stamping_whose_message_got_lost_is_done_all_the_same() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    let asked = site.ask(&rina).await?;
    site.database.execute("DELETE FROM stamping.outbox").await?;
    site.time_passes().await?;
    let worker = site.worker().await?;
    site.reached(asked, State::Attached).await?;
    worker.stop().await
}
