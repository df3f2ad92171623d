//! How a session goes on and ends, and what a new password ends.

use anyhow::Result;
use domain::time::wib_clock;
use http::StatusCode;
use jiff::SignedDuration;

use super::person::{Browser, HOME, NIK, PASSWORD, SIGN_IN, site};
use crate::site::{Shown, Site};

const SESSIONS: &str = "/akun/sesi";
const END: &str = "/akun/sesi/akhiri";
const OWN_PASSWORD: &str = "/akun/password";
const NEW: &str = "Sungai-Tua-7-Perahu";

async fn signed_in(site: &Site, number: u8) -> Result<Browser> {
    let mut browser = Browser::new(number);
    browser.sign_in(site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    Ok(browser)
}

async fn is_in(site: &Site, browser: &mut Browser) -> Result<bool> {
    Ok(browser.open(site, HOME).await?.status == StatusCode::OK)
}

async fn change(site: &Site, browser: &mut Browser, old: &str, new: &str, again: &str) -> Result<Shown> {
    let typed = [("old_password", old), ("password", new), ("password_again", again)];
    browser.fill(site, OWN_PASSWORD, OWN_PASSWORD, &typed).await
}

#[tokio::test]
async fn a_session_is_over_half_an_hour_after_its_last_use_and_leads_back() -> Result<()> {
    let (site, clock) = site().await?;
    let mut browser = signed_in(&site, 1).await?;
    clock.advance(SignedDuration::from_mins(29));
    let page = browser.open(&site, SESSIONS).await?;
    let until = wib_clock(clock.now() + SignedDuration::from_mins(30));
    assert!(page.html.contains(&format!("<span data-session-at>{until}</span>")), "{until}: {}", page.html);
    clock.advance(SignedDuration::from_mins(30));
    let led = browser.open(&site, SESSIONS).await?;
    led.assert_leads_to("/akun/masuk?kembali=%2Fakun%2Fsesi");
    let back = browser.sign_in_from(&site, &led.location.unwrap(), NIK, PASSWORD).await?;
    back.assert_leads_to(SESSIONS);
    Ok(())
}

#[tokio::test]
async fn a_session_is_over_after_twelve_hours_however_it_is_used() -> Result<()> {
    let (site, clock) = site().await?;
    let mut browser = signed_in(&site, 1).await?;
    for _ in 0..35 {
        clock.advance(SignedDuration::from_mins(20));
        assert!(is_in(&site, &mut browser).await?);
    }
    clock.advance(SignedDuration::from_mins(19));
    let until = wib_clock(clock.now() + SignedDuration::from_mins(1));
    assert!(browser.open(&site, HOME).await?.html.contains(&format!("<span data-session-at>{until}</span>")));
    clock.advance(SignedDuration::from_mins(1));
    assert!(!is_in(&site, &mut browser).await?);
    Ok(())
}

#[tokio::test]
async fn a_form_that_came_too_late_is_offered_again_to_its_owner() -> Result<()> {
    let (site, clock) = site().await?;
    let mut other = signed_in(&site, 2).await?;
    clock.advance(SignedDuration::from_mins(20));
    let mut browser = signed_in(&site, 1).await?;
    let page = browser.open(&site, SESSIONS).await?;
    clock.advance(SignedDuration::from_mins(31));
    let csrf = page.value("csrf").unwrap();
    let late = browser.send(&site, END, &[("csrf", csrf.as_str()), ("others", "yes")]).await?;
    assert_eq!((late.status, late.value("kembali").as_deref()), (StatusCode::UNAUTHORIZED, Some(SESSIONS)));
    assert!(late.html.contains("isian Anda tidak hilang"), "{}", late.html);
    let offered = browser.sign_in_on(&site, &late, NIK, PASSWORD).await?;
    assert_eq!((offered.status, offered.value("others").as_deref()), (StatusCode::OK, Some("yes")));
    assert!(offered.html.contains(&format!("action=\"{END}\"")), "{}", offered.html);
    let csrf = offered.value("csrf").unwrap();
    let sent = browser.send(&site, END, &[("csrf", csrf.as_str()), ("others", "yes")]).await?;
    sent.assert_leads_to("/akun/sesi?karena=akhir");
    assert!(!is_in(&site, &mut other).await?);
    Ok(())
}

#[tokio::test]
async fn a_form_with_another_sessions_token_changes_nothing() -> Result<()> {
    let (site, _clock) = site().await?;
    let (mut first, mut second) = (signed_in(&site, 1).await?, signed_in(&site, 2).await?);
    let csrf = second.open(&site, SESSIONS).await?.value("csrf").unwrap();
    let shown = first.send(&site, END, &[("csrf", csrf.as_str()), ("others", "yes")]).await?;
    assert_eq!(shown.status, StatusCode::FORBIDDEN);
    assert!(is_in(&site, &mut second).await?);
    Ok(())
}

#[tokio::test]
async fn a_sixth_session_ends_the_oldest_and_says_so() -> Result<()> {
    let (site, clock) = site().await?;
    let mut browsers = Vec::new();
    for number in 1..=5 {
        browsers.push(signed_in(&site, number).await?);
        clock.advance(SignedDuration::from_secs(1));
    }
    let mut sixth = Browser::new(6);
    let led = sixth.sign_in(&site, NIK, PASSWORD).await?;
    let home = sixth.open(&site, &led.location.unwrap()).await?;
    assert!(home.html.contains("sesi yang paling lama kami akhiri"), "{}", home.html);
    for (number, browser) in browsers.iter_mut().enumerate() {
        assert_eq!(is_in(&site, browser).await?, number > 0, "{number}");
    }
    let list = sixth.open(&site, SESSIONS).await?;
    assert_eq!(list.html.matches("Firefox di Windows</h2>").count(), 5, "{}", list.html);
    assert_eq!(list.html.matches("Peramban ini").count(), 1);
    Ok(())
}

#[tokio::test]
async fn one_session_is_ended_and_so_are_all_others() -> Result<()> {
    let (site, _clock) = site().await?;
    let (mut first, mut second) = (signed_in(&site, 1).await?, signed_in(&site, 2).await?);
    let mut third = signed_in(&site, 3).await?;
    let listed = third.open(&site, SESSIONS).await?;
    let id = listed.value("session").unwrap();
    third.fill(&site, SESSIONS, END, &[("session", &id)]).await?.assert_leads_to("/akun/sesi?karena=akhir");
    let left = [is_in(&site, &mut first).await?, is_in(&site, &mut second).await?];
    assert_eq!(left.iter().filter(|left| **left).count(), 1);
    third.fill(&site, SESSIONS, END, &[("others", "yes")]).await?.assert_leads_to("/akun/sesi?karena=akhir");
    assert!(!is_in(&site, &mut first).await? && !is_in(&site, &mut second).await?);
    assert!(is_in(&site, &mut third).await?);
    Ok(())
}

#[tokio::test]
async fn a_copy_of_what_is_kept_about_somebody_has_the_sessions() -> Result<()> {
    let (site, clock) = site().await?;
    let mut browser = signed_in(&site, 1).await?;
    let began = clock.now();
    clock.advance(SignedDuration::from_mins(3));
    assert!(is_in(&site, &mut browser).await?);
    let nik = domain::Nik::parse(NIK).unwrap();
    let kept = accounts::operator::person::export(site.database.owner(), &Site::vault()?, &nik).await?;
    let (client, seen) = ("Firefox di Windows", clock.now().to_string());
    let expected = serde_json::json!([{ "client": client, "since": began.to_string(), "last_seen": seen }]);
    assert_eq!(kept[0].1["sessions"], expected);
    Ok(())
}

#[tokio::test]
async fn signing_out_ends_the_session_and_signing_in_again_the_one_before() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = signed_in(&site, 1).await?;
    let mut copied = browser.clone();
    let out = browser.fill(&site, HOME, "/akun/keluar", &[]).await?;
    out.assert_leads_to("/akun/masuk?karena=keluar");
    assert_eq!(out.response.header("clear-site-data"), Some("\"cache\", \"storage\""));
    assert!(browser.cookie("__Host-akun").is_none() && !is_in(&site, &mut copied).await?);
    // Whoever has no session any more is out all the same.
    copied.send(&site, "/akun/keluar", &[]).await?.assert_leads_to("/akun/masuk?karena=keluar");
    let page = browser.open(&site, SIGN_IN).await?;
    browser.sign_in_on(&site, &page, NIK, PASSWORD).await?.assert_leads_to(HOME);
    let mut before = browser.clone();
    let again = browser.send(&site, SIGN_IN, &[("action", "prefill")]).await?;
    browser.sign_in_on(&site, &again, NIK, PASSWORD).await?.assert_leads_to(HOME);
    assert!(!is_in(&site, &mut before).await? && is_in(&site, &mut browser).await?);
    Ok(())
}

