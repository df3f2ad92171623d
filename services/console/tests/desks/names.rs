//! Officers find tickets by the applicant's name.

use console::jobs::name_tickets;
use domain::{Desk, TicketNumber};
use futures_util::future::join_all;
use http::{StatusCode, header};

use crate::office::{Answer, Office, Officer, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;

impl Office {
    async fn named(&self, name: &str) -> TicketNumber {
        let number = self.arrived_saying(STATUS_BUKAN_PNS, &[("full_name", name)]).await;
        name_tickets(self.console()).await.unwrap();
        number
    }

    /// The page with what a search finds, and its address.
    async fn finds(&self, officer: &Officer, sought: &str) -> (String, Answer) {
        let found = self.submit(officer, "/petugas/tiket/cari", &[("cari", sought)]).await;
        assert_eq!(found.status, StatusCode::SEE_OTHER, "{sought}: {}", found.text());
        let address = found.headers[header::LOCATION].to_str().unwrap().to_owned();
        let page = self.page(officer, &address).await;
        (address, page)
    }
}

fn lists(page: &Answer, number: TicketNumber) -> bool {
    page.text().contains(&format!("/petugas/tiket/{number}\""))
}

#[tokio::test]
async fn a_ticket_is_found_by_its_name_however_that_is_written_and_nowhere_else() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let elsewhere = office.officer("Joko", &["officer"], &[Desk::BknAccounts]).await;
    let number = office.named("Muhammad Fauzan Kusumawijaya").await;
    let other = office.named("Fauzan Hartanto").await;
    for sought in ["kusumawijaya", "Muh. Fauzan Kusumawijaya, S.Kom", "Kusumawijaya FAUZAN", "Mohamad Fauzan"] {
        let (_, page) = office.finds(&ratna, sought).await;
        assert!(lists(&page, number), "{sought}");
        assert_eq!(lists(&page, other), sought == "Mohamad Fauzan", "{sought}");
    }
    for (officer, sought) in [(&ratna, "Kusumawijaya Hartanto"), (&elsewhere, "Kusumawijaya")] {
        let (_, page) = office.finds(officer, sought).await;
        assert!(page.text().contains("Tidak ada tiket dengan nama itu") && !lists(&page, number), "{sought}");
    }
    let initials = office.submit(&ratna, "/petugas/tiket/cari", &[("cari", "M. H.")]).await;
    assert!(initials.text().contains("atau nama pelamar"), "initials find nobody");
}

#[tokio::test]
async fn what_was_looked_for_is_in_no_address_and_not_in_the_audit_log_and_the_found_tickets_are() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let number = office.named("Fauzan Kusumawijaya").await;
    let (address, _) = office.finds(&ratna, "Fauzan Kusumawijaya").await;
    assert!(!address.to_lowercase().contains("fauzan"));
    let told: Vec<String> = sqlx::query_scalar("SELECT detail FROM audit.entries WHERE action = 'search'")
        .fetch_all(office.owner())
        .await
        .unwrap();
    assert_eq!(told, [format!("name {number}")]);
    let stored: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT mark FROM desk.names").fetch_all(office.owner()).await.unwrap();
    assert!(stored.len() == 2 && stored.iter().all(|mark| mark.len() == 10), "{stored:?}");
}

#[tokio::test]
async fn one_part_that_many_share_asks_for_another_one() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let number = office.named("Fauzan Kusumawijaya").await;
    sqlx::query(
        "WITH many AS (
             INSERT INTO desk.cases (ticket_number, submitted_on, ticket_id, form, desk, stage, submitted_at, answer_due_at)
             SELECT '6620261121' || (50000 + n), submitted_on, ticket_id, form, desk, stage, submitted_at, answer_due_at
               FROM desk.cases, generate_series(1, 50) AS n
         )
         INSERT INTO desk.names (mark, ticket_number)
         SELECT mark, '6620261121' || (50000 + n) FROM desk.names, generate_series(1, 50) AS n
          WHERE mark = (SELECT mark FROM desk.names ORDER BY mark LIMIT 1)",
    )
    .execute(office.owner())
    .await
    .unwrap();
    let mut common = 0;
    for part in ["fauzan", "kusumawijaya"] {
        let (_, page) = office.finds(&ratna, part).await;
        let too_many = page.text().contains("terlalu umum");
        common += usize::from(too_many);
        assert_eq!(lists(&page, number), !too_many, "{part}");
    }
    assert_eq!(common, 1, "the other part is rare");
    let (_, page) = office.finds(&ratna, "fauzan kusumawijaya").await;
    assert!(lists(&page, number));
}

#[tokio::test]
async fn older_tickets_get_their_marks_once_however_many_processes_look_and_erasing_takes_them_away() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let number = office.arrived_saying(STATUS_BUKAN_PNS, &[("full_name", "Fauzan Kusumawijaya")]).await;
    let all = join_all((0..3).map(|_| name_tickets(office.console()))).await;
    assert!(all.into_iter().map(Result::unwrap).sum::<usize>() <= 1);
    name_tickets(office.console()).await.unwrap();
    assert_eq!(office.count("SELECT count(*) FROM desk.names").await, 2);
    sqlx::query("SELECT retention.erase_ticket(submitted_on, number, now()) FROM intake.tickets WHERE number = $1")
        .bind(number.to_string())
        .execute(office.owner())
        .await
        .unwrap();
    assert_eq!(office.count("SELECT count(*) FROM desk.names").await, 0);
    let (_, page) = office.finds(&ratna, "Kusumawijaya").await;
    assert!(!lists(&page, number));
}
