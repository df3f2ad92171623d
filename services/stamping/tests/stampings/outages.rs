//! The distributor is away: everything waits, nothing is counted, and nothing is bought twice.

use anyhow::Result;
use distributor::simulated::{Hang, Switches};
use jiff::SignedDuration;
use messages::topology::{STAMPING_REQUESTS, STAMPING_URGENT};
use stampings::State;
use testing::eventually;

use crate::site::{Asked, PATIENCE, Site};

const AWAY: Switches = Switches {
    away: true,
    latency_ms: 0,
    hangs: None,
    stamping_fails: false,
    wrong_file: false,
    refuses_files: false,
    tokens_are_over: false,
};

async fn all_attached(site: &Site, asked: &[Asked]) -> Result<()> {
    let mut serials = Vec::new();
    for asked in asked {
        serials.push(site.reached(*asked, State::Attached).await?.serial);
        assert_eq!(site.attempts(*asked).await?, 0, "no attempt was counted");
    }
    serials.sort();
    serials.dedup();
    assert_eq!(serials.len(), asked.len(), "each has a serial number of its own");
    let counts = site.distributor.counts().await?;
    let number = u64::try_from(asked.len())?;
    assert_eq!((counts.serials, counts.stamps), (number, number));
    Ok(())
}

#[tokio::test]
async fn while_the_distributor_is_away_messages_stay_in_their_queues_and_are_done_afterwards() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 20).await?;
    site.distributor.switch(AWAY).await?;
    let worker = site.worker().await?;
    let mut asked = Vec::new();
    for _file in 0..4 {
        asked.push(site.ask(&rina).await?);
    }
    let soon = SignedDuration::from_hours(2);
    asked.extend(site.ask_in(&rina, site.clock.new_id(), soon).await?);
    let depths = async || {
        let depths = (site.broker.depth(STAMPING_URGENT).await?, site.broker.depth(STAMPING_REQUESTS).await?);
        Ok((depths == (1, 4)).then_some(()))
    };
    eventually("one urgent message, and four others", PATIENCE, depths).await?;
    for asked in &asked {
        assert_eq!(site.standing(*asked).await?.state, State::Queued);
    }
    assert_eq!(site.database.count("SELECT count(*) FROM stamping.inbox").await?, 0, "no message was taken");
    site.distributor.switch(Switches::default()).await?;
    all_attached(&site, &asked).await?;
    worker.stop().await
}

#[tokio::test]
async fn an_outage_in_the_middle_makes_stampings_wait_and_they_go_on_by_themselves() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 20).await?;
    let first = site.ask(&rina).await?;
    let worker = site.worker().await?;
    site.reached(first, State::Attached).await?;
    site.distributor.switch(AWAY).await?;
    let mut asked = vec![first];
    for _file in 0..6 {
        asked.push(site.ask(&rina).await?);
    }
    let waiting = "SELECT count(*) FROM stamping.jobs WHERE state = 'waiting_distributor'";
    let some_wait = async || Ok((site.database.count(waiting).await? >= 3).then_some(()));
    eventually("stampings that wait for the distributor", PATIENCE, some_wait).await?;
    site.distributor.switch(Switches::default()).await?;
    all_attached(&site, &asked).await?;
    worker.stop().await
}

#[tokio::test]
async fn a_stamping_that_takes_long_keeps_no_other_one_waiting() -> Result<()> {
    let site = Site::with_stamp_patience("5m").await?;
    let rina = site.person("rina", 20).await?;
    site.distributor.switch(Switches { hangs: Some(Hang::BeforeStamp), ..Switches::default() }).await?;
    let slow = site.ask(&rina).await?;
    let worker = site.mortal()?;
    let hangs = async || Ok((site.distributor.counts().await?.hanging == 1).then_some(()));
    eventually("a stamping that hangs", PATIENCE, hangs).await?;
    site.distributor.switch(Switches::default()).await?;
    let quick = site.ask(&rina).await?;
    site.reached(quick, State::Attached).await?;
    assert_eq!(site.standing(slow).await?.state, State::SerialReserved, "the slow one still hangs");
    worker.kill().await
}

#[tokio::test]
async fn a_purchase_whose_answer_does_not_come_is_not_made_again() -> Result<()> {
    for hangs in [Hang::AfterPurchase, Hang::AfterStamp] {
        let site = Site::new().await?;
        let rina = site.person("rina", 20).await?;
        site.distributor.switch(Switches { hangs: Some(hangs), ..Switches::default() }).await?;
        let mut asked = Vec::new();
        for _file in 0..3 {
            asked.push(site.ask(&rina).await?);
        }
        let worker = site.worker().await?;
        for asked in &asked {
            site.reached(*asked, State::WaitingDistributor).await?;
        }
        assert_eq!(site.distributor.counts().await?.serials, 3, "{hangs:?}");
        site.distributor.switch(Switches::default()).await?;
        all_attached(&site, &asked).await?;
        worker.stop().await?;
    }
    Ok(())
}
