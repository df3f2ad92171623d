//! Nobody signs in to a frozen account, and only who knows its password learns that it is frozen.

use accounts::operator::account::{self, Released};
use anyhow::Result;
use domain::Nik;
use http::StatusCode;
use jiff::SignedDuration;

use super::person::{Browser, HOME, NIK, PASSWORD, site};
use crate::site::Site;

const COMPLAINT: &str = "UPDATE accounts.accounts SET frozen_at = '2026-11-30T05:40:00Z', frozen_for = 'complaint'";
const SAID: &str = "NIK atau password yang Anda masukkan salah.";

#[tokio::test]
async fn who_knows_the_password_of_a_frozen_account_is_told_since_when_why_and_how_to_object() -> Result<()> {
    let (site, _clock) = site().await?;
    for (freeze, why) in [
        (COMPLAINT, "ada pengaduan bahwa NIK ini didaftarkan orang lain"),
        ("UPDATE accounts.accounts SET frozen_for = 'operator'", "pengelola akun sedang memeriksa akun ini"),
    ] {
        site.database.execute(freeze).await?;
        let mut browser = Browser::new(1);
        let shown = browser.sign_in(&site, NIK, PASSWORD).await?;
        assert_eq!(shown.status, StatusCode::FORBIDDEN, "{}", shown.html);
        for told in ["Akun ini dibekukan", "30 November 2026 pukul 12.40 WIB", why] {
            assert!(shown.html.contains(told), "{told}: {}", shown.html);
        }
        assert!(shown.html.contains("href=\"/formulir/nik-didaftarkan-orang-lain\""), "{}", shown.html);
        for personal in ["Siti", "Rahayu", "3174010101150001", SAID] {
            assert!(!shown.html.contains(personal), "{personal}: {}", shown.html);
        }
        assert!(browser.cookie("__Host-akun").is_none());
    }
    assert_eq!(site.count("accounts.sessions").await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_wrong_password_tells_nothing_of_a_frozen_account() -> Result<()> {
    let (site, _clock) = site().await?;
    let before = Browser::new(1).sign_in(&site, NIK, "Salah-Sekali-4").await?;
    site.database.execute(COMPLAINT).await?;
    let after = Browser::new(2).sign_in(&site, NIK, "Salah-Sekali-4").await?;
    let plain = |html: &str, csrf: Option<String>| html.replace(&csrf.unwrap(), "");
    assert_eq!((after.status, before.status), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY));
    assert_eq!(plain(&after.html, after.value("csrf")), plain(&before.html, before.value("csrf")));
    assert!(after.html.contains(SAID), "{}", after.html);
    Ok(())
}

#[tokio::test]
async fn who_is_signed_in_is_out_at_the_next_request_and_in_again_once_it_is_released() -> Result<()> {
    let (site, clock) = site().await?;
    let mut browser = Browser::new(1);
    browser.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    site.database.execute(COMPLAINT).await?;
    assert_eq!(browser.open(&site, HOME).await?.status, StatusCode::SEE_OTHER);
    clock.advance(SignedDuration::from_mins(1));
    site.database.execute("UPDATE accounts.accounts SET frozen_at = NULL, frozen_for = NULL").await?;
    Browser::new(2).sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    Ok(())
}

#[tokio::test]
async fn looking_at_why_it_is_frozen_makes_nobody_wait() -> Result<()> {
    let (site, _clock) = site().await?;
    site.database.execute(COMPLAINT).await?;
    for number in 1..9 {
        let shown = Browser::new(number).sign_in(&site, NIK, PASSWORD).await?;
        assert_eq!(shown.status, StatusCode::FORBIDDEN, "{number}: {}", shown.html);
    }
    Ok(())
}

#[tokio::test]
async fn an_operator_sees_how_an_account_stands_and_freezes_it_with_its_sessions() -> Result<()> {
    let (site, clock) = site().await?;
    let (vault, nik) = (Site::vault()?, Nik::parse(NIK).unwrap());
    let mut browser = Browser::new(1);
    browser.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    Browser::new(2).sign_in(&site, NIK, "Salah-Sekali-4").await?;
    let pool = site.database.owner();
    let found = account::of_nik(pool, &vault, &clock, &nik).await?;
    let [before] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((before.state.as_str(), before.identity.as_str(), before.sessions), ("active", "verified", 1));
    assert_eq!((before.signed_in_at, before.frozen), (Some(clock.now()), None));
    assert_eq!(account::tries(pool, &vault, &clock, &nik).await?.sign_ins, 1);
    let mut transaction = pool.begin().await?;
    assert!(account::freeze(&mut transaction, &clock, before.id).await?);
    assert!(!account::freeze(&mut transaction, &clock, before.id).await?, "it is frozen already");
    transaction.commit().await?;
    let after = account::by_id(pool, &vault, &clock, before.id).await?.unwrap();
    assert_eq!((after.sessions, after.frozen), (0, Some((clock.now(), "operator"))));
    let mut transaction = pool.begin().await?;
    assert_eq!(account::release(&mut transaction, before.id).await?, Released::Yes);
    transaction.commit().await?;
    assert_eq!(browser.open(&site, HOME).await?.status, StatusCode::SEE_OTHER, "what ended stays over");
    browser.sign_in(&site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    Ok(())
}
