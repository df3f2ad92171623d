//! An officer changes phones without a moment in which neither works.

use domain::Desk;
use jiff::SignedDuration;
use officers::Role;
use testing::Phone;

use crate::browser::{Browser, PASSWORD, Person, codes_on, location};
use crate::office::{Answer, Office};

const NIP: &str = "198501012010011001";

async fn ratna(office: &Office, browser: &Browser<'_>) -> Person {
    let person = office.enrolled(browser, "Ratna Dewi", NIP, &[Role::Officer], &[Desk::BknDataFixes]).await;
    office.clock.advance(SignedDuration::from_secs(30));
    person
}

/// Asks for another phone.
async fn ask(browser: &Browser<'_>, password: &str, code: &str) -> Answer {
    let page = browser.open("/petugas/sesi").await;
    browser.submit(&page, "/petugas/ponsel", &[("sandi_ponsel", password), ("kode", code)]).await
}

/// The phone that scans what the page shows.
async fn scanned(browser: &Browser<'_>) -> (Answer, Phone) {
    let page = browser.open("/petugas/ponsel").await;
    let text = page.text();
    assert!(text.contains("<svg"), "{text}");
    let secret = text.split("ketik: <code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    (page, Phone::new(&secret))
}

async fn changes(office: &Office) -> Vec<Option<String>> {
    sqlx::query_scalar("SELECT detail FROM audit.entries WHERE action = 'phone_changed'")
        .fetch_all(office.owner())
        .await
        .unwrap()
}

/// Whether somebody gets in with this code.
async fn gets_in(office: &Office, code: &str) -> bool {
    let browser = Browser::new(office);
    browser.password(NIP, PASSWORD).await;
    browser.code(code).await.status == 303
}

#[tokio::test]
async fn the_new_phone_takes_the_place_of_the_old_one_at_its_first_code_and_not_before() {
    let office = Office::open().await;
    let (browser, other) = (Browser::new(&office), Browser::new(&office));
    let person = ratna(&office, &browser).await;
    other.sign_in(&person).await;
    office.clock.advance(SignedDuration::from_secs(30));
    assert_eq!(location(&ask(&browser, PASSWORD, &person.phone.code(office.clock.now())).await), "/petugas/ponsel");
    let (page, phone) = scanned(&browser).await;
    assert_eq!(
        scanned(&browser).await.1.code(office.clock.now()),
        phone.code(office.clock.now()),
        "a second look shows the same"
    );

    // Begun and not finished: the old phone works, the new one does not.
    office.clock.advance(SignedDuration::from_secs(30));
    assert!(!gets_in(&office, &phone.code(office.clock.now())).await);
    assert!(gets_in(&office, &person.phone.code(office.clock.now())).await);
    let wrong =
        browser.submit(&page, "/petugas/ponsel/ganti", &[("kode", &person.phone.code(office.clock.now()))]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("tidak cocok") && wrong.text().contains("<svg"));
    assert!(changes(&office).await.is_empty());

    let done = browser.submit(&page, "/petugas/ponsel/ganti", &[("kode", &phone.code(office.clock.now()))]).await;
    let fresh = codes_on(&done.text());
    assert_eq!(fresh.len(), 10);
    assert_eq!(changes(&office).await, [Some("totp".to_owned())]);
    assert_eq!(
        (browser.open("/petugas/sesi").await.status.as_u16(), other.open("/petugas/sesi").await.status.as_u16()),
        (200, 303)
    );
    assert!(!gets_in(&office, &phone.code(office.clock.now())).await, "its first code counts once");
    office.clock.advance(SignedDuration::from_secs(30));
    assert!(!gets_in(&office, &person.phone.code(office.clock.now())).await);
    assert!(!gets_in(&office, &person.recovery_codes[0]).await);
    assert!(gets_in(&office, &phone.code(office.clock.now())).await);
    assert!(gets_in(&office, &fresh[0]).await);
    let again = browser.submit(&page, "/petugas/ponsel/ganti", &[("kode", &phone.code(office.clock.now()))]).await;
    assert_eq!(location(&again), "/petugas/sesi?karena=ponsel");
}

#[tokio::test]
async fn a_recovery_code_stands_for_the_phone_that_is_lost() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    let person = ratna(&office, &browser).await;
    assert_eq!(location(&ask(&browser, PASSWORD, &person.recovery_codes[7]).await), "/petugas/ponsel");
    assert!(ask(&browser, PASSWORD, &person.recovery_codes[7]).await.text().contains("tidak cocok"), "it counts once");
    let (page, phone) = scanned(&browser).await;
    let done = browser.submit(&page, "/petugas/ponsel/ganti", &[("kode", &phone.code(office.clock.now()))]).await;
    assert_eq!(codes_on(&done.text()).len(), 10);
    assert_eq!(changes(&office).await, [Some("recovery_code".to_owned())]);
}

