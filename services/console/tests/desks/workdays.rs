//! When the office works: supervisors set it, and what is late follows it.

use domain::Desk;
use http::StatusCode;

use crate::office::{Office, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;
const PATH: &str = "/petugas/hari-kerja";
/// What a form sends.
type Fields<'a> = &'a [(&'a str, &'a str)];

const WEEK: [(&str, &str); 7] = [
    ("senin", "ya"),
    ("selasa", "ya"),
    ("rabu", "ya"),
    ("kamis", "ya"),
    ("jumat", "ya"),
    ("mulai", "08.00"),
    ("selesai", "16.00"),
];

#[tokio::test]
async fn what_is_about_to_be_late_follows_days_hours_and_holidays() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    // Filed on Saturday at 10.00 WIB and due on Monday at 10.00 WIB.
    let number = office.arrived(STATUS_BUKAN_PNS).await.to_string();
    let urgent = async || office.page(&head, "/petugas/mendesak").await.text();
    assert!(!urgent().await.contains(&number), "two days are left");

    let set = office.submit(&head, PATH, &WEEK).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text());
    let page = urgent().await;
    assert!(page.contains(&number) && page.contains("sisa 2 jam kerja") && page.contains("6 jam kerja"), "{page}");
    let list = office.page(&head, "/petugas/tiket").await.text();
    assert!(list.contains("sisa 2 jam kerja"), "{list}");

    let holiday = [("dari", "23-11-2026"), ("nama", "Hari Guru")];
    assert_eq!(office.submit(&head, &format!("{PATH}/libur"), &holiday).await.status, StatusCode::SEE_OTHER);
    assert!(urgent().await.contains("sisa 0 menit kerja"), "nobody works before it is due");
    let page = office.page(&head, PATH).await.text();
    assert!(page.contains("Senin, 23 November 2026") && page.contains("Hari Guru"), "{page}");

    let removed = office.submit(&head, &format!("{PATH}/libur/hapus"), &[("hari", "2026-11-23")]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    assert!(urgent().await.contains("sisa 2 jam kerja"));
    let details: Vec<String> =
        sqlx::query_scalar("SELECT detail FROM audit.entries WHERE action = 'workdays' ORDER BY id")
            .fetch_all(office.owner())
            .await
            .unwrap();
    assert_eq!(details, ["week", "added 2026-11-23 1", "removed 2026-11-23"]);
}

#[tokio::test]
async fn ten_days_of_lebaran_are_entered_at_once() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let days = [("dari", "6 Maret 2027"), ("sampai", "15/3/2027"), ("nama", "Idulfitri 1448 H")];
    for _ in 0..2 {
        assert_eq!(office.submit(&head, &format!("{PATH}/libur"), &days).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(office.count("SELECT count(*) FROM workdays.holidays WHERE name = 'Idulfitri 1448 H'").await, 10);
    assert_eq!(office.count("SELECT count(*) FROM audit.entries WHERE action = 'workdays'").await, 1, "once");
}

#[tokio::test]
async fn what_was_mistyped_is_told_beside_it_and_nothing_is_changed() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let holidays = format!("{PATH}/libur");
    let cases: [(&str, Fields<'_>, &str); 6] = [
        (PATH, &[("mulai", "08.00"), ("selesai", "16.00")], "Pilih sedikitnya satu hari kerja."),
        (PATH, &[("senin", "ya"), ("mulai", "pagi"), ("selesai", "16.00")], "Tulis jam dan menit, misalnya 08.00."),
        (PATH, &[("senin", "ya"), ("mulai", "16.00"), ("selesai", "08.00")], "Jam selesai harus sesudah jam mulai."),
        (&holidays, &[("dari", "besok"), ("nama", "Libur")], "Tanggal ini belum terbaca."),
        (&holidays, &[("dari", "25-12-2026"), ("nama", " ")], "Tulis nama hari liburnya."),
        (
            &holidays,
            &[("dari", "25-12-2026"), ("sampai", "24-12-2026"), ("nama", "Natal")],
            "Tanggal terakhir harus sama dengan",
        ),
    ];
    for (path, fields, told) in cases {
        let page = office.submit(&head, path, fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        let page = page.text();
        assert!(page.contains(told) && page.contains("field__error"), "{told}: {page}");
    }
    assert_eq!(office.count("SELECT count(*) FROM workdays.holidays").await, 0);
    assert_eq!(office.count("SELECT count(*) FROM audit.entries WHERE action = 'workdays'").await, 0);
}

#[tokio::test]
async fn a_ticket_that_came_back_is_due_after_two_working_days() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    office.submit(&head, PATH, &WEEK).await;
    answer::jobs::read_calendar(office.answer()).await.unwrap();
    let token = office.token(&[DESK]).await;
    let number = office.came_back(&token).await;
    // It came back on Sunday at 10.00 WIB: Monday and Tuesday are the two days.
    let due: jiff_sqlx::Timestamp = sqlx::query_scalar("SELECT answer_due_at FROM desk.cases WHERE ticket_number = $1")
        .bind(number.to_string())
        .fetch_one(office.owner())
        .await
        .unwrap();
    assert_eq!(due.to_jiff(), "2026-11-24T09:00:00Z".parse().unwrap());
}
