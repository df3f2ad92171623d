//! A ticket whose applicant writes once more after the answer: it comes back to the desk, and gets one more answer.

use std::collections::HashMap;
use std::time::Duration;

use answer::jobs::{Ask, list_unreceived, send_back, send_unreceived};
use console::jobs::answer_bulk;
use domain::{Desk, TicketNumber};
use futures_util::future::join;
use http::StatusCode;
use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use messages::replies::CaseAnswered;
use messages::{CaseReply, TicketRouted, VERSION, topology};
use queue::{Outcome, ResendPolicy};
use serde_json::json;
use uuid::Uuid;
use vault::Sealed;

use crate::office::{Office, Officer, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;
const FIRST: &str = "Data Anda sudah kami perbaiki.";
const WORDS: &str = "Belum terbantu: tanggal lahir saya masih salah.";
const SECOND: &str = "Tanggal lahir Anda sekarang sudah benar.";

impl Office {
    /// What the status service writes when the applicant writes once more.
    async fn writes_once_more(&self, number: TicketNumber) {
        let (ticket, wrapped): (Uuid, Vec<u8>) = sqlx::query_as(
            "SELECT t.id, k.data_key FROM intake.tickets t JOIN keys.tickets k ON k.ticket_id = t.id WHERE number = $1",
        )
        .bind(number.to_string())
        .fetch_one(self.owner())
        .await
        .unwrap();
        let id = self.clock.new_id();
        let key = self.vault.open_data_key(&wrapped).unwrap();
        let sql =
            "INSERT INTO desk.entries (id, ticket_number, kind, body, said_at) VALUES ($1, $2, 'follow_up', $3, $4)";
        sqlx::query(sql)
            .bind(id)
            .bind(number.to_string())
            .bind(key.seal(&Sealed::Entry(id).of(ticket), WORDS.as_bytes()).unwrap())
            .bind(self.clock.now().to_sqlx())
            .execute(self.owner())
            .await
            .unwrap();
    }

    /// The messages for desks, taken out of the outbox.
    async fn letters(&self) -> Vec<TicketRouted> {
        let messages = self.outbox(topology::DESKS).await;
        sqlx::query("DELETE FROM desk.outbox").execute(self.owner()).await.unwrap();
        messages.into_iter().map(|message| serde_json::from_value(message.body).unwrap()).collect()
    }

    /// A ticket that was answered by the holder of the token, and whose applicant wrote once more a day later.
    pub(crate) async fn came_back(&self, token: &str) -> TicketNumber {
        let number = self.arrived(STATUS_BUKAN_PNS).await;
        assert_eq!(self.answer_by(token, number, FIRST).await, 201);
        self.letters().await;
        self.clock.advance(SignedDuration::from_hours(24));
        self.writes_once_more(number).await;
        assert_eq!(send_back(self.answer()).await.unwrap(), 1);
        number
    }

    async fn answer_by(&self, token: &str, number: TicketNumber, text: &str) -> u16 {
        let path = format!("/api/v1/tickets/{number}/answers");
        self.post(token, &path, &json!({ "text": text })).await.status.as_u16()
    }
}

#[tokio::test]
async fn a_ticket_comes_back_to_the_desk_that_answered_and_is_due_two_days_later() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.came_back(&token).await;
    let letters = office.letters().await;
    let [carrier] = letters.as_slice() else { panic!("{letters:?}") };
    assert_eq!((carrier.ticket_number, carrier.desk, carrier.follow_up), (number, DESK, true));
    assert_eq!(carrier.answer_due_at, office.clock.now() + SignedDuration::from_hours(48));
    assert_eq!(send_back(office.answer()).await.unwrap(), 0, "once only");

    for _ in 0..2 {
        assert_eq!(office.receive(DESK, &letters).await, [Outcome::Done]);
    }
    assert_eq!(office.stages(number).await, ["received", "answered", "received"]);
    let next = office.claim(&token, DESK).await.json();
    assert_eq!(next["ticket_number"], json!(number));
    assert_eq!(next["answer_due_at"], json!(carrier.answer_due_at));
    let ticket = office.get(&token, &format!("/api/v1/tickets/{number}")).await.json();
    assert_eq!((&ticket["follow_up"]["text"], &ticket["answers"][0]["text"]), (&json!(WORDS), &json!(FIRST)));
}

#[tokio::test]
async fn it_gets_one_more_answer_and_of_two_at_once_exactly_one_is_written() {
    let office = Office::open().await;
    let (one, other) = (office.token(&[DESK]).await, office.token(&[DESK]).await);
    let number = office.came_back(&one).await;
    office.receive(DESK, &office.letters().await).await;
    let (first, second) =
        join(office.answer_by(&one, number, SECOND), office.answer_by(&other, number, "Yang lain.")).await;
    let mut both = [first, second];
    both.sort_unstable();
    assert_eq!(both, [201, 409]);
    let turns: Vec<(i32, i16)> = sqlx::query_as("SELECT revision, turn FROM desk.answers ORDER BY revision")
        .fetch_all(office.owner())
        .await
        .unwrap();
    assert_eq!(turns, [(1, 1), (2, 2)]);
    assert_eq!(office.answer_by(&one, number, "Lagi.").await, 409);
}

