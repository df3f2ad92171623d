//! One text for many tickets: tried on ten, then sent to the rest, to nobody twice.

use console::jobs::answer_bulk;
use domain::{Desk, TicketNumber};
use http::{StatusCode, header};
use testing::Person;

use crate::office::{Answer, Office, Officer, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;
const TEXT: &str = "Yth. {nama}, tiket {nomor} sudah selesai.";

async fn head(office: &Office) -> Officer {
    office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await
}

async fn arrived(office: &Office, count: usize) -> Vec<TicketNumber> {
    let mut numbers = Vec::new();
    for _ in 0..count {
        numbers.push(office.arrived(STATUS_BUKAN_PNS).await);
    }
    numbers
}

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

/// Begins one for everything that waits; returns its address.
async fn begin(office: &Office, head: &Officer) -> String {
    let fields = [("meja", DESK.as_str()), ("teks", TEXT), ("aksi", "mulai")];
    location(&office.submit(head, "/petugas/massal/baru", &fields).await)
}

async fn outcomes(office: &Office) -> Vec<(String, i64)> {
    sqlx::query_as("SELECT coalesce(outcome, 'waiting'), count(*) FROM desk.bulk_tickets GROUP BY 1 ORDER BY 1")
        .fetch_all(office.owner())
        .await
        .unwrap()
}

#[tokio::test]
async fn three_tickets_are_shown_as_they_would_be_answered_and_nothing_is_sent() {
    let office = Office::open().await;
    let numbers = arrived(&office, 4).await;
    let head = head(&office).await;
    let show = async |text: &str| {
        let fields = [("meja", DESK.as_str()), ("teks", text), ("aksi", "pratinjau")];
        office.submit(&head, "/petugas/massal/baru", &fields).await
    };
    let page = show(TEXT).await.text();
    for (number, seed) in numbers[..3].iter().zip(1..) {
        assert!(
            page.contains(&format!("Yth. {}, tiket {number} sudah selesai.", Person::new(seed).full_name)),
            "{page}"
        );
    }
    assert!(!page.contains(&numbers[3].to_string()) && page.contains("Kirim ke 4 tiket"));
    let wrong = show("Yth. {nmaa}").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("{nmaa} tidak dikenal") && wrong.text().contains("Yth. {nmaa}</textarea>"));
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 0);
}

#[tokio::test]
async fn ten_are_answered_first_and_the_rest_when_the_supervisor_says_so() {
    let office = Office::open().await;
    let numbers = arrived(&office, 25).await;
    let head = head(&office).await;
    let address = begin(&office, &head).await;
    let page = office.page(&head, &address).await;
    assert_eq!(page.headers[header::REFRESH], "3");
    assert_eq!(answer_bulk(office.console(), 1000).await.unwrap(), 10);
    let page = office.page(&head, &address).await;
    assert!(page.text().contains("10 tiket pertama selesai") && page.text().contains("10 dari 25"), "{}", page.text());
    assert!(!page.headers.contains_key(header::REFRESH));
    assert_eq!(answer_bulk(office.console(), 1000).await.unwrap(), 0, "not before the supervisor has looked");

    location(&office.submit(&head, &address, &[("aksi", "lanjut")]).await);
    assert_eq!(answer_bulk(office.console(), 5).await.unwrap(), 5);
    location(&office.submit(&head, &address, &[("aksi", "jeda")]).await);
    assert_eq!(answer_bulk(office.console(), 1000).await.unwrap(), 0);
    assert!(office.page(&head, &address).await.text().contains("Dijeda"));
    location(&office.submit(&head, &address, &[("aksi", "lanjut")]).await);
    assert_eq!(answer_bulk(office.console(), 1000).await.unwrap(), 10);
    assert!(
        office.page(&head, &address).await.text().contains("Selesai.</strong> 25 dari 25 tiket selesai, 25 dijawab")
    );
    assert_eq!(office.count("SELECT count(*) FROM desk.answers WHERE revision = 1").await, 25);

    let ticket = office.page(&head, &format!("/petugas/tiket/{}", numbers[24])).await.text();
    assert!(ticket.contains(&format!("Yth. {}, tiket {} sudah selesai.", Person::new(25).full_name, numbers[24])));
    let acts = "SELECT count(*) FROM audit.entries WHERE action = 'bulk_answer'";
    assert_eq!(
        (office.count(acts).await, office.count("SELECT count(*) FROM audit.entries WHERE action = 'answer'").await),
        (4, 25)
    );
}

