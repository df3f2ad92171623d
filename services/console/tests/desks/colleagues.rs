//! Officers of one desk: one gives a ticket to another, and names others in a note.

use domain::{Desk, TicketNumber};
use http::{StatusCode, header};
use jiff::SignedDuration;

use crate::office::{Answer, Office, Officer, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;
const MENTIONS: &str = "/petugas/sebutan";

fn at(number: TicketNumber, act: &str) -> String {
    format!("/petugas/tiket/{number}{act}")
}

async fn give(office: &Office, from: &Officer, number: TicketNumber, to: &Officer) -> Answer {
    office.submit(from, &at(number, "/tugaskan"), &[("rekan", &to.id.to_string())]).await
}

/// The number that a page's header says behind this name.
fn counted(page: &str, name: &str) -> i64 {
    let behind = page.split(&format!("data-live=\"{name}\">")).nth(1).unwrap_or_else(|| panic!("no {name}: {page}"));
    behind.split('<').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_ticket_that_was_given_to_a_colleague_is_the_colleagues_for_as_long_as_a_claim_lasts() {
    let office = Office::open().await;
    let (ratna, budi) =
        (office.officer("Ratna", &["officer"], &[DESK]).await, office.officer("Budi", &["officer"], &[DESK]).await);
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let page = office.page(&ratna, &at(number, "")).await.text();
    assert!(page.contains("Tugaskan kepada rekan") && page.contains(&format!("<option value=\"{}\">Budi", budi.id)));
    let given = give(&office, &ratna, number, &budi).await;
    let location = given.headers[header::LOCATION].to_str().unwrap();
    assert!(location.ends_with(&format!("selesai=ditugaskan&tiket={number}")), "{location}");
    assert!(office.page(&ratna, location).await.text().contains("sudah ditugaskan"));

    let list = office.page(&budi, "/petugas/tiket?tahap=saya").await.text();
    assert!(list.contains(&at(number, "\"")) && counted(&list, "mine") == 1, "{list}");
    let page = office.page(&budi, &at(number, "")).await.text();
    assert!(page.contains("ditugaskan oleh Ratna") && page.contains("name=\"jawaban\""), "{page}");
    let taken = office.submit(&ratna, &at(number, "/ambil"), &[("meja", DESK.as_str())]).await;
    assert_eq!(taken.status, StatusCode::CONFLICT, "it is Budi's");
    assert_eq!(office.stages(number).await, ["received", "processing"]);
    let told: (String, uuid::Uuid, uuid::Uuid) = sqlx::query_as(
        "SELECT action, actor_id, subject_id FROM audit.entries WHERE ticket_number = $1 AND action = 'assign'",
    )
    .bind(number.to_string())
    .fetch_one(office.owner())
    .await
    .unwrap();
    assert_eq!(told, ("assign".to_owned(), ratna.id, budi.id));

    office.clock.advance(SignedDuration::from_mins(30));
    let (ratna, budi) = (office.signs_in_again(&ratna).await, office.signs_in_again(&budi).await);
    let taken = office.submit(&ratna, &at(number, "/ambil"), &[("meja", DESK.as_str())]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "its time is over");
    assert!(!office.page(&ratna, &at(number, "")).await.text().contains("ditugaskan oleh"), "she took it");
    assert_eq!(give(&office, &budi, number, &budi).await.status, StatusCode::CONFLICT, "it is Ratna's now");
}

#[tokio::test]
async fn only_who_works_at_the_desk_is_given_its_tickets() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let elsewhere = office.officer("Joko", &["officer"], &[Desk::BknAccounts]).await;
    let auditor = office.officer("Wayan", &["auditor"], &[DESK]).await;
    let closed = office.officer("Sari", &["officer"], &[DESK]).await;
    sqlx::query("UPDATE desk.officers SET disabled_at = now() WHERE id = $1")
        .bind(closed.id)
        .execute(office.owner())
        .await
        .unwrap();
    for nobody in [&elsewhere, &auditor, &closed] {
        let refused = give(&office, &ratna, number, nobody).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Pilih rekan yang bertugas di meja ini"), "{}", refused.text());
    }
    assert_eq!(office.stages(number).await, ["received"], "nothing was changed");
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    office.submit(&ratna, &at(number, "/ambil"), &[("meja", DESK.as_str())]).await;
    assert_eq!(give(&office, &head, number, &head).await.status, StatusCode::SEE_OTHER, "a supervisor may");
}

#[tokio::test]
async fn who_is_named_in_a_note_finds_it_counted_until_it_is_read() {
    let office = Office::open().await;
    let (ratna, budi) = (
        office.officer("Ratna", &["officer"], &[DESK]).await,
        office.officer("Budi Santoso", &["officer"], &[DESK]).await,
    );
    let joko = office.officer("Joko", &["officer"], &[Desk::BknAccounts]).await;
    let (number, other) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived(STATUS_BUKAN_PNS).await);
    office.submit(&ratna, &at(number, "/catatan"), &[("catatan", "@Budi Santoso dan @Joko, tolong dilihat.")]).await;
    let chosen = budi.id.to_string();
    office.submit(&ratna, &at(other, "/catatan"), &[("catatan", "Sudah ditelepon."), ("sebut", &chosen)]).await;
    assert!(office.page(&ratna, &at(other, "")).await.text().contains("untuk Budi Santoso"));

    let page = office.page(&budi, MENTIONS).await.text();
    assert_eq!((counted(&page, "mentions"), page.matches("Belum dibaca").count()), (2, 2), "{page}");
    assert!(page.contains("Ratna") && page.contains(&at(number, "#catatan")) && !page.contains("tolong"), "{page}");
    assert_eq!(counted(&office.page(&joko, MENTIONS).await.text(), "mentions"), 0, "it is not his desk");
    assert_eq!(counted(&office.page(&ratna, MENTIONS).await.text(), "mentions"), 0);

    office.page(&ratna, &at(number, "")).await;
    let page = office.page(&budi, &at(number, "")).await.text();
    assert_eq!(counted(&page, "mentions"), 1, "who has opened the ticket has read it");
    assert_eq!(office.submit(&budi, MENTIONS, &[]).await.status, StatusCode::SEE_OTHER);
    let page = office.page(&budi, MENTIONS).await.text();
    assert_eq!((counted(&page, "mentions"), page.matches("Belum dibaca").count()), (0, 0), "{page}");

    sqlx::query("SELECT retention.erase_ticket($1, $2, now())")
        .bind(jiff_sqlx::ToSqlx::to_sqlx(number.day()))
        .bind(number.to_string())
        .execute(office.owner())
        .await
        .unwrap();
    assert_eq!(office.count("SELECT count(*) FROM desk.mentions").await, 1, "a mention goes with its note");
}
