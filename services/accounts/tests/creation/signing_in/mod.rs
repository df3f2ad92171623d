//! Applicants sign in, stay signed in, and sign out.

mod attempts;
mod frozen;
pub(crate) mod person;
mod refused;
mod sessions;
mod told;

use anyhow::Result;
use http::StatusCode;
use uuid::Uuid;

use person::{Browser, HOME, NIK, PASSWORD, SIGN_IN, account, site};

#[tokio::test]
async fn whoever_types_the_right_password_sees_the_own_account() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = Browser::new(1);
    browser.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    let home = browser.open(&site, HOME).await?;
    for shown in ["Halo, Siti", "3174••••••••0001", "CASN 2026", "Sesuai dengan data Dukcapil"] {
        assert!(home.html.contains(shown), "{shown}: {}", home.html);
    }
    assert!(!home.html.contains(NIK) && !home.html.contains("3174010101150001"), "{}", home.html);
    assert_eq!(home.response.header("cache-control"), Some("no-store"));
    browser.open(&site, SIGN_IN).await?.assert_leads_to(HOME);
    let entries = "SELECT count(*) FROM audit.entries
                    WHERE actor_kind = 'applicant' AND subject_id = actor_id AND action = 'sign_in'";
    assert_eq!(site.database.count(entries).await?, 1);
    Ok(())
}

#[tokio::test]
async fn what_the_register_has_not_said_yet_is_told() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = Browser::new(1);
    browser.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    for (identity, told) in [
        (
            "UPDATE accounts.accounts SET identity = 'pending', check_at = now()",
            "Data kependudukan Anda masih diperiksa",
        ),
        ("UPDATE accounts.accounts SET identity = 'refused', check_at = NULL", "tidak sesuai dengan data Dukcapil"),
    ] {
        site.database.execute(identity).await?;
        assert!(browser.open(&site, HOME).await?.html.contains(told), "{told}");
    }
    Ok(())
}

#[tokio::test]
async fn the_account_of_the_newest_period_counts() -> Result<()> {
    let (site, clock) = site().await?;
    let older: Uuid = sqlx::query_scalar(
        "INSERT INTO accounts.periods (id, name, opens_at, closes_at)
         VALUES (gen_random_uuid(), 'CASN 2025', now() - interval '300 days', now() - interval '200 days') RETURNING id",
    )
    .fetch_one(site.database.owner())
    .await?;
    account(&site.database, &clock, older, "Sungai-Tua-7-Perahu").await?;
    let shown = Browser::new(1).sign_in(&site, NIK, "Sungai-Tua-7-Perahu").await?;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut browser = Browser::new(2);
    browser.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    assert!(browser.open(&site, HOME).await?.html.contains("CASN 2026"));
    Ok(())
}

#[tokio::test]
async fn a_nik_is_filled_in_by_a_form_and_never_by_an_address() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = Browser::new(1);
    let shown = browser.open(&site, &format!("{SIGN_IN}?nik={NIK}")).await?;
    assert_eq!((shown.status, shown.value("nik").as_deref()), (StatusCode::OK, Some("")));
    let shown = browser.send(&site, SIGN_IN, &[("nik", NIK), ("action", "prefill")]).await?;
    assert_eq!((shown.status, shown.value("nik").as_deref()), (StatusCode::OK, Some(NIK)));
    browser.sign_in_on(&site, &shown, NIK, PASSWORD).await?.assert_leads_to(HOME);
    Ok(())
}

#[tokio::test]
async fn a_form_of_another_browser_signs_nobody_in_and_keeps_the_nik() -> Result<()> {
    let (site, _clock) = site().await?;
    let page = Browser::new(1).open(&site, SIGN_IN).await?;
    let mut other = Browser::new(2);
    let shown = other.sign_in_on(&site, &page, NIK, PASSWORD).await?;
    assert_eq!((shown.status, shown.value("nik").as_deref()), (StatusCode::FORBIDDEN, Some(NIK)));
    assert!(other.cookie("__Host-akun").is_none());
    other.sign_in_on(&site, &shown, NIK, PASSWORD).await?.assert_leads_to(HOME);
    Ok(())
}

#[tokio::test]
async fn what_was_not_typed_is_told_and_counts_as_nothing() -> Result<()> {
    let (site, _clock) = site().await?;
    for _ in 0..4 {
        let shown = Browser::new(1).sign_in(&site, "123", "").await?;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(shown.html.contains("href=\"#nik\"") && shown.html.contains("Password belum diisi"), "{}", shown.html);
    }
    assert_eq!(site.count("accounts.failed_sign_ins").await?, 0);
    Ok(())
}

#[tokio::test]
async fn accounts_speak_english_too_and_lead_back_there() -> Result<()> {
    let (site, _clock) = site().await?;
    let mut browser = Browser::new(1);
    let led = browser.open(&site, "/en/akun/sesi").await?;
    led.assert_leads_to("/en/akun/masuk?kembali=%2Fakun%2Fsesi");
    let page = browser.open(&site, "/en/akun/masuk?kembali=%2Fakun%2Fsesi").await?;
    assert!(page.html.contains("<h1>Sign in</h1>"), "{}", page.html);
    let csrf = page.value("csrf").unwrap();
    let typed = [("csrf", csrf.as_str()), ("nik", NIK), ("password", PASSWORD), ("kembali", "/akun/sesi")];
    browser.send(&site, "/en/akun/masuk", &typed).await?.assert_leads_to("/en/akun/sesi");
    assert!(browser.open(&site, "/en/akun/sesi").await?.html.contains("Open sessions"));
    Ok(())
}