#[tokio::test]
async fn an_answer_that_is_sent_again_is_not_taken_for_the_next_one() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.came_back(&token).await;
    office.receive(DESK, &office.letters().await).await;
    assert_eq!(office.answer_by(&token, number, FIRST).await, 200, "as it is kept");
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 1);
    assert_eq!(office.answer_by(&token, number, SECOND).await, 201);
    assert_eq!(office.answer_by(&token, number, SECOND).await, 200);
    let path = format!("/api/v1/tickets/{number}/answers");
    let corrected = office.post(&token, &path, &json!({ "text": "Koreksi.", "corrects": 2 })).await;
    assert_eq!((corrected.status, &corrected.json()["revision"]), (StatusCode::CREATED, &json!(3)));
}

#[tokio::test]
async fn what_was_answered_before_cannot_be_corrected_while_the_next_answer_is_waited_for() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.came_back(&token).await;
    office.receive(DESK, &office.letters().await).await;
    let path = format!("/api/v1/tickets/{number}/answers");
    let corrected = office.post(&token, &path, &json!({ "text": "Koreksi.", "corrects": 1 })).await;
    assert_eq!(corrected.problem(), (409, "outdated_correction".to_owned()));
}

#[tokio::test]
async fn an_officer_reads_the_conversation_in_order_and_answers_as_usual() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.came_back(&token).await;
    office.receive(DESK, &office.letters().await).await;
    let officer: Officer = office.officer("Ratna", &["officer"], &[DESK]).await;
    let address = format!("/petugas/tiket/{number}");
    office.submit(&officer, &format!("{address}/ambil"), &[("meja", DESK.as_str())]).await;
    let page = office.page(&officer, &address).await.text();
    let (words, first) = (page.find(WORDS), page.find(FIRST));
    assert!(words.is_some() && words < first, "newest first: {page}");
    assert!(page.contains("Tulis jawaban") && !page.contains("Koreksi jawaban"), "{page}");

    let fields = [("aksi", "jawab"), ("jawaban", SECOND), ("meja", DESK.as_str())];
    let sent = office.submit(&officer, &format!("{address}/jawaban"), &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = office.page(&officer, &address).await.text();
    let places = [SECOND, WORDS, FIRST].map(|text| page.find(&format!("preserve\">{text}")));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {page}");
    assert!(page.contains("Jawaban atas pesan lanjutan") && !page.contains("tidak berlaku lagi"));
}

#[tokio::test]
async fn one_text_for_many_passes_over_a_ticket_that_came_back() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    office.came_back(&token).await;
    office.receive(DESK, &office.letters().await).await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let fields = [("meja", DESK.as_str()), ("teks", "Sudah selesai."), ("aksi", "mulai")];
    office.submit(&head, "/petugas/massal/baru", &fields).await;
    answer_bulk(office.console(), 10).await.unwrap();
    assert_eq!(office.count("SELECT count(*) FROM desk.bulk_tickets WHERE outcome = 'already_answered'").await, 1);
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 1);
}

#[tokio::test]
async fn what_the_broker_loses_is_sent_again_as_it_was() {
    let office = Office::open().await;
    let token = office.token(&[DESK]).await;
    let number = office.came_back(&token).await;
    let lost = office.letters().await;
    office.clock.advance(SignedDuration::from_mins(4));
    let (pool, now, policy) = (office.as_answer().await, office.clock.now(), ResendPolicy::new(Duration::from_mins(3)));
    list_unreceived(&pool, now, policy).await.unwrap();
    send_unreceived(&pool, now, &Ask::Queues(HashMap::new()), policy).await.unwrap();
    assert_eq!(office.letters().await, lost);
    office.receive(DESK, &lost).await;
    assert_eq!(office.stages(number).await, ["received", "answered", "received"]);
}

#[tokio::test]
async fn an_agency_gets_it_by_its_queue_and_reports_the_next_answer() {
    const AGENCY: &str = "pusat-data";
    let office = Office::open().await;
    let token = office.agency(AGENCY, &[DESK]).await;
    let number = office.came_back(&token).await;
    assert!(office.letters().await[0].follow_up);
    let text_id = office.post_text(&token, number, SECOND).await;
    let answered = |event_id| {
        CaseReply::Answered(CaseAnswered { version: VERSION, event_id, ticket_number: number, text_id, corrects: None })
    };
    for _ in 0..2 {
        assert_eq!(office.report(AGENCY, &answered(office.clock.new_id())).await, Outcome::Done);
    }
    assert_eq!(office.stages(number).await, ["received", "answered", "received", "answered"]);
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 2);
}

#[tokio::test]
async fn a_message_of_the_version_before_reads_as_no_follow_up() {
    let office = Office::open().await;
    let ticket = office.file(STATUS_BUKAN_PNS).await;
    let mut body = serde_json::to_value(&ticket).unwrap();
    body.as_object_mut().unwrap().remove("follow_up");
    assert_eq!(TicketRouted::parse(body.to_string().as_bytes()).unwrap(), ticket);
}
