//! Whose identity the register did not confirm is out at once, signs in again, and corrects it.

use anyhow::Result;
use http::StatusCode;
use population_register::Switches;
use testing::eventually;

use super::person::{Browser, HOME, NIK, PASSWORD, site};
use crate::site::{self, PATIENCE, Shown, Site, siti, with};

const DATA: &str = "/akun/data";
const REFUSED: &str = "UPDATE accounts.accounts SET identity = 'refused'";
const RIGHT_KK: &str = "3174010101150001";

async fn signed_in(site: &Site) -> Result<Browser> {
    let mut browser = Browser::new(1);
    browser.sign_in(site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    Ok(browser)
}

/// Sends the four values, of which one may be another.
async fn correct(site: &Site, browser: &mut Browser, kk: &str, name: &str, password: &str) -> Result<Shown> {
    let typed = [
        ("kk", kk),
        ("full_name", name),
        ("birth_place", "Jakarta Selatan"),
        ("birth_date", "17-08-1995"),
        ("password", password),
    ];
    browser.fill(site, DATA, DATA, &typed).await
}

async fn stands(site: &Site) -> Result<(String, i16)> {
    let row = sqlx::query_as("SELECT identity, corrections FROM accounts.accounts");
    Ok(row.fetch_one(site.database.owner()).await?)
}

#[tokio::test]
async fn a_refusal_ends_the_sessions_and_its_owner_puts_the_data_right() -> Result<()> {
    let site = Site::open().await?;
    site.register.switch(Switches { away: true, ..Switches::default() });
    let mut maker = site::Browser::default();
    maker.up_to_the_check(&site, &with(siti(), "kk", "3174010101150009")).await?;
    maker.confirm(&site).await?;
    let password = site::details()["password"].clone();
    let mut browser = Browser::new(1);
    browser.sign_in(&site, NIK, &password).await?.assert_leads_to(HOME);
    browser.open(&site, DATA).await?.assert_leads_to(HOME);
    site.register.switch(Switches::default());
    let _worker = site.doing(&["accounts.recheck"]).await?;
    eventually("the refusal", PATIENCE, async || Ok((stands(&site).await?.0 == "refused").then_some(()))).await?;
    assert_eq!(browser.open(&site, HOME).await?.status, StatusCode::SEE_OTHER, "the session is over");
    browser.sign_in(&site, NIK, &password).await?.assert_leads_to(HOME);
    assert!(browser.open(&site, HOME).await?.html.contains("href=\"/akun/data\""));
    let page = browser.open(&site, DATA).await?;
    assert_eq!(page.value("kk").as_deref(), Some("3174010101150009"));
    assert!(page.value("nik").is_none() && !page.html.contains(NIK), "{}", page.html);
    let corrected = correct(&site, &mut browser, RIGHT_KK, "siti  RAHAYU", &password).await?;
    corrected.assert_leads_to("/akun?karena=data");
    assert_eq!(stands(&site).await?, ("verified".to_owned(), 1));
    assert!(browser.open(&site, HOME).await?.html.contains("siti RAHAYU"));
    let entries = "SELECT count(*) FROM audit.entries WHERE action = 'identity_corrected' AND detail = 'match'";
    assert_eq!(site.database.count(entries).await?, 1);
    // The new values are those that the account is found by.
    let again = site::Browser::default().tell(&site, &siti()).await?;
    assert!(again.html.contains("NIK sudah terdaftar"), "{}", again.html);
    Ok(())
}

#[tokio::test]
async fn values_that_the_register_does_not_confirm_stay_on_the_page_and_are_not_written() -> Result<()> {
    let (site, _clock) = site().await?;
    site.database.execute(REFUSED).await?;
    let before: Vec<u8> =
        sqlx::query_scalar("SELECT content FROM accounts.accounts").fetch_one(site.database.owner()).await?;
    let mut browser = signed_in(&site).await?;
    let shown = correct(&site, &mut browser, "3174010101150009", "Siti Rahayu", PASSWORD).await?;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(shown.html.contains("Data tidak Sesuai") && shown.html.contains("9 kali lagi"), "{}", shown.html);
    assert_eq!(shown.value("kk").as_deref(), Some("3174010101150009"));
    assert!(!shown.html.contains(PASSWORD), "{}", shown.html);
    let after: Vec<u8> =
        sqlx::query_scalar("SELECT content FROM accounts.accounts").fetch_one(site.database.owner()).await?;
    assert_eq!((after, stands(&site).await?), (before, ("refused".to_owned(), 1)));
    Ok(())
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_told_at_its_field_and_counts_as_no_correction() -> Result<()> {
    let (site, _clock) = site().await?;
    site.database.execute(REFUSED).await?;
    let mut browser = signed_in(&site).await?;
    let shown = correct(&site, &mut browser, "123", "", "").await?;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["kk", "full_name", "password"] {
        assert!(shown.html.contains(&format!("href=\"#{field}\"")), "{field}: {}", shown.html);
    }
    let shown = correct(&site, &mut browser, RIGHT_KK, "Siti Rahayu", "Salah-Sekali-4").await?;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(shown.html.contains("Password ini salah"), "{}", shown.html);
    assert_eq!((stands(&site).await?, site.register.answered()), (("refused".to_owned(), 0), 0));
    Ok(())
}

#[tokio::test]
async fn while_the_register_is_away_a_correction_is_kept_and_checked_later() -> Result<()> {
    let (site, _clock) = site().await?;
    site.database.execute(REFUSED).await?;
    let mut browser = signed_in(&site).await?;
    site.register.switch(Switches { away: true, ..Switches::default() });
    correct(&site, &mut browser, RIGHT_KK, "Siti Rahayu", PASSWORD).await?.assert_leads_to("/akun?karena=data");
    assert_eq!(stands(&site).await?, ("pending".to_owned(), 1));
    assert_eq!(site.database.count("SELECT count(*) FROM accounts.accounts WHERE check_at <= now()").await?, 1);
    Ok(())
}

#[tokio::test]
async fn ten_corrections_are_all_however_many_are_sent_at_once() -> Result<()> {
    let (site, _clock) = site().await?;
    site.database.execute("UPDATE accounts.accounts SET identity = 'refused', corrections = 9").await?;
    let mut browser = signed_in(&site).await?;
    let mut other = browser.clone();
    let (first, second) = tokio::join!(
        correct(&site, &mut browser, "3174010101150008", "Siti Rahayu", PASSWORD),
        correct(&site, &mut other, "3174010101150009", "Siti Rahayu", PASSWORD),
    );
    assert!(first?.html.contains("sudah sepuluh kali diperbaiki") && second?.html.contains("sepuluh kali"));
    assert_eq!(site.register.answered(), 1, "the second one was not asked about");
    let shown = browser.open(&site, DATA).await?;
    assert!(shown.value("kk").is_none() && shown.html.contains("/formulir/data-tidak-sesuai"), "{}", shown.html);
    assert_eq!(stands(&site).await?, ("refused".to_owned(), 10));
    Ok(())
}
