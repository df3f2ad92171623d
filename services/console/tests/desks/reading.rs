//! Reading a ticket shows everything about it and leaves its row in the audit log.

use domain::Desk;
use http::header;
use serde_json::json;
use testing::Person;

use crate::office::{Office, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;

#[tokio::test]
async fn an_officer_reads_what_the_applicant_wrote() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let answer = office.get(&token, &format!("/api/v1/tickets/{number}")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    let ticket = answer.json();
    let person = Person::new(1);
    let fields = ticket["fields"].as_array().unwrap();
    let value = |name: &str| fields.iter().find(|field| field["name"] == name).unwrap();
    assert_eq!(value("full_name")["value"], person.full_name);
    assert_eq!(value("nik")["value"], person.nik);
    assert_eq!(value("birth_date")["value"], "1995-08-17");
    assert_eq!(value("nik")["label"], "Nomor Induk Kependudukan (NIK)");
    assert!(value("chronology")["value"].as_str().unwrap().starts_with("Saya tercatat"));
    let stages: Vec<&str> =
        ticket["timeline"].as_array().unwrap().iter().map(|step| step["label"].as_str().unwrap()).collect();
    assert_eq!(stages, ["Pertanyaan", "Diterima"]);
    assert_eq!((&ticket["answers"], &ticket["transfers"], &ticket["documents"]), (&json!([]), &json!([]), &json!([])));
}

#[tokio::test]
async fn each_read_leaves_its_own_row() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    for _ in 0..3 {
        office.get(&token, &format!("/api/v1/tickets/{number}")).await;
    }
    assert_eq!(office.audit(number).await, vec![("read_ticket".to_owned(), None); 3]);
    let named: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM audit.entries l JOIN desk.tokens t ON t.id = l.actor_id WHERE t.name = $1",
    )
    .bind(&token)
    .fetch_one(office.owner())
    .await
    .unwrap();
    assert_eq!(named, 3);
}

#[tokio::test]
async fn nothing_is_shown_when_the_row_cannot_be_written() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    sqlx::query("ALTER TABLE audit.entries ADD CONSTRAINT closed CHECK (false)").execute(office.owner()).await.unwrap();
    let refused = office.get(&token, &format!("/api/v1/tickets/{number}")).await;
    assert_eq!(refused.problem(), (500, "internal".to_owned()));
    assert!(!String::from_utf8_lossy(&refused.body).contains("closed"));
}

#[tokio::test]
async fn an_erased_ticket_is_gone_for_every_use() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    office.erase(number).await;
    let gone = (410, "erased".to_owned());
    let ticket = format!("/api/v1/tickets/{number}");
    assert_eq!(office.get(&token, &ticket).await.problem(), gone);
    assert_eq!(office.get(&token, &format!("{ticket}/documents/ktp")).await.problem(), gone);
    assert_eq!(office.post(&token, &format!("{ticket}/answers"), &json!({ "text": "Jawaban." })).await.problem(), gone);
    let transfer = json!({ "desk": "bkn.accounts", "reason": "Bukan tugas kami." });
    assert_eq!(office.post(&token, &format!("{ticket}/transfers"), &transfer).await.problem(), gone);
    let claim = json!({ "ticket_number": number.to_string() });
    assert_eq!(office.post(&token, &format!("/api/v1/desks/{DESK}/claims"), &claim).await.problem(), gone);
    assert!(office.audit(number).await.is_empty());
}
