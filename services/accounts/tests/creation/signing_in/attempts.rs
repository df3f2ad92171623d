//! Whoever tries passwords is slowed down, learns nothing, and keeps nobody else waiting.

use anyhow::Result;
use domain::time::wib_clock;
use futures_util::future::join_all;
use http::StatusCode;
use jiff::SignedDuration;

use super::person::{Browser, HOME, NIK, PASSWORD, SIGN_IN, UNKNOWN_NIK, site};
use crate::site::Site;

const WRONG: &str = "Salah-Sekali-4";
const SAID: &str = "NIK atau password yang Anda masukkan salah.";

/// As many failures as make the next one wait, each in another browser.
async fn fail(site: &Site, nik: &str) -> Result<()> {
    for number in 101..106 {
        let shown = Browser::new(number).sign_in(site, nik, WRONG).await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", shown.html);
    }
    Ok(())
}

#[tokio::test]
async fn a_nik_without_an_account_says_the_same_as_a_wrong_password() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut pages = Vec::new();
    for (number, nik, over) in [
        (1, NIK, ""),
        (2, UNKNOWN_NIK, ""),
        (3, NIK, "UPDATE accounts.accounts SET state = 'claim', identity = 'pending', check_at = now()"),
        (4, NIK, "UPDATE accounts.accounts SET state = 'removed', check_at = NULL, ended_at = now()"),
    ] {
        sqlx::query(over).execute(site.database.owner()).await?;
        let password = if over.is_empty() { WRONG } else { PASSWORD };
        let shown = Browser::new(number).sign_in(&site, nik, password).await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(shown.html.contains(SAID), "{}", shown.html);
        let names: Vec<String> = shown.response.headers.keys().map(ToString::to_string).collect();
        let csrf = shown.value("csrf").unwrap();
        pages.push((shown.html.replace(&csrf, "").replace(nik, ""), names));
    }
    assert!(pages.iter().all(|page| *page == pages[0]));
    Ok(())
}

#[tokio::test]
async fn many_wrong_passwords_at_once_do_not_beat_the_count() -> Result<()> {
    for nik in [NIK, UNKNOWN_NIK] {
        let (site, _clock) = site().await?;
        let tries = (1..=20).map(|number| {
            let site = &site;
            async move { Browser::new(number).sign_in(site, nik, WRONG).await }
        });
        let shown: Vec<StatusCode> =
            join_all(tries).await.into_iter().map(|shown| Ok(shown?.status)).collect::<Result<_>>()?;
        let counted = |status| shown.iter().filter(|shown| **shown == status).count();
        let of = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::TOO_MANY_REQUESTS].map(counted);
        assert_eq!(of, [5, 15], "{nik}: {shown:?}");
    }
    Ok(())
}

#[tokio::test]
async fn failures_of_strangers_never_pause_a_browser_of_the_owner() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut own = Browser::new(1);
    own.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    let session = own.cookie("__Host-akun").cloned();
    own.fill(&site, HOME, "/akun/keluar", &[]).await?.assert_leads_to("/akun/masuk?karena=keluar");
    fail(&site, NIK).await?;
    let stranger = Browser::new(2).sign_in(&site, NIK, PASSWORD).await?;
    assert_eq!(stranger.status, StatusCode::TOO_MANY_REQUESTS);
    own.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    assert_ne!(own.cookie("__Host-akun").cloned(), session, "each session has a secret of its own");
    Ok(())
}

#[tokio::test]
async fn a_browser_of_somebody_else_is_no_browser_of_the_owner() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut own = Browser::new(1);
    own.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    own.fill(&site, HOME, "/akun/keluar", &[]).await?.assert_leads_to("/akun/masuk?karena=keluar");
    fail(&site, UNKNOWN_NIK).await?;
    let shown = own.sign_in(&site, UNKNOWN_NIK, PASSWORD).await?;
    assert_eq!(shown.status, StatusCode::TOO_MANY_REQUESTS, "{}", shown.html);
    Ok(())
}

