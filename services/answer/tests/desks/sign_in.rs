//! The way into the console: a password, a phone, and what becomes of everybody who has not both.

use axum::body::Body;
use domain::Desk;
use http::{Request, header};
use jiff::SignedDuration;
use officers::Role;

use crate::browser::{Browser, PASSWORD, Person, codes_on, location};
use crate::office::{Answer, Office, body_of, form, hidden};

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
    let stranger = Browser::at(&office, "198.51.100.7:40000");
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
}

#[tokio::test]
async fn a_network_that_knocks_without_end_waits_before_anything_is_read_and_known_browsers_do_not() {
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
    assert!((1..=30).contains(&waits), "some 300 forms are read: {waits} of 320 wait");
    own.forget("__Host-petugas");
    assert_eq!(location(&own.sign_in(&person).await), "/petugas");
    let elsewhere = Browser::at(&office, "203.0.113.9:40000");
    assert_eq!(elsewhere.password(NIP, "Bukan-Sandinya-1").await.status, 422);
}

#[tokio::test]
async fn failures_of_unknown_nips_are_one_entry_a_minute() {
    let office = Office::open().await;
    ratna(&office, &Browser::new(&office)).await;
    let stranger = Browser::at(&office, "198.51.100.7:40000");
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
            .count("SELECT count(*) FROM audit.entries WHERE action = 'sign_in_failed' AND officer_id IS NOT NULL")
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
        assert!(refused.text().contains("paling banyak 128 karakter") || refused.text().contains("terlalu umum"));
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
async fn an_unknown_nip_and_a_wrong_password_are_told_alike() {
    let office = Office::open().await;
    ratna(&office, &Browser::new(&office)).await;
    let wrong = Browser::new(&office).password(NIP, "Bukan-Sandinya-1").await;
    let unknown = Browser::new(&office).password("199002282023212002", "Bukan-Sandinya-1").await;
    assert_eq!((wrong.status.as_u16(), unknown.status.as_u16()), (422, 422));
    for answer in [&wrong, &unknown] {
        assert!(answer.text().contains("NIP atau sandi tidak cocok"));
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
    let stranger = Browser::at(&office, "198.51.100.7:40000");
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
    let browsers: Vec<_> = (0..16).map(|_| Browser::at(&office, "198.51.100.7:40000")).collect();
    let answers =
        futures_util::future::join_all(browsers.iter().map(|browser| browser.password(NIP, "Bukan-Sandinya-1"))).await;
    let guessed = answers.iter().filter(|answer| answer.status == 422).count();
    assert!(guessed <= 10, "{guessed} of 16");
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
    assert!(choose("Ratna-Dewi-2026!", "Ratna-Dewi-2026!").await.text().contains("Sandi memuat nama Anda"));
    assert!(choose("P@ssw0rd1234!", "P@ssw0rd1234!").await.text().contains("terlalu umum"));
    assert!(choose(PASSWORD, "Kopi-Susu-Dingin77").await.text().contains("Kedua sandi tidak sama"));
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
        (vec![("sesi", id.as_str())], "Ini bukan sandi Anda sekarang"),
        (vec![("sesi", id.as_str()), ("sandi_sesi", "Bukan-Sandinya-1")], "Ini bukan sandi Anda sekarang"),
        (vec![("semua", "ya")], "Ini bukan sandi Anda sekarang"),
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
    assert!(change("Bukan-Sandinya-1", "Teh-Manis-Dingin88").await.text().contains("Ini bukan sandi Anda sekarang"));
    assert!(change(PASSWORD, "pendek").await.text().contains("paling sedikit 12 karakter"));
    assert_eq!(other.open("/petugas/sesi").await.status, 200);
    assert_eq!(location(&change(PASSWORD, "Teh-Manis-Dingin88").await), "/petugas/sesi?karena=sandi");
    assert_eq!(
        (one.open("/petugas/sesi").await.status.as_u16(), other.open("/petugas/sesi").await.status.as_u16()),
        (200, 303)
    );
    assert_eq!(Browser::new(&office).password(NIP, PASSWORD).await.status, 422);
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
