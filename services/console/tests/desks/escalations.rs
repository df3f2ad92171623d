//! What is about to be late: the supervisors' list, and who takes notice.

use domain::Desk;
use http::StatusCode;
use jiff::SignedDuration;

use crate::office::{Office, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;
const LIST: &str = "/petugas/mendesak";

/// The number in the header of a page; `None` where it says none.
fn urgent(page: &str) -> Option<i64> {
    let behind = page.split("data-live=\"urgent\">").nth(1)?;
    behind.split('<').next()?.parse().ok()
}

#[tokio::test]
async fn a_ticket_whose_deadline_nears_stands_on_the_supervisors_list_until_one_takes_notice() {
    let office = Office::open().await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let elsewhere = office.arrived("pengaduan-instansi").await;
    // Filed two days ago but for six hours and a minute: it is not on the list yet.
    office.clock.advance(SignedDuration::from_mins(42 * 60 - 1));
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let page = office.page(&head, LIST).await.text();
    assert!(page.contains("Tidak ada yang hampir terlambat") && urgent(&page) == Some(0), "{page}");

    office.clock.advance(SignedDuration::from_mins(2));
    let page = office.page(&head, LIST).await.text();
    assert!(page.contains(&format!("/petugas/tiket/{number}\"")) && urgent(&page) == Some(1), "{page}");
    assert!(page.contains("sisa 5 jam") && page.contains("Saya ketahui"), "{page}");
    assert!(!page.contains(&elsewhere.to_string()), "another desk's is another supervisor's");

    let other = office.officer("Pak Kepala", &["supervisor"], &[DESK]).await;
    for supervisor in [&other, &head] {
        let taken = office.submit(supervisor, LIST, &[("nomor", &number.to_string())]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER);
    }
    let page = office.page(&head, LIST).await.text();
    assert!(page.contains("Pak Kepala") && !page.contains("Saya ketahui"), "who was first took notice: {page}");
    assert_eq!(urgent(&page), Some(0));
    assert_eq!(office.audit(number).await, [("notice".to_owned(), None)], "once");

    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    assert_eq!(urgent(&office.page(&ratna, "/petugas/tiket").await.text()), None, "officers are told at each ticket");
    office.submit(&ratna, &format!("/petugas/tiket/{number}/ambil"), &[("meja", DESK.as_str())]).await;
    office.submit(&ratna, &format!("/petugas/tiket/{number}/jawaban"), &[("jawaban", "Sudah.")]).await;
    let page = office.page(&head, LIST).await.text();
    assert!(!page.contains(&number.to_string()), "what is answered is not late any more");
}

#[tokio::test]
async fn how_long_before_is_the_operators() {
    let office = Office::with_settings([("ESCALATE_BEFORE".to_owned(), "47h".to_owned())]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    assert!(!office.page(&head, LIST).await.text().contains(&number.to_string()));
    office.clock.advance(SignedDuration::from_hours(2));
    let head = office.signs_in_again(&head).await;
    assert!(office.page(&head, LIST).await.text().contains(&number.to_string()));
}
