//! Who reaches the console's pages, and who can send its forms.

use axum::body::Body;
use domain::Desk;
use http::{Request, header};
use jiff::SignedDuration;

use crate::office::{Office, Officer};

const DESK: Desk = Desk::BknDataFixes;

fn location(answer: &crate::office::Answer) -> &str {
    answer.headers[header::LOCATION].to_str().unwrap()
}

#[tokio::test]
async fn an_officer_sees_the_own_name_role_and_desk() {
    let office = Office::open().await;
    let officer = office.officer("Ratna Dewi", &["officer", "auditor"], &[DESK]).await;
    let page = office.page(&officer, "/petugas/tiket").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    for seen in ["Ratna Dewi", "Petugas, Auditor", "BKN – Perbaikan Data"] {
        assert!(page.text().contains(seen), "{seen}");
    }
}

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_the_sign_in_page_and_comes_back() {
    let office = Office::open().await;
    let stranger = Officer {
        id: uuid::Uuid::nil(),
        cookie: "__Host-petugas=0123456789012345678901234567890123456789012".to_owned(),
    };
    let answer = office.page(&stranger, "/petugas?meja=bkn.accounts").await;
    assert_eq!(
        (answer.status.as_u16(), location(&answer)),
        (303, "/petugas/masuk?kembali=%2Fpetugas%3Fmeja%3Dbkn%2Eaccounts")
    );
    let without = office.send(Request::get("/petugas").body(Body::empty()).unwrap()).await;
    assert_eq!(location(&without), "/petugas/masuk?kembali=%2Fpetugas");
}

#[tokio::test]
async fn a_session_is_over_after_half_an_hour_of_nothing_and_not_before() {
    let office = Office::open().await;
    let officer = office.officer("Ratna Dewi", &["officer"], &[DESK]).await;
    for _ in 0..3 {
        office.clock.advance(SignedDuration::from_mins(29));
        assert_eq!(office.page(&officer, "/petugas/tiket").await.status, 200);
    }
    office.clock.advance(SignedDuration::from_mins(30));
    assert_eq!(location(&office.page(&officer, "/petugas/tiket").await), "/petugas/masuk?kembali=%2Fpetugas%2Ftiket");
}

#[tokio::test]
async fn a_session_is_over_after_twelve_hours_however_busy() {
    let office = Office::open().await;
    let officer = office.officer("Ratna Dewi", &["officer"], &[DESK]).await;
    for _ in 0..35 {
        office.clock.advance(SignedDuration::from_mins(20));
        assert_eq!(office.page(&officer, "/petugas/tiket").await.status, 200);
    }
    office.clock.advance(SignedDuration::from_mins(20));
    assert_eq!(location(&office.page(&officer, "/petugas/tiket").await), "/petugas/masuk?kembali=%2Fpetugas%2Ftiket");
}

#[tokio::test]
async fn a_closed_account_is_out_at_once() {
    let office = Office::open().await;
    let officer = office.officer("Ratna Dewi", &["officer"], &[DESK]).await;
    assert_eq!(office.page(&officer, "/petugas/tiket").await.status, 200);
    sqlx::query("UPDATE desk.officers SET disabled_at = now()").execute(office.owner()).await.unwrap();
    assert_eq!(location(&office.page(&officer, "/petugas/tiket").await), "/petugas/masuk?kembali=%2Fpetugas%2Ftiket");
}
