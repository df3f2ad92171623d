//! Two callers never hold the same ticket, and a claim that runs out frees it.

use std::collections::BTreeSet;

use domain::Desk;
use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::json;

use crate::office::{Office, STATUS_BUKAN_PNS, moment};

const DESK: Desk = Desk::BknDataFixes;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_claims_at_once_over_twenty_tickets_give_each_exactly_once() {
    let office = Office::open().await;
    let mut filed = BTreeSet::new();
    for _ in 0..20 {
        filed.insert(office.arrived(STATUS_BUKAN_PNS).await.to_string());
    }
    let tokens = join_all((0..10).map(|_| office.token(&[DESK]))).await;
    let answers = join_all((0..50).map(|at| office.claim(&tokens[at % tokens.len()], DESK))).await;
    let taken: Vec<String> = answers
        .iter()
        .filter(|answer| answer.status == 200)
        .map(|answer| answer.json()["ticket_number"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(taken.len(), 20);
    assert_eq!(taken.into_iter().collect::<BTreeSet<_>>(), filed);
    assert!(answers.iter().all(|answer| answer.status == 200 || answer.status == 204));
    assert_eq!(office.claim(&tokens[0], DESK).await.status, 204);
}

#[tokio::test]
async fn the_ticket_with_the_oldest_deadline_is_next_and_moves_to_proses() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let first = office.arrived(STATUS_BUKAN_PNS).await;
    office.arrived(STATUS_BUKAN_PNS).await;
    let claimed = office.claim(&token, DESK).await.json();
    assert_eq!(claimed["ticket_number"], first.to_string());
    assert_eq!((claimed["stage"].as_str(), claimed["claim"]["yours"].as_bool()), (Some("processing"), Some(true)));
    assert_eq!(moment(&claimed["claim"]["expires_at"]), office.clock.now() + SignedDuration::from_mins(30));
    assert_eq!(office.audit(first).await, [("claim".to_owned(), None)]);
    assert_eq!(office.count("SELECT count(*) FROM desk.timeline WHERE stage = 'processing'").await, 1);
}

#[tokio::test]
async fn a_claim_that_ran_out_can_be_taken_by_another_and_not_before() {
    let office = Office::open().await;
    let (one, other) = (office.token(&[DESK]).await, office.token(&[DESK]).await);
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    assert_eq!(office.claim(&one, DESK).await.status, 200);
    office.clock.advance(SignedDuration::from_mins(29));
    assert_eq!(office.claim(&other, DESK).await.status, 204);
    office.clock.advance(SignedDuration::from_mins(1));
    let taken = office.claim(&other, DESK).await;
    assert_eq!(
        (taken.status.as_u16(), taken.json()["ticket_number"].as_str().unwrap().to_owned()),
        (200, number.to_string())
    );

    // The first one comes too late with an answer.
    let late =
        office.post(&one, &format!("/api/v1/tickets/{number}/answers"), &json!({ "text": "Sudah diperbaiki." })).await;
    assert_eq!(late.problem(), (409, "claimed_by_another".to_owned()));
    assert_eq!(office.count("SELECT count(*) FROM desk.timeline WHERE stage = 'processing'").await, 1);
}

#[tokio::test]
async fn a_certain_ticket_can_be_taken_and_kept_longer_by_its_holder_only() {
    let office = Office::open().await;
    let (one, other) = (office.token(&[DESK]).await, office.token(&[DESK]).await);
    office.arrived(STATUS_BUKAN_PNS).await;
    let second = office.arrived(STATUS_BUKAN_PNS).await;
    let path = format!("/api/v1/desks/{DESK}/claims");
    let body = json!({ "ticket_number": second.to_string() });
    assert_eq!(office.post(&one, &path, &body).await.json()["ticket_number"], second.to_string());
    assert_eq!(office.post(&other, &path, &body).await.problem(), (409, "claimed_by_another".to_owned()));
    office.clock.advance(SignedDuration::from_mins(20));
    let renewed = office.post(&one, &path, &body).await.json();
    assert_eq!(moment(&renewed["claim"]["expires_at"]), office.clock.now() + SignedDuration::from_mins(30));
}

#[tokio::test]
async fn an_answered_ticket_is_not_handed_out_again() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    office.post(&token, &format!("/api/v1/tickets/{number}/answers"), &json!({ "text": "Sudah diperbaiki." })).await;
    office.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(office.claim(&token, DESK).await.status, 204);
    let named = office
        .post(&token, &format!("/api/v1/desks/{DESK}/claims"), &json!({ "ticket_number": number.to_string() }))
        .await;
    assert_eq!(named.problem(), (409, "already_answered".to_owned()));
}

#[tokio::test]
async fn a_number_that_is_none_is_a_wrong_field_and_no_json_is_malformed() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let path = format!("/api/v1/desks/{DESK}/claims");
    let wrong = office.post(&token, &path, &json!({ "ticket_number": "66" })).await;
    assert_eq!(wrong.problem(), (422, "invalid_fields".to_owned()));
    assert_eq!(wrong.json()["errors"][0]["field"], "ticket_number");
    assert_eq!(office.post(&token, &path, &json!({ "number": "66" })).await.problem(), (400, "malformed".to_owned()));
}
