//! Templates in use: which stands first, and what a sent answer remembers.

use domain::{Desk, TicketNumber};
use http::StatusCode;
use uuid::Uuid;

use crate::office::{Office, Officer, STATUS_BUKAN_PNS, hidden};

const DESK: Desk = Desk::BknDataFixes;

/// Keeps a template of the desk and returns its id.
async fn template(office: &Office, head: &Officer, title: &str) -> Uuid {
    let fields = [("meja", DESK.as_str()), ("judul", title), ("teks", "Yth. {nama}, data Anda sudah benar.")];
    assert_eq!(office.submit(head, "/petugas/templat", &fields).await.status, StatusCode::SEE_OTHER);
    sqlx::query_scalar("SELECT id FROM desk.templates WHERE title = $1")
        .bind(title)
        .fetch_one(office.owner())
        .await
        .unwrap()
}

async fn act(office: &Office, officer: &Officer, number: TicketNumber, act: &str, fields: &[(&str, &str)]) -> String {
    let answer = office.submit(officer, &format!("/petugas/tiket/{number}/{act}"), fields).await;
    assert!(matches!(answer.status, StatusCode::SEE_OTHER | StatusCode::OK), "{}", answer.text());
    answer.text()
}

/// The template that the first answer of a ticket is said to come from.
async fn remembered(office: &Office, number: TicketNumber) -> Option<Uuid> {
    sqlx::query_scalar("SELECT template_id FROM desk.answers WHERE ticket_number = $1 AND revision = 1")
        .bind(number.to_string())
        .fetch_one(office.owner())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_sent_answer_remembers_its_template_and_the_most_used_one_stands_first() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let (_, often) = (template(&office, &head, "A jarang").await, template(&office, &head, "B sering").await);
    let places = async |path: &str| {
        let page = office.page(&head, path).await.text();
        (page.find("A jarang").unwrap(), page.find("B sering").unwrap(), page)
    };
    let path = format!("/petugas/templat?meja={DESK}");
    let (first, second, page) = places(&path).await;
    assert!(first < second && page.contains("belum dipakai"), "by title as long as none is used: {page}");

    let (id, number) = (often.to_string(), office.arrived(STATUS_BUKAN_PNS).await);
    act(&office, &head, number, "ambil", &[("meja", DESK.as_str())]).await;
    // A page without script puts it in; a saved draft keeps it; the answer takes it along.
    let page = act(&office, &head, number, "jawaban", &[("aksi", "pakai_templat"), ("templat", &id)]).await;
    assert_eq!(hidden(&page, "dari_templat"), id);
    let draft = [("aksi", "simpan"), ("jawaban", "Yth. Ibu, sudah."), ("dari_templat", &*id)];
    act(&office, &head, number, "jawaban", &draft).await;
    let page = office.page(&head, &format!("/petugas/tiket/{number}")).await.text();
    assert_eq!(hidden(&page, "dari_templat"), id);
    act(&office, &head, number, "jawaban", &[("jawaban", "Yth. Ibu, sudah."), ("dari_templat", &id)]).await;
    assert_eq!(remembered(&office, number).await, Some(often));
    let (first, second, page) = places(&path).await;
    assert!(second < first && page.contains("dipakai 1 kali"), "{page}");

    let other = office.arrived(STATUS_BUKAN_PNS).await;
    act(&office, &head, other, "ambil", &[("meja", DESK.as_str())]).await;
    let (first, second, _) = places(&format!("/petugas/tiket/{other}")).await;
    assert!(second < first, "also where it is chosen");
    act(&office, &head, other, "jawaban", &[("jawaban", "Ditulis sendiri.")]).await;
    assert_eq!(remembered(&office, other).await, None);
}

#[tokio::test]
async fn a_template_that_the_desk_does_not_have_is_not_remembered() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    act(&office, &ratna, number, "ambil", &[("meja", DESK.as_str())]).await;
    let invented = Uuid::from_u128(7).to_string();
    act(&office, &ratna, number, "jawaban", &[("jawaban", "Sudah."), ("dari_templat", &invented)]).await;
    assert_eq!(remembered(&office, number).await, None);
    let other = office.arrived(STATUS_BUKAN_PNS).await;
    let fields = [("jawaban", "Sudah."), ("dari_templat", "bukan-id")];
    let refused = office.submit(&ratna, &format!("/petugas/tiket/{other}/jawaban"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn answers_to_many_count_for_their_template() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let (number, id) = (office.arrived(STATUS_BUKAN_PNS).await, template(&office, &head, "Sudah benar").await);
    let named = id.to_string();
    let fields = |act: &'static str| {
        [("meja", DESK.as_str()), ("teks", "Sudah benar."), ("dari_templat", named.as_str()), ("aksi", act)]
    };
    let shown = office.submit(&head, "/petugas/massal/baru", &fields("pratinjau")).await.text();
    assert_eq!(hidden(&shown, "dari_templat"), named);
    let begun = office.submit(&head, "/petugas/massal/baru", &fields("mulai")).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    console::jobs::answer_bulk(office.console(), 10).await.unwrap();
    assert_eq!(remembered(&office, number).await, Some(id));
}
