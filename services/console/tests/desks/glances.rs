//! What officers are shown of tickets without opening them is in the audit log, by ticket.

use domain::Desk;
use http::StatusCode;
use jiff::SignedDuration;

use crate::office::{Office, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;
const LIST: &str = "/petugas/tiket";

/// What the log says of lists and searches, with its desk, oldest first.
async fn told(office: &Office) -> Vec<(String, String, Option<String>)> {
    let entries = "SELECT action, detail, desk FROM audit.entries WHERE action IN ('list', 'search') ORDER BY id";
    sqlx::query_as(entries).fetch_all(office.owner()).await.unwrap()
}

fn entry(action: &str, detail: String, desk: Option<Desk>) -> (String, String, Option<String>) {
    (action.to_owned(), detail, desk.map(|desk| desk.as_str().to_owned()))
}

#[tokio::test]
async fn a_list_names_its_tickets_once_in_a_quarter_of_an_hour_and_then_only_what_is_new() {
    let office = Office::open().await;
    let (first, second) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived(STATUS_BUKAN_PNS).await);
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let mut expected = vec![entry("list", format!("queue {first} {second}"), Some(DESK))];
    for _ in 0..3 {
        assert_eq!(office.page(&ratna, LIST).await.status, StatusCode::OK);
        assert_eq!(told(&office).await, expected, "who comes back to the list has seen it");
    }
    let third = office.arrived(STATUS_BUKAN_PNS).await;
    office.page(&ratna, LIST).await;
    expected.push(entry("list", format!("queue {third}"), Some(DESK)));
    assert_eq!(told(&office).await, expected);

    let budi = office.officer("Budi", &["officer"], &[DESK]).await;
    office.page(&budi, LIST).await;
    expected.push(entry("list", format!("queue {first} {second} {third}"), Some(DESK)));
    assert_eq!(told(&office).await, expected, "what one has seen another has not");

    office.clock.advance(SignedDuration::from_mins(15));
    office.page(&ratna, LIST).await;
    expected.push(entry("list", format!("queue {first} {second} {third}"), Some(DESK)));
    assert_eq!(told(&office).await, expected);
    let who: Vec<uuid::Uuid> =
        sqlx::query_scalar("SELECT actor_id FROM audit.entries WHERE action = 'list' ORDER BY id")
            .fetch_all(office.owner())
            .await
            .unwrap();
    assert_eq!(who, [ratna.id, ratna.id, budi.id, ratna.id]);
}

#[tokio::test]
async fn a_list_without_tickets_leaves_nothing() {
    let office = Office::open().await;
    office.arrived("pengaduan-instansi").await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    office.page(&ratna, LIST).await;
    assert_eq!(told(&office).await, []);
}

#[tokio::test]
async fn a_search_by_number_names_the_ticket_that_it_found_and_never_what_was_typed() {
    let office = Office::open().await;
    let (own, foreign) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived("pengaduan-instansi").await);
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let search = async |sought: &str| office.submit(&ratna, "/petugas/tiket/cari", &[("cari", sought)]).await;
    search(&own.to_string()).await;
    search(&foreign.to_string()).await;
    let searches = told(&office).await.into_iter().filter(|(action, ..)| action == "search").collect::<Vec<_>>();
    let expected =
        [entry("search", format!("number {own}"), Some(DESK)), entry("search", "number none".to_owned(), None)];
    assert_eq!(searches, expected, "another desk's ticket is as unknown as one that was never filed");
}

#[tokio::test]
async fn tickets_of_one_person_are_named_desk_by_desk_also_beside_another_ticket() {
    let office = Office::open().await;
    let (number, other) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived("pengaduan-instansi").await);
    let same = "UPDATE intake.tickets SET nik_index = (SELECT nik_index FROM intake.tickets WHERE number = $1)";
    sqlx::query(same).bind(other.to_string()).execute(office.owner()).await.unwrap();
    let desks = [DESK, Desk::InstansiComplaints];
    let ratna = office.officer("Ratna", &["officer"], &desks).await;
    office.page(&ratna, &format!("/petugas/tiket/{other}")).await;
    assert_eq!(told(&office).await, [entry("list", format!("earlier {number}"), Some(DESK))]);

    let nik = testing::Person::new(2).nik;
    let found = office.submit(&ratna, "/petugas/tiket/cari", &[("cari", &nik)]).await;
    office.page(&ratna, found.headers[http::header::LOCATION].to_str().unwrap()).await;
    let mut searches = told(&office).await.split_off(1);
    searches.sort();
    let mut expected = [(number, desks[0]), (other, desks[1])]
        .map(|(number, desk)| entry("search", format!("nik {number}"), Some(desk)));
    expected.sort();
    assert_eq!(searches, expected);
}

#[tokio::test]
async fn the_list_of_agencies_shows_nobody_and_leaves_no_entry() {
    let office = Office::open().await;
    office.arrived(STATUS_BUKAN_PNS).await;
    let token = office.token(&[DESK]).await;
    let page = office.get(&token, &format!("/api/v1/desks/{DESK}/tickets")).await.json();
    let shown: Vec<&String> = page["tickets"][0].as_object().unwrap().keys().collect();
    let allowed =
        ["answer_due_at", "desk", "form", "form_title", "stage", "stage_label", "submitted_at", "ticket_number"];
    assert!(shown.iter().all(|key| allowed.contains(&key.as_str())), "one more needs an entry: {shown:?}");
    assert_eq!(told(&office).await, []);
}

#[tokio::test]
async fn an_auditor_finds_by_ticket_who_saw_it_in_a_list_at_the_own_desks() {
    let office = Office::open().await;
    let (number, other) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived("pengaduan-instansi").await);
    let ratna = office.officer("Ratna", &["officer"], &[DESK, Desk::InstansiComplaints]).await;
    for desk in [DESK, Desk::InstansiComplaints] {
        office.page(&ratna, &format!("{LIST}?meja={desk}")).await;
    }
    let auditor = office.officer("Wayan", &["auditor"], &[DESK]).await;
    let page = office.page(&auditor, &format!("/petugas/audit?tiket={number}")).await.text();
    assert!(page.contains("Melihat daftar tiket") && page.contains("Antrean meja") && page.contains("Ratna"), "{page}");
    let foreign = office.page(&auditor, &format!("/petugas/audit?tiket={other}")).await.text();
    assert!(!foreign.contains("Melihat daftar tiket"), "another desk's list is another auditor's");
}
