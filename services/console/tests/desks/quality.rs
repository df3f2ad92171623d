//! How good the answers are, as supervisors see it: helped or not, the time to the first answer, and what came back.

use console::jobs::count_hours;
use domain::{Desk, TicketNumber};
use http::StatusCode;
use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::office::{Office, Officer, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;
const PATH: &str = "/petugas/ringkasan";

impl Office {
    /// What the status service writes when the applicant says whether the answer helped.
    async fn judges(&self, number: TicketNumber, helped: bool) {
        sqlx::query(
            "INSERT INTO status.verdicts (ticket_number, helped, said_at) VALUES ($1, $2, $3)
             ON CONFLICT (ticket_number) DO UPDATE SET helped = excluded.helped, said_at = excluded.said_at",
        )
        .bind(number.to_string())
        .bind(helped)
        .bind(self.clock.now().to_sqlx())
        .execute(self.owner())
        .await
        .unwrap();
    }

    async fn answered(&self, officer: &Officer, template: &str) -> TicketNumber {
        let number = self.arrived(STATUS_BUKAN_PNS).await;
        let fields = [("jawaban", "Data Anda sudah benar."), ("dari_templat", template)];
        let sent = self.submit(officer, &format!("/petugas/tiket/{number}/jawaban"), &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        number
    }

    async fn quality_file(&self, head: &Officer) -> Vec<String> {
        let file = self.page(head, &format!("{PATH}/mutu.csv")).await;
        assert_eq!(file.status, StatusCode::OK);
        file.text().lines().skip(1).map(str::to_owned).collect()
    }
}

#[tokio::test]
async fn what_helped_is_told_by_form_and_by_template_and_the_last_word_counts() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let fields = [("meja", DESK.as_str()), ("judul", "Sudah, \"benar\""), ("teks", "Data Anda sudah benar.")];
    office.submit(&head, "/petugas/templat", &fields).await;
    let template: Uuid = sqlx::query_scalar("SELECT id FROM desk.templates").fetch_one(office.owner()).await.unwrap();
    let template = template.to_string();
    let mut numbers = Vec::new();
    for from in [&*template, &*template, &*template, &*template, &*template, ""] {
        numbers.push(office.answered(&head, from).await);
    }
    for number in &numbers {
        office.judges(*number, true).await;
    }
    // One thinks again, and one writes once more.
    office.clock.advance(SignedDuration::from_hours(1));
    office.judges(numbers[0], false).await;
    sqlx::query(
        "INSERT INTO desk.entries (id, ticket_number, kind, body, said_at, desk, taken_at)
         VALUES (gen_random_uuid(), $1, 'follow_up', '', $2, $3, $2)",
    )
    .bind(numbers[0].to_string())
    .bind(office.clock.now().to_sqlx())
    .bind(DESK.as_str())
    .execute(office.owner())
    .await
    .unwrap();
    count_hours(office.console()).await.unwrap();
    count_hours(office.console()).await.unwrap();

    let head = office.signs_in_again(&head).await;
    let page = office.page(&head, PATH).await.text();
    for told in ["5 dari 6 (83 %)", "4 dari 5 (80 %)", "1 dari 1<", "Sudah, &#34;benar&#34;", "Ditulis sendiri"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(page.contains("<dt>Separuh tiket dijawab dalam</dt><dd class=\"figures__text\">1 jam</dd>"), "{page}");
    assert!(page.contains("width=\"83\""), "{page}");

    let form = numbers[0].form();
    assert_eq!(
        office.quality_file(&head).await,
        [
            format!("meja,{DESK},,,5,1,83,6,1,1,1"),
            format!("formulir,{DESK},{form},,5,1,83,6,1,1,1"),
            format!("templat,{DESK},,\"Sudah, \"\"benar\"\"\",4,1,80,,,,"),
            format!("templat,{DESK},,\"Ditulis sendiri, tanpa templat\",1,0,,,,,"),
        ]
    );
    let entries = "SELECT count(*) FROM audit.entries WHERE action = 'export' AND detail = 'quality 4'";
    assert_eq!(office.count(entries).await, 1);
}

#[tokio::test]
async fn the_time_to_the_first_answer_is_told_from_five_answers_on() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let mut numbers = Vec::new();
    for _ in 0..5 {
        numbers.push(office.arrived(STATUS_BUKAN_PNS).await);
    }
    let mut head = head;
    for (number, hours) in numbers.iter().zip([1, 1, 3, 20, 45]) {
        office.clock.advance(SignedDuration::from_hours(hours));
        head = office.signs_in_again(&head).await;
        office.submit(&head, &format!("/petugas/tiket/{number}/jawaban"), &[("jawaban", "Sudah.")]).await;
        count_hours(office.console()).await.unwrap();
        let lines = office.quality_file(&head).await;
        let told = numbers.last() == Some(number);
        assert_eq!(lines[0].ends_with(",5,5,70,0"), told, "{lines:?}");
    }
    // What is older than the period counts no more.
    office.clock.advance(SignedDuration::from_hours(14 * 24 + 1));
    let head = office.signs_in_again(&head).await;
    count_hours(office.console()).await.unwrap();
    assert_eq!(office.quality_file(&head).await, Vec::<String>::new());
    assert!(office.page(&head, PATH).await.text().contains("Belum ada jawaban atau penilaian."));
}

#[tokio::test]
async fn another_desks_answers_are_another_supervisors() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let number = office.answered(&head, "").await;
    office.judges(number, true).await;
    count_hours(office.console()).await.unwrap();
    let other = office.officer("Pak Kepala", &["supervisor"], &[Desk::BknAccounts]).await;
    assert_eq!(office.quality_file(&other).await, Vec::<String>::new());
    assert_eq!(office.quality_file(&head).await.len(), 3);
}
