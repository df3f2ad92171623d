//! A ticket that is handed over is gone here and is received there, through the queue.

use domain::Desk;
use messages::{TicketRouted, topology};
use queue::Outcome;
use serde_json::json;

use crate::office::{Office, STATUS_BUKAN_PNS};

const HERE: Desk = Desk::BknDataFixes;
const THERE: Desk = Desk::BknAccounts;

#[tokio::test]
async fn it_is_gone_here_at_once_and_received_there_when_its_message_arrives() {
    let office = Office::open().await;
    let (here, there) = (office.token(&[HERE]).await, office.token(&[THERE]).await);
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    office.claim(&here, HERE).await;
    let ticket = format!("/api/v1/tickets/{number}");
    let body = json!({ "desk": THERE.as_str(), "reason": "Ini soal akun." });
    let handed_over = office.post(&here, &format!("{ticket}/transfers"), &body).await;
    assert_eq!(handed_over.status, 202);
    assert_eq!(
        (&handed_over.json()["from_desk"], &handed_over.json()["to_desk"]),
        (&json!("bkn.data-fixes"), &json!("bkn.accounts"))
    );
    assert_eq!(office.get(&here, &ticket).await.problem(), (404, "unknown_ticket".to_owned()));
    assert_eq!(office.claim(&there, THERE).await.status, 204);
    let answer = json!({ "text": "Jawaban." });

    let sent = office.outbox(topology::DESKS).await;
    assert_eq!((sent.len(), sent[0].routing_key.as_str()), (1, "bkn.accounts"));
    let message: TicketRouted = serde_json::from_value(sent[0].body.clone()).unwrap();
    assert!(message.transferred && message.event_id == sent[0].event_id);
    assert_eq!(office.receive(THERE, &[message]).await, [Outcome::Done]);

    let seen = office.get(&there, &ticket).await.json();
    assert_eq!(
        (&seen["stage"], &seen["desk"], &seen["transfers"][0]["reason"]),
        (&json!("received"), &json!("bkn.accounts"), &json!("Ini soal akun."))
    );
    let way: Vec<&str> =
        seen["timeline"].as_array().unwrap().iter().map(|step| step["stage"].as_str().unwrap()).collect();
    assert_eq!(way, ["submitted", "received", "processing", "received"]);
    assert_eq!(office.claim(&there, THERE).await.json()["ticket_number"], number.to_string());
    assert_eq!(office.post(&there, &format!("{ticket}/answers"), &answer).await.status, 201);
}

#[tokio::test]
async fn the_reason_is_stored_sealed_and_the_messages_do_not_hold_it() {
    let office = Office::open().await;
    let token = office.token(&[HERE]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let body = json!({ "desk": THERE.as_str(), "reason": "Rahasia sekali" });
    office.post(&token, &format!("/api/v1/tickets/{number}/transfers"), &body).await;
    let reason: Vec<u8> =
        sqlx::query_scalar("SELECT reason FROM desk.transfers").fetch_one(office.owner()).await.unwrap();
    assert!(!reason.windows(7).any(|window| window == b"Rahasia"));
    assert_eq!(office.count("SELECT count(*) FROM desk.outbox WHERE body::text LIKE '%Rahasia%'").await, 0);
    assert_eq!(office.count("SELECT count(*) FROM desk.outbox WHERE routing_key = 'ticket.transferred'").await, 1);
}

#[tokio::test]
async fn a_message_that_is_out_of_date_changes_nothing() {
    let office = Office::open().await;
    let token = office.token(&[HERE, THERE]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let path = format!("/api/v1/tickets/{number}/transfers");
    office.post(&token, &path, &json!({ "desk": THERE.as_str(), "reason": "Ini soal akun." })).await;
    let there: TicketRouted = serde_json::from_value(office.outbox(topology::DESKS).await[0].body.clone()).unwrap();
    assert_eq!(office.receive(THERE, std::slice::from_ref(&there)).await, [Outcome::Done]);
    office.post(&token, &path, &json!({ "desk": HERE.as_str(), "reason": "Ternyata tidak." })).await;

    // The first hand-over's message comes once more while the ticket is on its way back.
    assert_eq!(office.receive(THERE, &[there]).await, [Outcome::Done]);
    assert_eq!(
        office.count("SELECT count(*) FROM desk.cases WHERE desk = 'bkn.data-fixes' AND stage = 'submitted'").await,
        1
    );
}

#[tokio::test]
async fn where_it_is_already_it_cannot_go() {
    let office = Office::open().await;
    let token = office.token(&[HERE]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let body = json!({ "desk": HERE.as_str(), "reason": "Salah klik." });
    let refused = office.post(&token, &format!("/api/v1/tickets/{number}/transfers"), &body).await;
    assert_eq!(refused.problem(), (422, "invalid_transfer".to_owned()));
    assert_eq!(refused.json()["errors"][0]["field"], "desk");
}

#[tokio::test]
async fn an_answered_or_foreign_claimed_ticket_stays_where_it_is() {
    let office = Office::open().await;
    let (one, other) = (office.token(&[HERE]).await, office.token(&[HERE]).await);
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let path = format!("/api/v1/tickets/{number}/transfers");
    let body = json!({ "desk": THERE.as_str(), "reason": "Ini soal akun." });
    office.claim(&one, HERE).await;
    assert_eq!(office.post(&other, &path, &body).await.problem(), (409, "claimed_by_another".to_owned()));
    office.post(&one, &format!("/api/v1/tickets/{number}/answers"), &json!({ "text": "Jawaban." })).await;
    assert_eq!(office.post(&one, &path, &body).await.problem(), (409, "already_answered".to_owned()));
    assert!(office.outbox(topology::DESKS).await.is_empty());
}

#[tokio::test]
async fn desk_and_reason_are_checked_together() {
    let office = Office::open().await;
    let token = office.token(&[HERE]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let body = json!({ "desk": "bkn", "reason": "x".repeat(501) });
    let refused = office.post(&token, &format!("/api/v1/tickets/{number}/transfers"), &body).await;
    assert_eq!(refused.problem(), (422, "invalid_fields".to_owned()));
    let errors = refused.json()["errors"].clone();
    assert_eq!((&errors[0]["code"], &errors[1]["code"]), (&json!("unknown_desk"), &json!("too_long")));
}
