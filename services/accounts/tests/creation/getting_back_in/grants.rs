//! A grant is one browser's, for a quarter of an hour, once.

use anyhow::Result;
use jiff::SignedDuration;

use super::person::{DONE, FIRST, NEW, NEW_PASSWORD, OVER};
use crate::signing_in::person::{Browser, HOME, NIK, PASSWORD, site};

#[tokio::test]
async fn a_browser_without_a_grant_is_led_back_with_a_reason() -> Result<()> {
    let (site, clock) = site().await?;
    let mut other = Browser::new(1);
    other.open(&site, NEW).await?.assert_leads_to(OVER);
    let said = other.open(&site, OVER).await?;
    assert!(said.html.contains("tidak berlaku lagi") && said.value("nik").is_some(), "{}", said.html);
    let mut browser = Browser::new(2);
    browser.prove(&site).await?;
    let page = browser.open(&site, NEW).await?;
    let typed = [("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)];
    other.tell_on(&site, &page, NEW, &typed).await?.assert_leads_to(OVER);
    let mut foreign = browser.clone();
    foreign.tell(&site, FIRST, &super::RIGHT).await?.assert_leads_to(NEW);
    foreign.tell_on(&site, &page, NEW, &typed).await?.assert_leads_to(OVER);
    clock.advance(SignedDuration::from_mins(15));
    browser.tell_on(&site, &page, NEW, &typed).await?.assert_leads_to(OVER);
    browser.open(&site, NEW).await?.assert_leads_to(OVER);
    browser.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    Ok(())
}

#[tokio::test]
async fn a_grant_counts_once_and_with_it_all_others_end() -> Result<()> {
    let (site, _clock) = site().await?;
    let [mut one, mut other] = [1, 2].map(Browser::new);
    one.prove(&site).await?;
    other.prove(&site).await?;
    let page = one.open(&site, NEW).await?;
    let typed = [("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)];
    let mut twice = one.clone();
    let (first, second) =
        tokio::join!(one.tell_on(&site, &page, NEW, &typed), twice.tell_on(&site, &page, NEW, &typed));
    let places = [first?.location, second?.location].map(Option::unwrap_or_default);
    assert!(places.contains(&DONE.to_owned()) && places.contains(&OVER.to_owned()), "{places:?}");
    other.open(&site, NEW).await?.assert_leads_to(OVER);
    assert_eq!(site.count("accounts.grants").await?, 0);
    Ok(())
}

#[tokio::test]
async fn an_account_that_is_frozen_or_over_gives_no_password_away() -> Result<()> {
    for over in [
        "UPDATE accounts.accounts SET frozen_at = now(), frozen_for = 'operator'",
        "UPDATE accounts.accounts SET state = 'removed', check_at = NULL, ended_at = now()",
    ] {
        let (site, _clock) = site().await?;
        let mut browser = Browser::new(1);
        browser.prove(&site).await?;
        let page = browser.open(&site, NEW).await?;
        site.database.execute(over).await?;
        let typed = [("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)];
        browser.tell_on(&site, &page, NEW, &typed).await?.assert_leads_to(OVER);
        browser.open(&site, NEW).await?.assert_leads_to(OVER);
    }
    Ok(())
}

#[tokio::test]
async fn a_password_that_is_changed_after_signing_in_ends_grants() -> Result<()> {
    let (site, _clock) = site().await?;
    let [mut owner, mut stranger] = [1, 2].map(Browser::new);
    stranger.prove(&site).await?;
    owner.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    let typed = [("old_password", PASSWORD), ("password", NEW_PASSWORD), ("password_again", NEW_PASSWORD)];
    let path = "/akun/password";
    owner.fill(&site, path, path, &typed).await?.assert_leads_to("/akun/password?karena=ganti");
    stranger.open(&site, NEW).await?.assert_leads_to(OVER);
    Ok(())
}
