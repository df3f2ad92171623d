//! A desk's queue, page by page.

use domain::Desk;
use serde_json::{Value, json};
use testing::Person;

use crate::office::{Office, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;

async fn pages(office: &Office, token: &str, query: &str) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut after = String::new();
    loop {
        let page = office.get(token, &format!("/api/v1/desks/{DESK}/tickets?{query}{after}")).await.json();
        let tickets = page["tickets"].as_array().unwrap();
        pages.push(tickets.iter().map(|ticket| ticket["ticket_number"].as_str().unwrap().to_owned()).collect());
        let Some(next) = page["next"].as_str() else { return pages };
        after = format!("&after={next}");
    }
}

#[tokio::test]
async fn paging_visits_every_ticket_exactly_once_oldest_deadline_first() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let mut expected = Vec::new();
    for _ in 0..23 {
        expected.push(office.arrived(STATUS_BUKAN_PNS).await.to_string());
    }
    // Three in Proses: the open stages are listed together, in one order.
    for _ in 0..3 {
        office.claim(&token, DESK).await;
    }
    let pages = pages(&office, &token, "limit=5").await;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [5, 5, 5, 5, 3]);
    assert_eq!(pages.concat(), expected);
}

#[tokio::test]
async fn the_same_deadline_does_not_confuse_the_pages() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    for _ in 0..7 {
        office.arrived(STATUS_BUKAN_PNS).await;
    }
    sqlx::query("UPDATE desk.cases SET answer_due_at = '2026-11-23T03:00:00Z'").execute(office.owner()).await.unwrap();
    let pages = pages(&office, &token, "limit=2").await;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2, 1]);
    let mut numbers = pages.concat();
    assert!(numbers.is_sorted());
    numbers.dedup();
    assert_eq!(numbers.len(), 7);
}

#[tokio::test]
async fn a_stage_can_be_chosen() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let first = office.arrived(STATUS_BUKAN_PNS).await.to_string();
    let second = office.arrived(STATUS_BUKAN_PNS).await.to_string();
    office.claim(&token, DESK).await;
    assert_eq!(pages(&office, &token, "stage=processing").await.concat(), std::slice::from_ref(&first));
    assert_eq!(pages(&office, &token, "stage=received").await.concat(), std::slice::from_ref(&second));
    office.post(&token, &format!("/api/v1/tickets/{first}/answers"), &json!({ "text": "Jawaban." })).await;
    assert_eq!(pages(&office, &token, "stage=answered").await.concat(), [first]);
    assert_eq!(pages(&office, &token, "limit=100").await.concat(), [second]);
}

#[tokio::test]
async fn nothing_personal_is_in_the_list() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    office.arrived(STATUS_BUKAN_PNS).await;
    let answer = office.get(&token, &format!("/api/v1/desks/{DESK}/tickets")).await;
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    let person = Person::new(1);
    assert!(text.contains("Pengaduan Status Bukan PNS"));
    assert!(!text.contains(&person.full_name) && !text.contains(&person.nik) && !text.contains(&person.kk));
}

#[tokio::test]
async fn an_erased_ticket_is_not_work_any_more() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let erased = office.arrived(STATUS_BUKAN_PNS).await;
    let kept = office.arrived(STATUS_BUKAN_PNS).await.to_string();
    office.erase(erased).await;
    assert_eq!(pages(&office, &token, "limit=100").await.concat(), std::slice::from_ref(&kept));
    assert_eq!(office.claim(&token, DESK).await.json()["ticket_number"], kept);
}

#[tokio::test]
async fn everything_wrong_with_the_query_is_said_at_once() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let refused = office.get(&token, &format!("/api/v1/desks/{DESK}/tickets?stage=done&limit=0&after=x")).await;
    assert_eq!(refused.problem(), (422, "invalid_fields".to_owned()));
    let errors =
        refused.json()["errors"].as_array().unwrap().iter().map(|error| error["field"].clone()).collect::<Vec<Value>>();
    assert_eq!(errors, ["stage", "limit", "after"]);
}
