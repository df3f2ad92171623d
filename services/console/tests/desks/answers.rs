//! A ticket is answered once; corrections are kept beside the answer.

use domain::Desk;
use futures_util::future::join;
use serde_json::json;

use crate::office::{Office, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_answers_at_once_exactly_one_is_written() {
    let office = Office::open().await;
    let (one, other) = (office.token(&[DESK]).await, office.token(&[DESK]).await);
    for _ in 0..10 {
        let number = office.arrived(STATUS_BUKAN_PNS).await;
        let path = format!("/api/v1/tickets/{number}/answers");
        let (first, second) = (json!({ "text": "Jawaban pertama." }), json!({ "text": "Jawaban kedua." }));
        let (first, second) = join(office.post(&one, &path, &first), office.post(&other, &path, &second)).await;
        let (written, refused) = if first.status == 201 { (first, second) } else { (second, first) };
        assert_eq!(written.status, 201);
        assert_eq!(refused.problem(), (409, "already_answered".to_owned()));
    }
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 10);
    assert_eq!(office.count("SELECT count(*) FROM desk.timeline WHERE stage = 'answered'").await, 10);
    assert_eq!(office.count("SELECT count(*) FROM desk.outbox WHERE routing_key = 'ticket.answered'").await, 10);
    assert_eq!(office.count("SELECT count(*) FROM audit.entries WHERE action = 'answer'").await, 10);
}

#[tokio::test]
async fn an_answer_is_stored_sealed_and_read_as_it_was_written() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let answered = office
        .post(
            &token,
            &format!("/api/v1/tickets/{number}/answers"),
            &json!({ "text": " Data Anda\r\nsudah diperbaiki. " }),
        )
        .await;
    assert_eq!(answered.status, 201);
    let receipt = answered.json();
    assert_eq!((receipt["revision"].as_i64(), receipt["stage"].as_str()), (Some(1), Some("answered")));

    let body: Vec<u8> = sqlx::query_scalar("SELECT body FROM desk.answers").fetch_one(office.owner()).await.unwrap();
    assert!(!body.windows(4).any(|window| window == b"Data"));
    let ticket = office.get(&token, &format!("/api/v1/tickets/{number}")).await.json();
    assert_eq!(ticket["stage"], "answered");
    assert_eq!(ticket["answers"][0]["text"], "Data Anda\nsudah diperbaiki.");
    assert_eq!(ticket["answers"][0]["answered_at"], receipt["answered_at"]);
}

#[tokio::test]
async fn a_correction_names_the_newest_revision_and_is_shown_first() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let path = format!("/api/v1/tickets/{number}/answers");
    let outdated = (409, "outdated_correction".to_owned());

    assert_eq!(office.post(&token, &path, &json!({ "text": "Koreksi.", "corrects": 1 })).await.problem(), outdated);
    assert_eq!(office.post(&token, &path, &json!({ "text": "Jawaban." })).await.status, 201);
    let again = office.post(&token, &path, &json!({ "text": "Jawaban." })).await;
    assert_eq!(
        (again.status.as_u16(), again.json()["revision"].as_i64()),
        (200, Some(1)),
        "sent again, it is told as it is kept"
    );
    assert_eq!(office.post(&token, &path, &json!({ "text": "Koreksi.", "corrects": 2 })).await.problem(), outdated);
    let corrected = office.post(&token, &path, &json!({ "text": "Koreksi.", "corrects": 1 })).await;
    assert_eq!((corrected.status.as_u16(), corrected.json()["revision"].as_i64()), (201, Some(2)));
    assert_eq!(office.post(&token, &path, &json!({ "text": "Koreksi.", "corrects": 1 })).await.status, 200);
    assert_eq!(office.post(&token, &path, &json!({ "text": "Lagi.", "corrects": 1 })).await.problem(), outdated);

    let ticket = office.get(&token, &format!("/api/v1/tickets/{number}")).await.json();
    let texts: Vec<&str> =
        ticket["answers"].as_array().unwrap().iter().map(|answer| answer["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["Koreksi.", "Jawaban."]);
    assert_eq!(office.count("SELECT count(*) FROM desk.timeline WHERE stage = 'answered'").await, 1);
}

#[tokio::test]
async fn an_answer_has_one_to_four_thousand_characters() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let path = format!("/api/v1/tickets/{number}/answers");
    for (body, code) in [
        (json!({}), "required"),
        (json!({ "text": "  \n " }), "required"),
        (json!({ "text": "é".repeat(4001) }), "too_long"),
        (json!({ "text": "a\u{0}b" }), "hidden_character"),
    ] {
        let refused = office.post(&token, &path, &body).await;
        assert_eq!(refused.problem(), (422, "invalid_fields".to_owned()));
        assert_eq!(
            (&refused.json()["errors"][0]["field"], &refused.json()["errors"][0]["code"]),
            (&json!("text"), &json!(code))
        );
    }
    let hidden = office.post(&token, &path, &json!({ "text": "satu\ndua\u{1b}tiga" })).await.json();
    let message = hidden["errors"][0]["message"].as_str().unwrap().to_owned();
    assert!(message.contains("baris ke-2") && message.contains("karakter ke-3"), "it says where: {message}");
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 0);
    assert_eq!(
        office.post(&token, &path, &json!({ "text": format!("\u{2068}{}\u{2069}", "é".repeat(4000)) })).await.status,
        201
    );
    let ticket = office.get(&token, &format!("/api/v1/tickets/{number}")).await.json();
    assert_eq!(ticket["answers"][0]["text"].as_str().unwrap().chars().count(), 4000, "what draws nothing is left out");
}

#[tokio::test]
async fn everything_wrong_is_said_at_once_in_indonesian() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let refused = office
        .post(&token, &format!("/api/v1/tickets/{number}/answers"), &json!({ "text": "", "corrects": 0 }))
        .await
        .json();
    let fields: Vec<&str> =
        refused["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["text", "corrects"]);
    assert_eq!(refused["errors"][0]["message"], "Bagian ini wajib diisi.");
}
