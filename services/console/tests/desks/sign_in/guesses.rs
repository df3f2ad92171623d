//! Whoever guesses is slowed down, and nobody is locked out.

use axum::body::Body;
use http::{Request, header};
use jiff::SignedDuration;
use officers::Role;

use super::{DESK, NIP, next_code, ratna};
use crate::browser::{Browser, PASSWORD, location};
use crate::office::Office;

#[tokio::test]
async fn two_guesses_of_other_clocks_do_not_make_a_code() {
    let office = Office::open().await;
    let person = ratna(&office, &Browser::new(&office)).await;
    office.clock.advance(SignedDuration::from_mins(10));
    let browser = Browser::new(&office);
    browser.password(NIP, PASSWORD).await;
    let off = |seconds| person.phone.code(office.clock.now() + SignedDuration::from_secs(seconds));
    for seconds in [-120, 120, -240] {
        assert_eq!(browser.code(&off(seconds)).await.status, 422, "{seconds}");
    }
}

#[tokio::test]
async fn wrong_passwords_of_others_behind_one_address_keep_no_known_browser_waiting() {
    let office = Office::open().await;
    let own = Browser::at(&office, "198.51.100.7:40000");
    let person = ratna(&office, &own).await;
    next_code(&office);
    let stranger = Browser::pretending(&office, "198.51.100.7:40000");
    let mut refused = 0;
    for at in 0..70 {
        let nip = format!("19850101201001{:04}", 2000 + at);
        refused += usize::from(stranger.password(&nip, "Bukan-Sandinya-1").await.status == 429);
    }
    assert!(refused > 0, "the network itself has to wait");
    own.forget("__Host-petugas");
    assert_eq!(location(&own.sign_in(&person).await), "/petugas");
    let new = Browser::at(&office, "198.51.100.7:40000").password(NIP, PASSWORD).await;
    assert_eq!(new.status, 429, "a browser that nobody knows still waits");
    let elsewhere = Browser::at(&office, "203.0.113.9:40000").password(NIP, "Bukan-Sandinya-1").await;
    assert_eq!(elsewhere.status, 422, "another network does not");
}

#[tokio::test]
async fn a_network_that_sends_forms_without_end_waits_before_anything_is_read_and_known_browsers_do_not() {
    let office = Office::open().await;
    let own = Browser::at(&office, "198.51.100.7:40000");
    let person = ratna(&office, &own).await;
    next_code(&office);
    let stranger = Browser::at(&office, "198.51.100.7:40000");
    let mut waits = 0;
    for _ in 0..320 {
        let answer = stranger.send(Request::post("/petugas/aktivasi"), Body::from("no form of ours")).await;
        waits += usize::from(answer.status == 429 && answer.headers.contains_key(header::RETRY_AFTER));
    }
    assert!((200..320).contains(&waits), "10 forms are read at once, and one a second: {waits} of 320 wait");
    own.forget("__Host-petugas");
    assert_eq!(location(&own.sign_in(&person).await), "/petugas");
    let elsewhere = Browser::at(&office, "203.0.113.9:40000");
    assert_eq!(elsewhere.password(NIP, "Bukan-Sandinya-1").await.status, 422);
}

#[tokio::test]
async fn failures_of_unknown_nips_are_one_entry_a_minute() {
    let office = Office::open().await;
    ratna(&office, &Browser::new(&office)).await;
    let stranger = Browser::pretending(&office, "198.51.100.7:40000");
    for at in 0..30 {
        stranger.password(&format!("19850101201001{:04}", 2000 + at), "Bukan-Sandinya-1").await;
    }
    let entries = "SELECT count(*) FROM audit.entries WHERE action = 'sign_in_failed'";
    assert_eq!(office.count(entries).await, 0, "the minute is not over");
    office.clock.advance(SignedDuration::from_mins(1));
    stranger.password("198501012010012999", "Bukan-Sandinya-1").await;
    assert_eq!(office.count(entries).await, 1);
    let detail: String = sqlx::query_scalar("SELECT detail FROM audit.entries WHERE action = 'sign_in_failed'")
        .fetch_one(office.owner())
        .await
        .unwrap();
    assert!(detail.starts_with("unknown_nip 30 "), "{detail}");
    stranger.password(NIP, "Bukan-Sandinya-1").await;
    assert_eq!(
        office
            .count("SELECT count(*) FROM audit.entries WHERE action = 'sign_in_failed' AND subject_kind = 'officer'")
            .await,
        1
    );
}

