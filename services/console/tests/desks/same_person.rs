//! Other tickets of the person whose ticket is open.

use domain::{Desk, TicketNumber};

use crate::office::{Office, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;
/// That the officer does not have.
const OTHER_DESK: Desk = Desk::InstansiComplaints;

/// Files a ticket as the same person as `first`.
async fn another(office: &Office, first: TicketNumber, slug: &str) -> TicketNumber {
    let number = office.arrived(slug).await;
    let same = "UPDATE intake.tickets SET nik_index = (SELECT nik_index FROM intake.tickets WHERE number = $1)
                 WHERE number = $2";
    sqlx::query(same).bind(first.to_string()).bind(number.to_string()).execute(office.owner()).await.unwrap();
    number
}

#[tokio::test]
async fn the_persons_other_tickets_are_told_at_the_top_and_listed_with_form_stage_and_day() {
    let office = Office::open().await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    let alone = office.page(&ratna, &format!("/petugas/tiket/{number}")).await.text();
    assert!(alone.contains("Tidak ada tiket lain dengan NIK yang sama") && !alone.contains("Orang ini"), "{alone}");

    // The NIK of the page leads to all of them.
    let (answered, open) =
        (another(&office, number, STATUS_BUKAN_PNS).await, another(&office, number, "pengaduan-instansi").await);
    for (act, fields) in [("ambil", [("meja", DESK.as_str())]), ("jawaban", [("jawaban", "Sudah.")])] {
        office.submit(&ratna, &format!("/petugas/tiket/{answered}/{act}"), &fields).await;
    }
    let page = office.page(&ratna, &format!("/petugas/tiket/{number}")).await.text();
    assert!(page.contains("<a href=\"#tiket-lain\">2 tiket lain, 1 belum dijawab</a>"), "{page}");
    let listed = page.split("id=\"tiket-lain\"").nth(1).unwrap().split("</section>").next().unwrap();
    for told in [&format!("href=\"/petugas/tiket/{answered}\""), "Dijawab", "2026 10:0", OTHER_DESK.label()] {
        assert!(listed.contains(told), "{told}: {listed}");
    }
    assert!(!page.contains(&open.to_string()) && !page.contains(&open.spaced()), "another desk's number is not told");
}
