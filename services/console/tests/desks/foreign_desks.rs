//! Another desk's ticket does not exist, whatever is asked about it.

use domain::{Desk, TicketNumber};
use http::Method;
use serde_json::{Value, json};

use crate::office::{Answer, Office, STATUS_BUKAN_PNS};

/// Every endpoint, asked about this ticket of `bkn.data-fixes`, with the code that strangers get.
fn endpoints(number: TicketNumber) -> Vec<(Method, String, Value, &'static str)> {
    let desk = Desk::BknDataFixes;
    vec![
        (Method::GET, format!("/api/v1/desks/{desk}/tickets"), Value::Null, "unknown_desk"),
        (Method::POST, format!("/api/v1/desks/{desk}/claims"), json!({}), "unknown_desk"),
        (
            Method::POST,
            format!("/api/v1/desks/{desk}/claims"),
            json!({ "ticket_number": number.to_string() }),
            "unknown_desk",
        ),
        (Method::GET, format!("/api/v1/tickets/{number}"), Value::Null, "unknown_ticket"),
        (Method::GET, format!("/api/v1/tickets/{number}/documents/ktp"), Value::Null, "unknown_ticket"),
        (Method::POST, format!("/api/v1/tickets/{number}/answers"), json!({ "text": "Jawaban." }), "unknown_ticket"),
        (
            Method::POST,
            format!("/api/v1/tickets/{number}/transfers"),
            json!({ "desk": "bkn.accounts", "reason": "Bukan tugas kami." }),
            "unknown_ticket",
        ),
    ]
}

async fn ask(office: &Office, token: &str, method: &Method, path: &str, body: &Value) -> Answer {
    if method == Method::GET { office.get(token, path).await } else { office.post(token, path, body).await }
}

#[tokio::test]
async fn every_endpoint_answers_404_to_a_token_of_other_desks() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let others: Vec<Desk> = Desk::ALL.iter().copied().filter(|desk| *desk != Desk::BknDataFixes).collect();
    let stranger = office.token(&others).await;
    for (method, path, body, code) in endpoints(number) {
        assert_eq!(
            ask(&office, &stranger, &method, &path, &body).await.problem(),
            (404, code.to_owned()),
            "{method} {path}"
        );
    }
    assert!(office.audit(number).await.is_empty());
    assert_eq!(
        office.count("SELECT count(*) FROM desk.cases WHERE stage = 'received' AND claimed_by IS NULL").await,
        1
    );
}

#[tokio::test]
async fn a_ticket_of_ones_own_other_desk_is_not_claimed_at_this_one() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let token = office.token(&Desk::ALL).await;
    let claim =
        office.post(&token, "/api/v1/desks/bkn.accounts/claims", &json!({ "ticket_number": number.to_string() })).await;
    assert_eq!(claim.problem(), (404, "unknown_ticket".to_owned()));
}

#[tokio::test]
async fn every_endpoint_answers_401_without_a_valid_token() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    for (method, path, body, _) in endpoints(number) {
        assert_eq!(
            ask(&office, "desk_nobody", &method, &path, &body).await.problem(),
            (401, "unauthorized".to_owned()),
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn a_revoked_token_is_refused() {
    let office = Office::open().await;
    let token = office.token(&[Desk::BknDataFixes]).await;
    let path = "/api/v1/desks/bkn.data-fixes/tickets";
    assert_eq!(office.get(&token, path).await.status, 200);
    sqlx::query("UPDATE desk.tokens SET revoked_at = now()").execute(office.owner()).await.unwrap();
    office.clock.advance(jiff::SignedDuration::from_secs(10));
    assert_eq!(office.get(&token, path).await.problem(), (401, "unauthorized".to_owned()));
}

#[tokio::test]
async fn what_does_not_exist_at_all_answers_the_same() {
    let office = Office::open().await;
    let token = office.token(&Desk::ALL).await;
    for (path, code) in [
        ("/api/v1/desks/bkn.nothing/tickets", "unknown_desk"),
        ("/api/v1/tickets/662026112199999", "unknown_ticket"),
        ("/api/v1/tickets/not-a-number", "unknown_ticket"),
        ("/api/v1/tickets/662026112199999/documents/ktp", "unknown_ticket"),
    ] {
        assert_eq!(office.get(&token, path).await.problem(), (404, code.to_owned()), "{path}");
    }
}
