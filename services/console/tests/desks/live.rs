//! What open pages are told.

use axum::body::Body;
use domain::Desk;
use futures_util::StreamExt as _;
use http::{Request, StatusCode, header};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::office::{Office, Officer, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;

/// An open page.
struct Page(axum::body::BodyDataStream);

impl Page {
    async fn open(office: &Office, officer: &Officer, query: &str) -> (StatusCode, Self) {
        let request = Request::get(format!("/petugas/langsung{query}")).header(header::COOKIE, &officer.cookie);
        let response = office.begin(request.body(Body::empty()).unwrap()).await;
        (response.status(), Self(response.into_body().into_data_stream()))
    }

    /// What comes next; empty at the end.
    async fn next(&mut self) -> String {
        match self.0.next().await {
            Some(bytes) => String::from_utf8(bytes.unwrap().to_vec()).unwrap(),
            None => String::new(),
        }
    }

    /// What is told next.
    async fn told(&mut self) -> Value {
        let event = self.next().await;
        let data = event.lines().find_map(|line| line.strip_prefix("data: ")).unwrap_or_else(|| panic!("{event}"));
        serde_json::from_str(data).unwrap()
    }
}

async fn count(office: &Office) {
    console::jobs::tell_counts(office.console()).await.unwrap();
}

/// The newest step that the list knows of.
async fn drawn_at(office: &Office, officer: &Officer) -> String {
    let list = office.page(officer, "/petugas/tiket").await.text();
    list.split("data-since=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_open_page_is_told_what_changes_and_how_many_tickets_came_since_it_was_drawn() {
    let office = Office::open().await;
    let first = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK, Desk::InstansiComplaints]).await;
    let since = drawn_at(&office, &ratna).await;
    office.arrived(STATUS_BUKAN_PNS).await;
    let (status, mut all) = Page::open(&office, &ratna, &format!("?sejak={since}")).await;
    assert_eq!(status, StatusCode::OK);
    let (_, mut one) = Page::open(&office, &ratna, &format!("?sejak={since}&meja={DESK}")).await;
    count(&office).await;
    let expected = json!({ "open": 2, "mine": 0, "mentions": 0, "today": 0, "new": 1 });
    assert_eq!((all.told().await, one.told().await), (expected.clone(), expected));

    office.arrived("pengaduan-instansi").await;
    office.submit(&ratna, &format!("/petugas/tiket/{first}/ambil"), &[("meja", DESK.as_str())]).await;
    count(&office).await;
    assert_eq!(all.told().await, json!({ "open": 3, "mine": 1, "mentions": 0, "today": 0, "new": 2 }));
    assert_eq!(one.told().await["new"], 1, "the other desk's is not on its list");
    // Nothing new is not told.
    count(&office).await;
    office.submit(&ratna, &format!("/petugas/tiket/{first}/jawaban"), &[("jawaban", "Sudah.")]).await;
    count(&office).await;
    assert_eq!(all.told().await, json!({ "open": 2, "mine": 0, "mentions": 0, "today": 1, "new": 2 }));
}

#[tokio::test]
async fn it_ends_with_the_session_and_keeps_none_alive() {
    let office = Office::open().await;
    let (ratna, budi) =
        (office.officer("Ratna", &["officer"], &[DESK]).await, office.officer("Budi", &["officer"], &[DESK]).await);
    let (_, mut page) = Page::open(&office, &ratna, "").await;
    let (_, mut other) = Page::open(&office, &budi, "").await;
    count(&office).await;
    assert_eq!((page.told().await["open"].clone(), other.told().await["open"].clone()), (json!(0), json!(0)));
    office.submit(&budi, "/petugas/keluar", &[]).await;
    count(&office).await;
    assert!(other.next().await.contains("event: over"));
    assert_eq!(other.next().await, "", "it ends");
    office.clock.advance(SignedDuration::from_mins(31));
    count(&office).await;
    assert!(page.next().await.contains("event: over"), "half an hour without use ends the session");
    let (status, _) = Page::open(&office, &ratna, "").await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn so_many_pages_of_one_officer_listen_and_a_closed_one_makes_room() {
    let office = Office::open().await;
    let (ratna, budi) =
        (office.officer("Ratna", &["officer"], &[DESK]).await, office.officer("Budi", &["officer"], &[DESK]).await);
    let mut pages = Vec::new();
    for _ in 0..6 {
        pages.push(Page::open(&office, &ratna, "").await.1);
    }
    let (status, _) = Page::open(&office, &ratna, "").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(Page::open(&office, &budi, "").await.0, StatusCode::OK, "another officer's pages are others");
    pages.pop();
    assert_eq!(Page::open(&office, &ratna, "").await.0, StatusCode::OK);
}

#[tokio::test]
async fn open_pages_are_let_go_when_the_process_ends() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let (_, mut page) = Page::open(&office, &ratna, "").await;
    let shutdown = runtime::Shutdown::new();
    shutdown.trigger();
    console::jobs::live(office.console()).run(shutdown).await.unwrap();
    assert_eq!(page.next().await, "", "it ends");
    assert_eq!(Page::open(&office, &ratna, "").await.0, StatusCode::SERVICE_UNAVAILABLE, "and no other begins");
}