#[tokio::test]
async fn a_password_of_any_length_is_answered_at_once() {
    let office = Office::open().await;
    let code = office.account("Ratna Dewi", NIP, &[Role::Officer], &[DESK]).await;
    let browser = Browser::new(&office);
    let page = browser.open(&format!("/petugas/aktivasi/{code}")).await;
    for sandi in ["abc".repeat(30_000) + "-+_;Abc", "password".repeat(12_000) + "zzA-", "pass".repeat(31) + "zzA-"] {
        let began = std::time::Instant::now();
        let refused =
            browser.submit(&page, "/petugas/aktivasi", &[("kode", &code), ("sandi", &sandi), ("ulangi", &sandi)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Paling banyak 128 karakter") || refused.text().contains("Terlalu umum"));
        assert!(began.elapsed() < std::time::Duration::from_secs(5), "{:?}", began.elapsed());
    }
    let huge = "password".repeat(12_000);
    assert_eq!(browser.password(NIP, &huge).await.status, 422);
    assert_eq!(
        location(
            &browser
                .submit(&page, "/petugas/aktivasi", &[("kode", &code), ("sandi", PASSWORD), ("ulangi", PASSWORD)])
                .await
        ),
        "/petugas/masuk?karena=aktif"
    );
}

#[tokio::test]
async fn an_unknown_nip_and_a_wrong_password_are_told_alike() {
    let office = Office::open().await;
    ratna(&office, &Browser::new(&office)).await;
    let wrong = Browser::new(&office).password(NIP, "Bukan-Sandinya-1").await;
    let unknown = Browser::new(&office).password("199002282023212002", "Bukan-Sandinya-1").await;
    assert_eq!((wrong.status.as_u16(), unknown.status.as_u16()), (422, 422));
    for answer in [&wrong, &unknown] {
        assert!(answer.text().contains("NIP atau kata sandi tidak cocok"));
        assert!(!answer.text().contains("Bukan-Sandinya"), "a password is never filled in again");
    }
    let malformed = Browser::new(&office).password("198513012010011001", PASSWORD).await;
    assert!(malformed.text().contains("Delapan angka pertama NIP adalah tanggal lahir"));
}

#[tokio::test]
async fn after_five_wrong_codes_one_begins_with_the_password() {
    let office = Office::open().await;
    ratna(&office, &Browser::new(&office)).await;
    let browser = Browser::new(&office);
    browser.password(NIP, PASSWORD).await;
    for _ in 0..4 {
        assert_eq!(browser.code("ABCDE-FGHJK").await.status, 422);
    }
    assert_eq!(location(&browser.code("ABCDE-FGHJK").await), "/petugas/masuk?karena=ulang");
    assert_eq!(location(&browser.open("/petugas/masuk/kode").await), "/petugas/masuk?karena=ulang");
}

#[tokio::test]
async fn who_guesses_waits_longer_and_longer_while_the_owner_gets_in() {
    let office = Office::open().await;
    let own = Browser::new(&office);
    let person = ratna(&office, &own).await;
    let stranger = Browser::pretending(&office, "198.51.100.7:40000");
    for _ in 0..10 {
        assert_eq!(stranger.password(NIP, "Bukan-Sandinya-1").await.status, 422);
    }
    let waiting = stranger.password(NIP, PASSWORD).await;
    assert_eq!(waiting.status, 429, "even with the right password");
    assert!(waiting.headers.contains_key(header::RETRY_AFTER));
    assert!(waiting.text().contains("Akun Anda tidak terkunci"));
    for seconds in [6, 11, 21, 41] {
        office.clock.advance(SignedDuration::from_secs(seconds));
        assert_eq!(stranger.password(NIP, "Bukan-Sandinya-1").await.status, 422);
        assert_eq!(stranger.password(NIP, "Bukan-Sandinya-1").await.status, 429);
    }
    // In the browser that the officer used before nobody has to wait, and nobody does who is signed in.
    assert_eq!(own.open("/petugas/sesi").await.status, 200);
    own.forget("__Host-petugas");
    assert_eq!(location(&own.sign_in(&person).await), "/petugas");
    // And everything is forgiven.
    next_code(&office);
    assert_eq!(location(&Browser::at(&office, "203.0.113.9:40000").sign_in(&person).await), "/petugas");
}

#[tokio::test]
async fn many_guesses_at_once_gain_nothing() {
    let office = Office::open().await;
    ratna(&office, &Browser::new(&office)).await;
    let browsers: Vec<_> = (0..16).map(|_| Browser::pretending(&office, "198.51.100.7:40000")).collect();
    let answers =
        futures_util::future::join_all(browsers.iter().map(|browser| browser.password(NIP, "Bukan-Sandinya-1"))).await;
    let guessed = answers.iter().filter(|answer| answer.status == 422).count();
    assert!(guessed <= 10, "{guessed} of 16");
}
