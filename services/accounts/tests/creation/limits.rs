//! Whoever tries many values, or begins many accounts, is slowed down.

use anyhow::Result;
use futures_util::future::join_all;
use http::StatusCode;

use crate::site::{Browser, Fields, Site, TOLD, siti, with};

/// A network each, so that only the NIK counts.
const NETWORKS: [&str; 15] = [
    "198.51.100.1",
    "198.51.100.2",
    "198.51.100.3",
    "198.51.100.4",
    "198.51.100.5",
    "198.51.100.6",
    "198.51.100.7",
    "198.51.100.8",
    "198.51.100.9",
    "198.51.100.10",
    "198.51.100.11",
    "198.51.100.12",
    "198.51.100.13",
    "198.51.100.14",
    "198.51.100.15",
];

/// The same person with another family card.
fn guess(number: usize) -> Fields {
    with(siti(), "kk", &format!("31740101011510{number:02}"))
}

#[tokio::test]
async fn a_family_card_is_not_found_by_trying_however_many_try_at_once() -> Result<()> {
    let site = Site::open().await?;
    let tries = NETWORKS.iter().enumerate().map(|(number, network)| {
        let site = &site;
        async move { Browser::from(network).tell(site, &guess(number)).await }
    });
    let shown: Vec<String> = join_all(tries).await.into_iter().map(|shown| Ok(shown?.html)).collect::<Result<_>>()?;
    let told = |what: &str| shown.iter().filter(|html| html.contains(what)).count();
    assert_eq!((told("<h1>Data tidak Sesuai"), told("Terlalu banyak data yang berbeda")), (10, 5));
    assert_eq!(site.register.answered(), 10);
    let right = Browser::default().tell(&site, &siti()).await?;
    assert!(right.html.contains("Terlalu banyak data yang berbeda"), "the right one is not told either");
    // What was tried before counts once.
    let first = shown.iter().position(|html| html.contains("<h1>Data tidak Sesuai")).unwrap();
    assert!(Browser::default().tell(&site, &guess(first)).await?.html.contains("<h1>Data tidak Sesuai"));
    site.database.execute("UPDATE accounts.tried_niks SET last_new_at = now() - interval '25 hours'").await?;
    Browser::default().tell(&site, &siti()).await?.assert_goes_on();
    Ok(())
}

#[tokio::test]
async fn a_network_sends_twenty_first_steps_at_once_and_keeps_what_it_typed() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::from("198.51.100.1");
    let missing = with(siti(), "email", "");
    let filled = browser.filled(&site, &missing).await?;
    for _ in 0..20 {
        assert_eq!(browser.send(&site, &filled).await?.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let limited = browser.send(&site, &filled).await?;
    assert_eq!((limited.status, limited.value("nik")), (StatusCode::TOO_MANY_REQUESTS, Some(siti()["nik"].clone())));
    assert!(limited.html.contains("Coba lagi pukul"), "{}", limited.html);
    let wait: u32 = limited.response.header("retry-after").unwrap().parse()?;
    assert!((1..=6).contains(&wait), "{wait}");
    let elsewhere = Browser::from("198.51.100.2").send(&site, &filled).await?;
    assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY, "others are not slowed down");
    Ok(())
}

#[tokio::test]
async fn a_second_step_that_comes_too_often_gets_its_form_back_with_what_was_typed() -> Result<()> {
    let site = Site::open().await?;
    let mut browser = Browser::from("198.51.100.1");
    browser.tell(&site, &siti()).await?.assert_goes_on();
    let filled = with(browser.second(&site).await?, "password_again", "Lain");
    for _ in 0..20 {
        let shown = browser.attach(&site, TOLD, &filled, &[]).await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", shown.html);
    }
    let limited = browser.attach(&site, TOLD, &filled, &[]).await?;
    assert_eq!(limited.status, StatusCode::TOO_MANY_REQUESTS, "{}", limited.html);
    assert_eq!(limited.value("diploma_name").as_deref(), Some("Siti Rahayu"));
    assert_eq!(limited.value("captcha"), filled.get("captcha").cloned(), "the code may be sent again");
    assert!(limited.html.contains("Coba lagi pukul") && limited.response.header("retry-after").is_some());
    Ok(())
}

#[tokio::test]
async fn a_network_begins_so_many_accounts_in_an_hour_and_its_drafts_go_on() -> Result<()> {
    let site = Site::with(&[("ACCOUNTS_BEGUN_PER_HOUR", "3")]).await?;
    let mut first = Browser::from("198.51.100.1");
    first.tell(&site, &siti()).await?.assert_goes_on();
    for _ in 0..2 {
        Browser::from("198.51.100.1").tell(&site, &siti()).await?.assert_goes_on();
    }
    let mut fourth = Browser::from("198.51.100.1");
    let limited = fourth.tell(&site, &siti()).await?;
    assert_eq!(limited.status, StatusCode::TOO_MANY_REQUESTS, "{}", limited.html);
    assert!(limited.value("captcha").is_some_and(|code| !code.is_empty()), "the code may be sent again");
    first.tell(&site, &siti()).await?.assert_goes_on();
    site.database.execute("UPDATE accounts.beginnings SET hour_ends_at = now()").await?;
    fourth.tell(&site, &siti()).await?.assert_goes_on();
    assert_eq!(site.count("accounts.drafts").await?, 4);
    Ok(())
}