#[tokio::test]
async fn a_new_password_ends_all_other_sessions_and_forgets_all_other_browsers() -> Result<()> {
    let (site, _clock) = site().await?;
    let (mut first, mut second) = (signed_in(&site, 1).await?, signed_in(&site, 2).await?);
    let changed = change(&site, &mut first, PASSWORD, NEW, NEW).await?;
    changed.assert_leads_to("/akun/password?karena=ganti");
    assert!(is_in(&site, &mut first).await? && !is_in(&site, &mut second).await?);
    assert_eq!(site.count("accounts.known_devices").await?, 1);
    let old = Browser::new(3).sign_in(&site, NIK, PASSWORD).await?;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    Browser::new(4).sign_in(&site, NIK, NEW).await?.assert_leads_to(HOME);
    let entries = "SELECT count(*) FROM audit.entries WHERE actor_kind = 'applicant' AND action = 'password_changed'";
    assert_eq!(site.database.count(entries).await?, 1);
    // The browser that changed it is the owner's, whatever strangers do.
    first.fill(&site, HOME, "/akun/keluar", &[]).await?.assert_leads_to("/akun/masuk?karena=keluar");
    for number in 101..106 {
        Browser::new(number).sign_in(&site, NIK, "Salah-Sekali-4").await?;
    }
    assert_eq!(second.sign_in(&site, NIK, NEW).await?.status, StatusCode::TOO_MANY_REQUESTS);
    first.sign_in(&site, NIK, NEW).await?.assert_leads_to(HOME);
    Ok(())
}