#[tokio::test]
async fn several_processes_answer_each_ticket_once() {
    let office = Office::open().await;
    arrived(&office, 120).await;
    let head = head(&office).await;
    let address = begin(&office, &head).await;
    answer_bulk(office.console(), 1000).await.unwrap();
    location(&office.submit(&head, &address, &[("aksi", "lanjut")]).await);
    let work = || answer_bulk(office.console(), 1000);
    let (one, two, three) = tokio::join!(work(), work(), work());
    // A process that finds all remaining tickets held by others has a rest; the next look goes on.
    let more = answer_bulk(office.console(), 1000).await.unwrap();
    assert_eq!(one.unwrap() + two.unwrap() + three.unwrap() + more, 110);
    answer_bulk(office.console(), 1000).await.unwrap();
    assert_eq!(outcomes(&office).await, [("answered".to_owned(), 120)]);
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 120);
    assert_eq!(office.count("SELECT count(*) FROM desk.bulk_answers WHERE state = 'done'").await, 1);
}

#[tokio::test]
async fn what_changed_meanwhile_is_passed_over_and_reported() {
    let office = Office::open().await;
    let numbers = arrived(&office, 6).await;
    let head = head(&office).await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let address = begin(&office, &head).await;
    let at = |number: TicketNumber, act: &str| format!("/petugas/tiket/{number}/{act}");
    location(&office.submit(&ratna, &at(numbers[0], "jawaban"), &[("jawaban", "Dari Ratna.")]).await);
    location(&office.submit(&ratna, &at(numbers[1], "ambil"), &[("meja", DESK.as_str())]).await);
    let away = [("meja_tujuan", Desk::InstansiComplaints.as_str()), ("alasan", "Bukan kami.")];
    location(&office.submit(&ratna, &at(numbers[2], "teruskan"), &away).await);
    office.erase(numbers[3]).await;
    sqlx::query("UPDATE intake.tickets SET content = 'bukan isi' WHERE number = $1")
        .bind(numbers[4].to_string())
        .execute(office.owner())
        .await
        .unwrap();
    assert_eq!(answer_bulk(office.console(), 1000).await.unwrap(), 6);
    let each = ["already_answered", "answered", "claimed", "elsewhere", "erased", "failed"];
    assert_eq!(outcomes(&office).await, each.map(|outcome| (outcome.to_owned(), 1)));
    let page = office.page(&head, &address).await.text();
    assert!(page.contains("Dilewati: sedang dikerjakan petugas lain") && page.contains("Selesai."), "{page}");
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 2);
}

#[tokio::test]
async fn only_the_desks_supervisors_answer_many() {
    let office = Office::open().await;
    arrived(&office, 1).await;
    let head = head(&office).await;
    let address = begin(&office, &head).await;
    let others = [
        office.officer("Ratna", &["officer"], &[DESK]).await,
        office.officer("Joko", &["supervisor"], &[Desk::InstansiComplaints]).await,
        office.officer("Admin", &["administrator", "auditor"], &[DESK]).await,
    ];
    for other in &others {
        assert_eq!(office.page(other, &address).await.status, StatusCode::FORBIDDEN);
        assert_eq!(office.submit(other, &address, &[("aksi", "jeda")]).await.status, StatusCode::FORBIDDEN);
    }
    for other in [&others[0], &others[2]] {
        let fields = [("meja", DESK.as_str()), ("teks", TEXT), ("aksi", "mulai")];
        assert_eq!(office.submit(other, "/petugas/massal/baru", &fields).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(office.count("SELECT count(*) FROM desk.bulk_answers").await, 1);
}
