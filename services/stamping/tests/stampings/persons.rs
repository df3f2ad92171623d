//! A person must do something: only their stampings wait, and go on afterwards.

use anyhow::Result;
use secrecy::SecretString;
use stampings::State;

use crate::site::Site;

#[tokio::test]
async fn a_token_that_is_over_asks_only_its_person_for_the_password() -> Result<()> {
    let site = Site::new().await?;
    let (rina, budi) = (site.person("rina", 5).await?, site.person("budi", 5).await?);
    site.keep_token(&rina, SecretString::from("kedaluwarsa".to_owned()).into()).await?;
    let (of_rina, of_budi) = (site.ask(&rina).await?, site.ask(&budi).await?);
    let worker = site.worker().await?;
    site.reached(of_rina, State::NeedsLogin).await?;
    site.reached(of_budi, State::Attached).await?;
    let left = "SELECT count(*) FROM stamping.tokens";
    assert_eq!(site.database.count(left).await?, 1, "a token that is over is forgotten");
    assert_eq!(site.sign_in(&rina).await?, 1, "her stamping goes on");
    site.reached(of_rina, State::Attached).await?;
    assert_eq!((site.attempts(of_rina).await?, site.distributor.counts().await?.serials), (0, 2));
    worker.stop().await
}

#[tokio::test]
async fn who_never_signed_in_is_asked_to_before_anything_is_bought() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.stranger("rina").await?;
    let asked = site.ask(&rina).await?;
    let worker = site.worker().await?;
    site.reached(asked, State::NeedsLogin).await?;
    site.distributor.credit("rina", 1).await?;
    site.sign_in(&rina).await?;
    site.reached(asked, State::Attached).await?;
    worker.stop().await
}

#[tokio::test]
async fn an_empty_balance_waits_for_its_person_and_costs_nothing() -> Result<()> {
    let site = Site::new().await?;
    let rina = site.person("rina", 0).await?;
    let asked = site.ask(&rina).await?;
    let worker = site.worker().await?;
    site.reached(asked, State::NeedsBalance).await?;
    assert_eq!(site.distributor.counts().await?.serials, 0);
    site.distributor.credit("rina", 1).await?;
    assert_eq!(site.topped_up(&rina).await?, 1);
    site.reached(asked, State::Attached).await?;
    assert_eq!(site.distributor.counts().await?.serials, 1);
    worker.stop().await
}