#[tokio::test]
async fn a_pause_tells_the_time_at_which_it_is_over_and_is_no_lock() -> Result<()> {
    let (site, clock) = site().await?;
    fail(&site, NIK).await?;
    let shown = Browser::new(1).sign_in(&site, NIK, PASSWORD).await?;
    let at = wib_clock(clock.now() + SignedDuration::from_secs(6 + 59));
    assert!(shown.html.contains(&format!("Coba lagi pukul {at} WIB")), "{at}: {}", shown.html);
    assert_eq!(shown.response.header("retry-after"), Some("6"));
    assert_eq!(shown.value("nik").as_deref(), Some(NIK), "what was typed stays");
    // However long somebody goes on, a pause has a quarter of an hour at most.
    for number in 10..30 {
        clock.advance(SignedDuration::from_mins(15));
        assert_eq!(Browser::new(number).sign_in(&site, NIK, WRONG).await?.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    clock.advance(SignedDuration::from_mins(15));
    Browser::new(30).sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    Ok(())
}

#[tokio::test]
async fn after_two_failures_a_browser_answers_a_code_and_each_code_counts_once() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = Browser::new(1);
    for number in 0..2 {
        let shown = browser.sign_in(&site, UNKNOWN_NIK, WRONG).await?;
        assert_eq!(shown.value("captcha_token").is_some(), number == 1, "{}", shown.html);
    }
    let page = browser.open(&site, SIGN_IN).await?;
    let csrf = page.value("csrf").unwrap();
    let typed = [("csrf", csrf.as_str()), ("nik", NIK), ("password", PASSWORD)];
    let refused = browser.send(&site, SIGN_IN, &typed).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("href=\"#captcha\"") && !refused.html.contains(SAID), "{}", refused.html);
    let wrong = browser.sign_in_on(&site, &page, NIK, WRONG).await?;
    assert!(wrong.html.contains(SAID), "{}", wrong.html);
    let used = browser.sign_in_on(&site, &page, NIK, PASSWORD).await?;
    assert!(used.html.contains("sudah dipakai"), "{}", used.html);
    browser.sign_in_on(&site, &used, NIK, PASSWORD).await?.assert_leads_to(HOME);
    Ok(())
}

#[tokio::test]
async fn a_network_that_failed_twice_answers_a_code_in_every_browser() -> Result<()> {
    let (site, clock) = site().await?;
    for _ in 0..2 {
        Browser::new(1).sign_in(&site, UNKNOWN_NIK, WRONG).await?;
    }
    assert!(Browser::new(1).open(&site, SIGN_IN).await?.value("captcha_token").is_some());
    assert!(Browser::new(2).open(&site, SIGN_IN).await?.value("captcha_token").is_none(), "another network");
    clock.advance(SignedDuration::from_mins(15));
    assert!(Browser::new(1).open(&site, SIGN_IN).await?.value("captcha_token").is_none(), "one is forgiven");
    Ok(())
}

#[tokio::test]
async fn a_network_sends_thirty_forms_at_once() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = Browser::new(1);
    let page = browser.open(&site, SIGN_IN).await?;
    let csrf = page.value("csrf").unwrap();
    let mut refused = None;
    for _ in 0..60 {
        let shown =
            browser.send(&site, SIGN_IN, &[("csrf", csrf.as_str()), ("nik", NIK), ("action", "sign_in")]).await?;
        if shown.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(shown);
            break;
        }
    }
    let refused = refused.expect("no sixty forms within a second");
    assert!(
        refused.html.contains("Coba lagi pukul") && refused.value("nik").as_deref() == Some(NIK),
        "{}",
        refused.html
    );
    assert_eq!(Browser::new(2).sign_in(&site, NIK, PASSWORD).await?.status, StatusCode::SEE_OTHER);
    Ok(())
}
