//! The way into the console: a password, a phone, and what becomes of everybody who has not both.

mod guesses;
mod sessions;

use domain::Desk;
use jiff::SignedDuration;
use officers::Role;

use crate::browser::{Browser, PASSWORD, Person, codes_on, location};
use crate::office::Office;

const NIP: &str = "198501012010011001";

const DESK: Desk = Desk::BknDataFixes;

/// An officer with a phone, signed in in this browser.
async fn ratna(office: &Office, browser: &Browser<'_>) -> Person {
    office.enrolled(browser, "Ratna Dewi", NIP, &[Role::Officer], &[DESK]).await
}

/// A step of the phone later.
fn next_code(office: &Office) {
    office.clock.advance(SignedDuration::from_secs(30));
}

#[tokio::test]
async fn the_first_sign_in_enrols_a_phone_and_gives_ten_recovery_codes() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    let person = ratna(&office, &browser).await;
    assert_eq!(person.recovery_codes.len(), 10);
    let home = browser.open("/petugas/sesi").await;
    assert_eq!(home.status, 200);
    assert!(home.text().contains("Ratna Dewi"));
}

#[tokio::test]
async fn a_sign_in_begins_a_session_under_another_secret() {
    let office = Office::open().await;
    let first = Browser::new(&office);
    let person = ratna(&office, &first).await;
    next_code(&office);
    let browser = Browser::new(&office);
    browser.password(NIP, PASSWORD).await;
    let between = browser.cookie("__Host-petugas").unwrap();
    assert_eq!(
        location(&browser.open("/petugas/sesi").await),
        "/petugas/masuk?kembali=%2Fpetugas%2Fsesi",
        "half a sign-in opens nothing"
    );
    assert_eq!(location(&browser.code(&person.phone.code(office.clock.now())).await), "/petugas");
    assert_ne!(browser.cookie("__Host-petugas").unwrap(), between);
    assert_eq!(browser.open("/petugas/sesi").await.status, 200);
}

#[tokio::test]
async fn a_code_counts_once_even_in_two_browsers_at_the_same_moment() {
    let office = Office::open().await;
    let first = Browser::new(&office);
    let person = ratna(&office, &first).await;
    assert!(Browser::new(&office).sign_in(&person).await.text().contains("sudah dipakai"), "the code of the enrolment");
    next_code(&office);
    let browsers = [Browser::new(&office), Browser::new(&office)];
    for browser in &browsers {
        browser.password(NIP, PASSWORD).await;
    }
    let code = person.phone.code(office.clock.now());
    let [one, other] = &browsers;
    let (one, other) = futures_util::future::join(one.code(&code), other.code(&code)).await;
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
}

#[tokio::test]
async fn a_recovery_code_stands_for_the_phone_once() {
    let office = Office::open().await;
    let person = ratna(&office, &Browser::new(&office)).await;
    let code = person.recovery_codes[3].to_lowercase();
    let browser = Browser::new(&office);
    browser.password(NIP, PASSWORD).await;
    assert_eq!(location(&browser.code(&code).await), "/petugas");
    let again = Browser::new(&office);
    again.password(NIP, PASSWORD).await;
    assert_eq!(again.code(&code).await.status, 422);
    let left = browser.open("/petugas/sesi").await;
    assert!(left.text().contains("Masih ada 9 kode"));
}

#[tokio::test]
async fn a_phone_whose_clock_is_wrong_gets_in_with_two_codes_and_is_told_then() {
    let office = Office::open().await;
    let person = ratna(&office, &Browser::new(&office)).await;
    let slow = |office: &Office| person.phone.code(office.clock.now() - SignedDuration::from_secs(120));
    office.clock.advance(SignedDuration::from_mins(10));
    let browser = Browser::new(&office);
    browser.password(NIP, PASSWORD).await;
    let first = browser.code(&slow(&office)).await;
    assert_eq!(first.status, 422);
    assert!(
        first.text().contains("tidak cocok") && !first.text().contains("terlambat"),
        "a guess learns nothing from it"
    );
    assert_eq!(browser.code(&slow(&office)).await.status, 422, "the same code again shows nothing");
    next_code(&office);
    assert_eq!(location(&browser.code(&slow(&office)).await), "/petugas");
    assert!(
        browser.open("/petugas/sesi").await.text().contains("Jam ponsel Anda tampaknya terlambat sekitar 2 menit.")
    );
    // From now on the clock of this phone is known.
    next_code(&office);
    let again = Browser::new(&office);
    again.password(NIP, PASSWORD).await;
    assert_eq!(location(&again.code(&slow(&office)).await), "/petugas");
}