#[tokio::test]
async fn a_password_that_is_wrong_the_same_weak_or_mistyped_changes_nothing() -> Result<()> {
    let (site, _clock) = site().await?;
    let (mut browser, mut other) = (signed_in(&site, 1).await?, signed_in(&site, 2).await?);
    for (old, new, again, told) in [
        (PASSWORD, PASSWORD, PASSWORD, "harus berbeda dari yang lama"),
        (PASSWORD, "Rahayu-Langit-4", "Rahayu-Langit-4", "Jangan memakai nama Anda"),
        (PASSWORD, NEW, "Sungai-Tua-7-Perahi", "Kedua password baru tidak sama"),
        ("Salah-Sekali-4", NEW, NEW, "Password lama Anda salah"),
        ("", NEW, NEW, "Password lama belum diisi"),
        (PASSWORD, "", "", "Password baru belum diisi"),
    ] {
        let shown = change(&site, &mut browser, old, new, again).await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert!(shown.html.contains(told), "{told}: {}", shown.html);
        assert!(!shown.html.contains(NEW) && !shown.html.contains(PASSWORD), "nothing is filled in again");
    }
    assert!(is_in(&site, &mut other).await?);
    Ok(())
}

#[tokio::test]
async fn who_is_signed_in_does_not_try_passwords_without_end_either() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = signed_in(&site, 1).await?;
    for _ in 0..5 {
        let shown = change(&site, &mut browser, "Salah-Sekali-4", NEW, NEW).await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let shown = change(&site, &mut browser, PASSWORD, NEW, NEW).await?;
    assert_eq!(shown.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(shown.html.contains("Coba lagi pukul"), "{}", shown.html);
    Ok(())
}

#[tokio::test]
async fn an_account_that_ended_lets_nobody_go_on() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = signed_in(&site, 1).await?;
    site.database.execute("UPDATE accounts.accounts SET state = 'replaced', ended_at = now()").await?;
    assert!(!is_in(&site, &mut browser).await?);
    Ok(())
}
