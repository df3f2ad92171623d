//! What becomes of people when the register is slow, away, or has no answers left.

use anyhow::Result;
use population_register::Switches;

use crate::site::{Browser, Site, TOLD, dewi, siti, with};

#[tokio::test]
async fn a_register_that_is_away_stops_nobody_and_is_asked_again_later() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::default();
    for switches in [
        Switches { away: true, ..Switches::default() },
        Switches { broken: true, ..Switches::default() },
        Switches { quota: Some(0), ..Switches::default() },
    ] {
        site.register.switch(switches);
        browser.tell(&site, &siti()).await?.assert_goes_on();
        let told = browser.open(&site, TOLD).await?;
        assert!(told.html.contains("Layanan pengecekan data kependudukan sedang sibuk"), "{}", told.html);
    }
    assert_eq!(site.count("accounts.verdicts").await?, 0, "no verdict is none");
    site.register.switch(Switches::default());
    browser.tell(&site, &siti()).await?.assert_goes_on();
    let told = browser.open(&site, TOLD).await?;
    assert!(!told.html.contains("sedang sibuk"), "{}", told.html);
    assert_eq!(site.count("accounts.drafts").await?, 1, "one browser has one draft");
    Ok(())
}

#[tokio::test]
async fn a_register_that_takes_longer_than_people_wait_is_away() -> Result<()> {
    let site = Site::with(&[("POPULATION_REGISTER_PATIENCE", "300ms")]).await?;
    site.register.switch(Switches { latency_ms: 20_000, ..Switches::default() });
    let mut browser = Browser::default();
    browser.tell(&site, &siti()).await?.assert_goes_on();
    assert!(browser.open(&site, TOLD).await?.html.contains("sedang sibuk"));
    Ok(())
}

#[tokio::test]
async fn the_same_identity_costs_one_answer_in_every_process() -> Result<()> {
    let site = Site::open().await?;
    let other = site.another().await?;
    for (at, typed) in [(&site, "Siti Rahayu"), (&other, "SITI  RAHAYU"), (&site, "siti rahayu")] {
        Browser::default().tell(at, &with(siti(), "full_name", typed)).await?.assert_goes_on();
    }
    assert_eq!(site.register.answered(), 1);
    let differs = with(siti(), "kk", "3174010101150009");
    for at in [&other, &site] {
        assert!(Browser::default().tell(at, &differs).await?.html.contains("Data tidak Sesuai"));
    }
    assert_eq!(site.register.answered(), 2);
    // A quarter of an hour later the register may know better.
    site.database.execute("UPDATE accounts.verdicts SET kept_until = now() WHERE verdict = 'differs'").await?;
    assert!(Browser::default().tell(&site, &differs).await?.html.contains("Data tidak Sesuai"));
    assert_eq!(site.register.answered(), 3);
    Ok(())
}

#[tokio::test]
async fn people_who_wait_use_nine_tenths_of_a_days_answers() -> Result<()> {
    let site = Site::with(&[("IDENTITY_CHECKS_PER_DAY", "10")]).await?;
    for number in 0..10 {
        let unknown = with(siti(), "nik", &format!("31740117089500{:02}", 90 - number));
        let shown = Browser::default().tell(&site, &unknown).await?;
        assert_eq!(shown.html.contains("NIK dan No KK tidak ditemukan"), number < 9, "{number}: {}", shown.html);
    }
    assert_eq!(site.register.answered(), 9);
    let mut browser = Browser::default();
    browser.tell(&site, &dewi()).await?.assert_goes_on();
    assert!(browser.open(&site, TOLD).await?.html.contains("sedang sibuk"));
    Ok(())
}

#[tokio::test]
async fn a_process_that_died_while_it_asked_holds_nobody_up_for_long() -> Result<()> {
    let site = Site::with(&[("POPULATION_REGISTER_PATIENCE", "400ms")]).await?;
    let mut browser = Browser::default();
    browser.tell(&site, &siti()).await?.assert_goes_on();
    let asked = "UPDATE accounts.verdicts SET verdict = NULL, kept_until = now() + interval '1 hour'";
    site.database.execute(asked).await?;
    browser.tell(&site, &siti()).await?.assert_goes_on();
    assert!(browser.open(&site, TOLD).await?.html.contains("sedang sibuk"), "it waits no longer than for the register");
    site.database.execute("UPDATE accounts.verdicts SET kept_until = now()").await?;
    browser.tell(&site, &siti()).await?.assert_goes_on();
    assert!(!browser.open(&site, TOLD).await?.html.contains("sedang sibuk"));
    Ok(())
}