#[tokio::test]
async fn nothing_is_offered_without_password_and_code() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    let person = ratna(&office, &browser).await;
    let code = person.phone.code(office.clock.now());
    let stale = person.phone.code(office.clock.now() - SignedDuration::from_secs(30));
    let slow = person.phone.code(office.clock.now() - SignedDuration::from_secs(120));
    for (password, typed, told) in [
        ("Bukan-Sandinya-1", code.as_str(), "Ini bukan kata sandi Anda sekarang"),
        (PASSWORD, "", "Kode belum diisi"),
        (PASSWORD, "ABCDE-FGHJK", "tidak cocok"),
        (PASSWORD, &stale, "tidak cocok"),
        (PASSWORD, &slow, "tidak cocok"),
    ] {
        let refused = ask(&browser, password, typed).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains(told), "{told}: {}", refused.text());
        assert_eq!(location(&browser.open("/petugas/ponsel").await), "/petugas/sesi?karena=ponsel");
    }
    assert_eq!(location(&ask(&browser, PASSWORD, &code).await), "/petugas/ponsel", "a wrong attempt spends nothing");
}

#[tokio::test]
async fn who_knows_the_password_cannot_try_codes_without_end() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    let person = ratna(&office, &browser).await;
    for _ in 0..10 {
        assert!(ask(&browser, PASSWORD, "ABCDE-FGHJK").await.text().contains("tidak cocok"));
    }
    let waiting = ask(&browser, PASSWORD, &person.phone.code(office.clock.now())).await;
    assert!(waiting.text().contains("Terlalu banyak percobaan"));
    assert_eq!(location(&browser.open("/petugas/ponsel").await), "/petugas/sesi?karena=ponsel");
}

#[tokio::test]
async fn an_offer_is_one_sessions_for_a_quarter_of_an_hour() {
    let office = Office::open().await;
    let (browser, other) = (Browser::new(&office), Browser::new(&office));
    let person = ratna(&office, &browser).await;
    other.sign_in(&person).await;
    ask(&browser, PASSWORD, &person.recovery_codes[0]).await;
    let (page, phone) = scanned(&browser).await;
    let elsewhere = other.open("/petugas/sesi").await;
    let code = phone.code(office.clock.now());
    assert_eq!(
        location(&other.submit(&elsewhere, "/petugas/ponsel/ganti", &[("kode", &code)]).await),
        "/petugas/sesi?karena=ponsel"
    );
    office.clock.advance(SignedDuration::from_mins(15));
    let code = phone.code(office.clock.now());
    assert_eq!(
        location(&browser.submit(&page, "/petugas/ponsel/ganti", &[("kode", &code)]).await),
        "/petugas/sesi?karena=ponsel"
    );
    assert!(changes(&office).await.is_empty());
    assert!(gets_in(&office, &person.phone.code(office.clock.now())).await);
}

#[tokio::test]
async fn a_new_phone_whose_clock_is_wrong_works_and_is_told() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    let person = ratna(&office, &browser).await;
    ask(&browser, PASSWORD, &person.recovery_codes[0]).await;
    let (page, phone) = scanned(&browser).await;
    let slow = |office: &Office| phone.code(office.clock.now() - SignedDuration::from_secs(120));
    assert_eq!(
        codes_on(&browser.submit(&page, "/petugas/ponsel/ganti", &[("kode", &slow(&office))]).await.text()).len(),
        10
    );
    assert!(
        browser.open("/petugas/sesi").await.text().contains("Jam ponsel Anda tampaknya terlambat sekitar 2 menit.")
    );
    office.clock.advance(SignedDuration::from_secs(30));
    assert!(gets_in(&office, &slow(&office)).await);
}
