//! Sessions, and the forms that are sent in them.

use jiff::SignedDuration;
use officers::Role;

use super::{DESK, NIP, next_code, ratna};
use crate::browser::{Browser, PASSWORD, location};
use crate::office::{Answer, Office, body_of, form, hidden};

#[tokio::test]
async fn the_eleventh_browser_ends_the_oldest_session() {
    let office = Office::open().await;
    let first = Browser::new(&office);
    let person = ratna(&office, &first).await;
    let mut others = Vec::new();
    for code in &person.recovery_codes {
        let browser = Browser::new(&office);
        browser.password(NIP, PASSWORD).await;
        office.clock.advance(SignedDuration::from_secs(1));
        assert_eq!(location(&browser.code(code).await), "/petugas");
        others.push(browser);
    }
    assert_eq!(first.open("/petugas/sesi").await.status, 303);
    for browser in &others {
        assert_eq!(browser.open("/petugas/sesi").await.status, 200);
    }
}

#[tokio::test]
async fn a_form_without_its_token_changes_nothing() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    ratna(&office, &browser).await;
    for csrf in ["", "x"] {
        let refused = browser.send(form("/petugas/keluar"), body_of(&[("csrf", csrf)])).await;
        assert_eq!(refused.status, 403);
        assert!(refused.text().contains("Formulir ini dari sesi yang lain"));
    }
    assert_eq!(browser.open("/petugas/sesi").await.status, 200, "still signed in");
    let stranger = Browser::new(&office);
    let refused = stranger.send(form("/petugas/masuk"), body_of(&[("nip", NIP), ("sandi", PASSWORD)])).await;
    assert_eq!(refused.status, 403);
}

#[tokio::test]
async fn a_form_that_comes_after_its_session_is_kept_and_sent_after_signing_in() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    let person = office.enrolled(&browser, "Ratna Dewi", NIP, &[Role::Administrator], &[DESK]).await;
    let page = browser.open("/petugas/akun/baru").await;
    office.clock.advance(SignedDuration::from_mins(31));
    let name = "Siti Nurhaliza dengan nama yang cukup panjang";
    let fields = [("nama", name), ("nip", "199002282023212002"), ("peran.officer", "1"), ("meja.bkn.data-fixes", "1")];
    let late = browser.submit(&page, "/petugas/akun/baru", &fields).await;
    assert_eq!(late.status, 401);
    assert!(late.text().contains("tulisan Anda tidak hilang"));
    let kept = |page: &Answer| hidden(&page.text(), "kiriman");
    let step =
        browser.submit(&late, "/petugas/masuk", &[("nip", NIP), ("sandi", PASSWORD), ("kiriman", &kept(&late))]).await;
    assert_eq!(step.status, 200);
    let code = person.phone.code(office.clock.now());
    let again = browser.submit(&step, "/petugas/masuk/kode", &[("kode", &code), ("kiriman", &kept(&step))]).await;
    assert!(again.text().contains("Kirim sekarang") && again.text().contains(name), "{}", again.text());
    let sent = browser.submit(&again, "/petugas/akun/baru", &fields).await;
    assert!(sent.text().contains(&format!("Tautan untuk {name}")), "{}", sent.text());
}

#[tokio::test]
async fn a_session_can_be_ended_from_another_browser() {
    let office = Office::open().await;
    let (one, other) = (Browser::new(&office), Browser::new(&office));
    let person = ratna(&office, &one).await;
    next_code(&office);
    other.sign_in(&person).await;
    let page = one.open("/petugas/sesi").await;
    assert_eq!(page.text().matches("Firefox di Linux").count(), 3, "two lines, and the name of one button");
    let id = hidden(&page.text(), "sesi");
    for (fields, told) in [
        (vec![("sesi", id.as_str())], "Ini bukan kata sandi Anda sekarang"),
        (vec![("sesi", id.as_str()), ("sandi_sesi", "Bukan-Sandinya-1")], "Ini bukan kata sandi Anda sekarang"),
        (vec![("semua", "ya")], "Ini bukan kata sandi Anda sekarang"),
        (vec![("sandi_sesi", PASSWORD)], "Pilihan ini tidak dikenal"),
    ] {
        let refused = one.submit(&page, "/petugas/sesi/akhiri", &fields).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains(told), "{told}: {}", refused.text());
    }
    assert_eq!(other.open("/petugas/sesi").await.status, 200);
    let ended = one.submit(&page, "/petugas/sesi/akhiri", &[("sesi", &id), ("sandi_sesi", PASSWORD)]).await;
    assert_eq!(location(&ended), "/petugas/sesi?karena=sesi");
    assert_eq!(other.open("/petugas/sesi").await.status, 303);
    assert_eq!(one.open("/petugas/sesi").await.status, 200);
}

#[tokio::test]
async fn nobody_ends_anothers_session() {
    let office = Office::open().await;
    let (one, other) = (Browser::new(&office), Browser::new(&office));
    ratna(&office, &one).await;
    office.enrolled(&other, "Budi Santoso", "199002282023212002", &[Role::Officer], &[DESK]).await;
    let ids: Vec<uuid::Uuid> =
        sqlx::query_scalar("SELECT id FROM desk.sessions").fetch_all(office.owner()).await.unwrap();
    let page = one.open("/petugas/sesi").await;
    for id in ids {
        one.submit(&page, "/petugas/sesi/akhiri", &[("sesi", &id.to_string()), ("sandi_sesi", PASSWORD)]).await;
    }
    assert_eq!(other.open("/petugas/sesi").await.status, 200);
}

#[tokio::test]
async fn another_password_ends_all_other_sessions() {
    let office = Office::open().await;
    let (one, other) = (Browser::new(&office), Browser::new(&office));
    let person = ratna(&office, &one).await;
    next_code(&office);
    other.sign_in(&person).await;
    let page = one.open("/petugas/sesi").await;
    let change = async |now: &str, new: &str| {
        one.submit(&page, "/petugas/sandi", &[("sekarang", now), ("sandi", new), ("ulangi", new)]).await
    };
    assert!(
        change("Bukan-Sandinya-1", "Teh-Manis-Dingin88").await.text().contains("Ini bukan kata sandi Anda sekarang")
    );
    assert!(change(PASSWORD, "pendek").await.text().contains("Paling sedikit 12 karakter"));
    assert_eq!(other.open("/petugas/sesi").await.status, 200);
    assert_eq!(location(&change(PASSWORD, "Teh-Manis-Dingin88").await), "/petugas/sesi?karena=sandi");
    assert_eq!(
        (one.open("/petugas/sesi").await.status.as_u16(), other.open("/petugas/sesi").await.status.as_u16()),
        (200, 303)
    );
    assert_eq!(Browser::new(&office).password(NIP, PASSWORD).await.status, 422);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_not_only_the_cookie() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    ratna(&office, &browser).await;
    let copy = browser.copy();
    let page = browser.open("/petugas/sesi").await;
    let signed_out = browser.submit(&page, "/petugas/keluar", &[]).await;
    assert_eq!(location(&signed_out), "/petugas/masuk?karena=keluar");
    assert_eq!(signed_out.headers["clear-site-data"], r#""cache", "storage""#);
    assert_eq!(copy.open("/petugas/sesi").await.status, 303);
}
