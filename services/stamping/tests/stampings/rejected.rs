//! Files that get no e-meterai, and stampings that fail.

use anyhow::{Context as _, Result};
use distributor::simulated::Switches;
use jiff::SignedDuration;
use stampings::State;
use testing::eventually;

use crate::site::{PATIENCE, Site};

const LATER: SignedDuration = SignedDuration::from_hours(120);

#[tokio::test]
async fn a_file_that_the_distributor_refuses_is_rejected_and_the_next_one_of_the_slot_takes_its_serial_number()
-> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    site.distributor.switch(Switches { refuses_files: true, ..Switches::default() }).await?;
    let asked = site.ask(&rina).await?;
    let worker = site.worker().await?;
    let rejected = site.reached(asked, State::Rejected).await?;
    assert_eq!(rejected.problem.as_deref(), Some("refused_file"));
    assert!(rejected.serial.is_some(), "it is kept");
    site.distributor.switch(Switches::default()).await?;
    let next = site.ask_in(&rina, asked.slot, LATER).await?.context("the slot is free")?;
    let attached = site.reached(next, State::Attached).await?;
    assert_eq!(attached.serial, rejected.serial);
    let counts = site.distributor.counts().await?;
    assert_eq!((counts.serials, counts.stamps), (1, 1));
    worker.stop().await
}

#[tokio::test]
async fn another_file_in_its_place_is_rejected_although_its_stamp_holds() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    site.distributor.switch(Switches { wrong_file: true, ..Switches::default() }).await?;
    let asked = site.ask(&rina).await?;
    let worker = site.worker().await?;
    let rejected = site.reached(asked, State::Rejected).await?;
    assert_eq!(rejected.problem.as_deref(), Some("wrong_file"));
    assert!(rejected.serial.is_some(), "it is kept");
    // What was stamped stays stamped: the next file of the slot gets the same back, and nobody buys anew.
    site.distributor.switch(Switches::default()).await?;
    let next = site.ask_in(&rina, asked.slot, LATER).await?.context("the slot is free")?;
    assert_eq!(site.reached(next, State::Rejected).await?.problem.as_deref(), Some("wrong_file"));
    let counts = site.distributor.counts().await?;
    assert_eq!((counts.serials, counts.stamps), (1, 1));
    worker.stop().await
}

#[tokio::test]
async fn a_file_that_was_withdrawn_and_is_asked_for_again_takes_what_was_bought_for_its_slot() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    let first = site.ask(&rina).await?;
    let mut connection = site.database.owner().acquire().await?;
    assert!(stampings::withdraw(&mut connection, first.job, rina.account, site.clock.now()).await?);
    site.distributor.switch(Switches { refuses_files: true, ..Switches::default() }).await?;
    let second = site.ask_in(&rina, first.slot, LATER).await?.context("the slot is free")?;
    let worker = site.worker().await?;
    let rejected = site.reached(second, State::Rejected).await?;
    site.distributor.switch(Switches::default()).await?;
    let closes = site.clock.now() + LATER;
    let again = site.ask_for(rina.account, (first.slot, first.upload), closes).await?.context("the same one")?;
    assert_eq!(site.reached(again, State::Attached).await?.serial, rejected.serial);
    assert_eq!(site.distributor.counts().await?.serials, 1);
    worker.stop().await
}

#[tokio::test]
async fn a_file_is_in_one_slot() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    let asked = site.ask(&rina).await?;
    let another = (site.clock.new_id(), asked.upload);
    assert!(site.ask_for(rina.account, another, site.clock.now() + LATER).await?.is_none());
    Ok(())
}

#[tokio::test]
async fn a_stamp_of_another_authority_is_none() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    let other = Site::new().await?;
    std::fs::copy(&other.distributor.authority, &site.distributor.authority)?;
    let asked = site.ask(&rina).await?;
    let worker = site.worker().await?;
    assert_eq!(site.reached(asked, State::Rejected).await?.problem.as_deref(), Some("no_stamp"));
    worker.stop().await
}

#[tokio::test]
async fn a_stamping_that_fails_is_tried_again_with_the_same_serial_number() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    site.distributor.switch(Switches { stamping_fails: true, ..Switches::default() }).await?;
    let asked = site.ask(&rina).await?;
    let worker = site.worker().await?;
    let tried = async || Ok((site.attempts(asked).await? > 0).then_some(()));
    eventually("an attempt that failed", PATIENCE, tried).await?;
    let before = site.standing(asked).await?;
    assert_eq!((before.state, before.problem.as_deref()), (State::SerialReserved, Some("failed")));
    site.distributor.switch(Switches::default()).await?;
    let after = site.reached(asked, State::Attached).await?;
    assert_eq!(after.serial, before.serial);
    assert_eq!(site.distributor.counts().await?.serials, 1);
    worker.stop().await
}

#[tokio::test]
async fn long_after_its_registration_has_closed_nothing_is_bought() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    let closed = SignedDuration::from_hours(-49);
    let asked = site.ask_in(&rina, site.clock.new_id(), closed).await?.context("the slot is free")?;
    let worker = site.worker().await?;
    assert_eq!(site.reached(asked, State::Rejected).await?.problem.as_deref(), Some("expired"));
    assert_eq!(site.distributor.counts().await?.serials, 0);
    worker.stop().await
}

#[tokio::test]
async fn a_file_that_is_not_there_is_rejected_before_anything_is_bought() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 5).await?;
    let (slot, upload) = (site.clock.new_id(), site.clock.new_id());
    let asked = site.ask_for(rina.account, (slot, upload), site.clock.now() + LATER).await?.context("a free slot")?;
    let worker = site.worker().await?;
    assert_eq!(site.reached(asked, State::Rejected).await?.problem.as_deref(), Some("file_gone"));
    assert_eq!(site.distributor.counts().await?.serials, 0);
    worker.stop().await
}
