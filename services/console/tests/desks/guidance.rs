//! The Dukcapil guidance desk answers by itself.

use domain::Desk;
use messages::topology;
use queue::Outcome;

use crate::office::{Office, incoming};

const DESK: Desk = Desk::DukcapilGuidance;
const NIK_NOT_FOUND: &str = "nik-kk-tidak-ditemukan";

#[tokio::test]
async fn a_ticket_is_answered_with_the_guidance_of_its_region_as_soon_as_it_arrives() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let ticket = office.file(NIK_NOT_FOUND).await;
    let traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let mut message = incoming(DESK, ticket.event_id, &serde_json::to_vec(&ticket).unwrap());
    message.traceparent = Some(traceparent.to_owned());
    assert_eq!(office.deliver(DESK, vec![message]).await, [Outcome::Done]);

    let seen = office.get(&token, &format!("/api/v1/tickets/{}", ticket.ticket_number)).await.json();
    assert_eq!(seen["stage"], "answered");
    let text = seen["answers"][0]["text"].as_str().unwrap();
    assert!(text.contains("1500537") && text.contains("Jakarta Selatan"), "{text}");
    assert_eq!(office.count("SELECT count(*) FROM desk.answers WHERE answered_by IS NULL").await, 1);
    let log = office.audit(ticket.ticket_number).await;
    assert_eq!(log, [("answer".to_owned(), Some("1".to_owned())), ("read_ticket".to_owned(), None)]);
    let auditor = office.officer("Wayan Audit", &["auditor"], &[DESK]).await;
    let log = office.page(&auditor, &format!("/petugas/audit?tiket={}", ticket.ticket_number)).await.text();
    assert!(log.contains("Panduan otomatis") && log.contains("Menjawab"), "{log}");
    let events = office.outbox(topology::EVENTS).await;
    let mut keys: Vec<&str> = events.iter().map(|event| event.routing_key.as_str()).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["ticket.answered", "ticket.received"]);
    assert!(events.iter().all(|event| event.traceparent.as_deref() == Some(traceparent)));
}

#[tokio::test]
async fn a_redelivered_ticket_is_not_answered_twice() {
    let office = Office::open().await;
    let ticket = office.file(NIK_NOT_FOUND).await;
    for _ in 0..2 {
        assert_eq!(office.receive(DESK, std::slice::from_ref(&ticket)).await, [Outcome::Done]);
    }
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 1);
}

#[tokio::test]
async fn one_that_cannot_be_opened_is_received_and_holds_up_no_other() {
    let office = Office::open().await;
    let mut tickets = Vec::new();
    for _ in 0..3 {
        tickets.push(office.file(NIK_NOT_FOUND).await);
    }
    sqlx::query("UPDATE intake.tickets SET content = '\\x00' WHERE number = $1")
        .bind(tickets[1].ticket_number.to_string())
        .execute(office.owner())
        .await
        .unwrap();
    assert_eq!(office.receive(DESK, &tickets).await, [Outcome::Done; 3]);
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 2);
    assert_eq!(office.count("SELECT count(*) FROM desk.cases WHERE stage = 'received'").await, 1);
}

#[tokio::test]
async fn the_sweep_answers_what_was_left() {
    let office = Office::open().await;
    let ticket = office.file(NIK_NOT_FOUND).await;
    let key: Vec<u8> = sqlx::query_scalar("SELECT data_key FROM keys.tickets").fetch_one(office.owner()).await.unwrap();
    sqlx::query("UPDATE keys.tickets SET data_key = '\\x00'").execute(office.owner()).await.unwrap();
    office.receive(DESK, &[ticket]).await;
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 0);

    // The key is back: the next sweep finds the ticket.
    sqlx::query("UPDATE keys.tickets SET data_key = $1").bind(key).execute(office.owner()).await.unwrap();
    office.sweep_guidance().await;
    office.sweep_guidance().await;
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 1);
    assert_eq!(office.count("SELECT count(*) FROM desk.cases WHERE stage = 'answered'").await, 1);
}
