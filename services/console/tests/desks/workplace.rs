//! What makes the console a workplace: the next ticket of all desks, what was answered, and faults beside their fields.

use domain::{Desk, TicketNumber};
use http::{StatusCode, header};
use jiff::SignedDuration;

use crate::office::{Answer, Office, Officer, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;
const ANSWERED_BY_ME: &str = "/petugas/tiket?tahap=saya-jawab";

fn at(number: TicketNumber, act: &str) -> String {
    format!("/petugas/tiket/{number}{act}")
}

fn location(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.headers[header::LOCATION].to_str().unwrap()
}

async fn answered(office: &Office, officer: &Officer, number: TicketNumber) {
    location(&office.submit(officer, &at(number, "/ambil"), &[("meja", DESK.as_str())]).await);
    location(&office.submit(officer, &at(number, "/jawaban"), &[("jawaban", "Sudah diperbaiki.")]).await);
}

#[tokio::test]
async fn the_next_ticket_of_all_desks_is_the_one_with_the_nearest_deadline() {
    let office = Office::open().await;
    let (first, second, third) = (
        office.arrived("pengaduan-instansi").await,
        office.arrived(STATUS_BUKAN_PNS).await,
        office.arrived("pengaduan-instansi").await,
    );
    let ratna = office.officer("Ratna", &["officer"], &[DESK, Desk::InstansiComplaints]).await;
    for expected in [first, second, third] {
        let taken = office.submit(&ratna, "/petugas/tiket/berikutnya", &[("meja", "")]).await;
        assert_eq!(location(&taken), at(expected, ""));
    }
    let none = office.submit(&ratna, "/petugas/tiket/berikutnya", &[("meja", "")]).await;
    assert!(none.text().contains("semuanya sudah diambil"), "{}", none.text());
    let stranger = office.officer("Sari", &["officer"], &[]).await;
    assert_eq!(
        office.submit(&stranger, "/petugas/tiket/berikutnya", &[("meja", "")]).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn answering_the_last_ticket_of_a_desk_goes_on_at_another_one() {
    let office = Office::open().await;
    let (here, there) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived("pengaduan-instansi").await);
    let ratna = office.officer("Ratna", &["officer"], &[DESK, Desk::InstansiComplaints]).await;
    location(&office.submit(&ratna, &at(here, "/ambil"), &[("meja", DESK.as_str())]).await);
    let fields = [("jawaban", "Sudah."), ("aksi", "jawab_lanjut"), ("meja", DESK.as_str())];
    let next = office.submit(&ratna, &at(here, "/jawaban"), &fields).await;
    assert!(location(&next).starts_with(&at(there, "?")), "{}", location(&next));
}

#[tokio::test]
async fn what_an_officer_answered_is_listed_newest_first_and_counted_until_midnight() {
    let office = Office::open().await;
    let mut numbers = Vec::new();
    for _ in 0..3 {
        numbers.push(office.arrived(STATUS_BUKAN_PNS).await);
    }
    let (ratna, budi) =
        (office.officer("Ratna", &["officer"], &[DESK]).await, office.officer("Budi", &["officer"], &[DESK]).await);
    for (number, officer) in [(numbers[1], &ratna), (numbers[0], &budi), (numbers[2], &ratna)] {
        office.clock.advance(SignedDuration::from_mins(1));
        answered(&office, officer, number).await;
    }
    let page = office.page(&ratna, ANSWERED_BY_ME).await.text();
    let place = |page: &str, number: TicketNumber| page.find(&format!("{}\"", at(number, "")));
    assert!(place(&page, numbers[2]).unwrap() < place(&page, numbers[1]).unwrap(), "{page}");
    assert_eq!(place(&page, numbers[0]), None, "that is Budi's");
    assert!(page.contains("oleh Anda") && page.contains("data-live=\"today\">2<"), "{page}");

    let all = office.page(&ratna, "/petugas/tiket?tahap=jawaban").await.text();
    let places = [2, 0, 1].map(|ticket| place(&all, numbers[ticket]).unwrap());
    assert!(places.is_sorted() && all.contains("oleh Budi"), "{all}");
    let told: Vec<String> = sqlx::query_scalar("SELECT detail FROM audit.entries WHERE action = 'list' ORDER BY id")
        .fetch_all(office.owner())
        .await
        .unwrap();
    assert_eq!(told, [format!("answered {} {}", numbers[2], numbers[1]), format!("answered {}", numbers[0])]);

    office.clock.advance(SignedDuration::from_hours(24));
    let ratna = office.signs_in_again(&ratna).await;
    assert!(office.page(&ratna, ANSWERED_BY_ME).await.text().contains("data-live=\"today\">0<"), "another day");
}

#[tokio::test]
async fn answered_tickets_go_on_page_by_page() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let mut numbers = Vec::new();
    for _ in 0..27 {
        let number = office.arrived(STATUS_BUKAN_PNS).await;
        answered(&office, &ratna, number).await;
        numbers.push(number);
    }
    for path in [ANSWERED_BY_ME, "/petugas/tiket?tahap=jawaban"] {
        let page = office.page(&ratna, path).await.text();
        let next =
            page.split("<a class=\"button\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
        let second = office.page(&ratna, &next).await.text();
        let shown = |page: &str| numbers.iter().filter(|number| page.contains(&at(**number, "\""))).count();
        assert_eq!((shown(&page), shown(&second)), (25, 2), "{path}");
    }
}

#[tokio::test]
async fn a_ticket_that_was_taken_out_is_not_answered_with_the_others() {
    let office = Office::open().await;
    let (first, second) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived(STATUS_BUKAN_PNS).await);
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let without = first.to_string();
    let fields = |act: &'static str| {
        [("meja", DESK.as_str()), ("teks", "Yth. {nama}, sudah selesai."), ("tanpa", without.as_str()), ("aksi", act)]
    };
    let shown = office.submit(&head, "/petugas/massal/baru", &fields("pratinjau")).await.text();
    assert!(shown.contains("Kirim ke 1 tiket") && shown.contains("1 tiket tidak ikut dijawab"), "{shown}");
    assert!(shown.contains("Saya tercatat sebagai PNS aktif"), "what the applicant wrote: {shown}");
    location(&office.submit(&head, "/petugas/massal/baru", &fields("mulai")).await);
    let sent: Vec<String> =
        sqlx::query_scalar("SELECT ticket_number FROM desk.bulk_tickets").fetch_all(office.owner()).await.unwrap();
    assert_eq!(sent, [second.to_string()]);
}

#[tokio::test]
async fn a_hand_over_without_desk_and_reason_says_so_at_each_field() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let page = office.submit(&ratna, &at(number, "/teruskan"), &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = page.text();
    for told in ["<a href=\"#meja_tujuan\">Pilih meja tujuan.", "<a href=\"#alasan\">Tulis alasan"] {
        assert!(page.contains(told), "{page}");
    }
    assert!(page.contains("id=\"meja_tujuan-error\"") && page.contains("id=\"alasan-error\""), "{page}");
}

#[tokio::test]
async fn single_letters_stay_as_an_officer_left_them_in_every_browser() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let letters =
        async |officer: &Officer| office.page(officer, "/petugas/tiket").await.text().contains("data-letters");
    assert!(!letters(&ratna).await, "off until asked for");
    for (choice, on) in [("nyala", true), ("mati", false)] {
        location(&office.submit(&ratna, "/petugas/sesi/pintasan", &[("huruf", choice)]).await);
        assert_eq!(letters(&office.signs_in_again(&ratna).await).await, on);
    }
    let refused = office.submit(&ratna, "/petugas/sesi/pintasan", &[("huruf", "x")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}