#[tokio::test]
async fn only_the_code_of_this_half_minute_counts() {
    let office = Office::open().await;
    let person = ratna(&office, &Browser::new(&office)).await;
    office.clock.advance(SignedDuration::from_mins(10));
    for off in [-300_i64, -30, 30, 300] {
        let browser = Browser::new(&office);
        browser.password(NIP, PASSWORD).await;
        let code = person.phone.code(office.clock.now() + SignedDuration::from_secs(off));
        let refused = browser.code(&code).await;
        assert_eq!(refused.status, 422, "{off}");
        let page = refused.text();
        assert!(
            page.contains("tidak cocok") && !page.contains("terlalu cepat") && !page.contains("terlambat"),
            "{off}: {page}"
        );
    }
}

#[tokio::test]
async fn a_link_is_used_once_and_only_for_a_good_password() {
    let office = Office::open().await;
    let code = office.account("Ratna Dewi", NIP, &[Role::Officer], &[DESK]).await;
    let browser = Browser::new(&office);
    let page = browser.open(&format!("/petugas/aktivasi/{code}")).await;
    assert!(page.text().contains("Selamat datang, Ratna Dewi"));
    let choose = async |sandi: &str, ulangi: &str| {
        browser.submit(&page, "/petugas/aktivasi", &[("kode", &code), ("sandi", sandi), ("ulangi", ulangi)]).await
    };
    assert!(choose("Ratna-Dewi-2026!", "Ratna-Dewi-2026!").await.text().contains("Jangan memakai nama Anda"));
    let weak = choose("kopi", "kopi").await.text();
    let faults = ["Paling sedikit 12 karakter.", "Tambahkan huruf besar.", "Tambahkan simbol"];
    assert!(faults.iter().all(|fault| weak.contains(&format!("<li>{fault}"))), "each is a line of a list: {weak}");
    assert!(choose("P@ssw0rd1234!", "P@ssw0rd1234!").await.text().contains("Terlalu umum"));
    assert!(choose(PASSWORD, "Kopi-Susu-Dingin77").await.text().contains("Kedua kata sandi tidak sama"));
    assert_eq!(location(&choose(PASSWORD, PASSWORD).await), "/petugas/masuk?karena=aktif");
    assert!(choose(PASSWORD, PASSWORD).await.text().contains("sudah dipakai"));
    assert_eq!(browser.open(&format!("/petugas/aktivasi/{code}")).await.status, 404);
}

#[tokio::test]
async fn a_link_runs_out_after_three_days() {
    let office = Office::open().await;
    let code = office.account("Ratna Dewi", NIP, &[Role::Officer], &[DESK]).await;
    office.clock.advance(SignedDuration::from_hours(72));
    assert_eq!(Browser::new(&office).open(&format!("/petugas/aktivasi/{code}")).await.status, 404);
}

#[tokio::test]
async fn new_recovery_codes_take_the_place_of_the_old() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    let person = ratna(&office, &browser).await;
    let page = browser.open("/petugas/sesi").await;
    let fresh = browser.submit(&page, "/petugas/kode-pemulihan", &[("konfirmasi", PASSWORD)]).await;
    let fresh = codes_on(&fresh.text());
    assert_eq!(fresh.len(), 10);
    let again = Browser::new(&office);
    again.password(NIP, PASSWORD).await;
    assert_eq!(again.code(&person.recovery_codes[0]).await.status, 422);
    assert_eq!(location(&again.code(&fresh[0]).await), "/petugas");
}

#[tokio::test]
async fn nothing_that_lets_somebody_in_is_stored_in_the_open() {
    let office = Office::open().await;
    let browser = Browser::new(&office);
    let person = ratna(&office, &browser).await;
    let link = office.account("Budi Santoso", "199002282023212002", &[Role::Officer], &[DESK]).await;
    let tables = ["officers", "activations", "recovery_codes", "sessions", "known_devices", "failed_sign_ins"];
    let mut stored = String::new();
    for table in tables {
        let rows: Option<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT string_agg(t::text, ' ') FROM desk.{table} t")))
                .fetch_one(office.owner())
                .await
                .unwrap();
        stored.push_str(&rows.unwrap_or_default());
    }
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let secrets = [
        NIP,
        PASSWORD,
        &link,
        &link.replace('-', ""),
        &person.recovery_codes[0],
        &person.recovery_codes[0].replace('-', ""),
    ];
    let cookies = ["__Host-petugas", "__Host-perangkat"].map(|name| browser.cookie(name).unwrap());
    for secret in secrets.into_iter().chain(cookies.iter().map(String::as_str)) {
        assert!(!stored.contains(secret) && !stored.contains(&hex(secret.as_bytes())), "{secret}");
    }
    assert!(stored.contains("$argon2id$v=19$m=19456,t=2,p=1$"));
}
