//! How it goes, as supervisors see it.

use console::jobs::count_hours;
use domain::Desk;
use http::{StatusCode, header};
use jiff::SignedDuration;

use crate::office::{Office, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;
const PATH: &str = "/petugas/ringkasan";

#[tokio::test]
async fn what_came_what_was_answered_and_by_whom_is_counted() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let ratna = office.officer("Ratna Dewi", &["officer"], &[DESK]).await;
    let mut numbers = Vec::new();
    for _ in 0..4 {
        numbers.push(office.arrived(STATUS_BUKAN_PNS).await);
    }
    office.arrived("pengaduan-instansi").await;
    for (number, hours) in [(numbers[0], 1), (numbers[1], 30), (numbers[2], 19)] {
        office.clock.advance(SignedDuration::from_hours(hours));
        // Sessions end meanwhile.
        sqlx::query("UPDATE desk.sessions SET last_seen_at = $1, expires_at = $1 + interval '12 hours'")
            .bind(jiff_sqlx::Timestamp::from(office.clock.now()))
            .execute(office.owner())
            .await
            .unwrap();
        let path = format!("/petugas/tiket/{number}/jawaban");
        assert_eq!(
            office.submit(&ratna, &path, &[("jawaban", "Sudah diperbaiki.")]).await.status,
            StatusCode::SEE_OTHER
        );
    }
    count_hours(office.console()).await.unwrap();
    count_hours(office.console()).await.unwrap();

    let page = office.page(&head, PATH).await.text();
    // In the last 24 hours two were answered, after 31 and 50 hours.
    for figure in [
        "<dt>Dijawab, 24 jam terakhir</dt><dd>2</dd>",
        "<dt>Dijawab dalam 24 jam</dt><dd>0 %</dd>",
        "<dt>Dijawab sebelum tenggat</dt><dd>50 %</dd>",
    ] {
        assert!(page.contains(figure), "{figure}: {page}");
    }
    assert!(page.contains("<th scope=\"row\">Ratna Dewi</th><td>2</td>"), "{page}");
    assert!(
        page.contains("<span class=\"urgency urgency--late\">1</span>")
            && !page.contains(Desk::InstansiComplaints.label()),
        "{page}"
    );

    let file = office.page(&head, &format!("{PATH}/per-jam.csv")).await;
    assert_eq!(file.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    let lines: Vec<String> = file.text().lines().map(str::to_owned).collect();
    assert_eq!(lines[0], "jam_wib,meja,masuk,dijawab,dalam_24_jam,dalam_48_jam");
    let counted: Vec<&str> = lines[1..].iter().map(|line| line.split_once(',').unwrap().1).collect();
    assert_eq!(
        counted,
        ["bkn.data-fixes,4,0,0,0", "bkn.data-fixes,0,1,1,1", "bkn.data-fixes,0,1,0,1", "bkn.data-fixes,0,1,0,0"]
    );
    assert_eq!(
        office.count("SELECT count(*) FROM audit.entries WHERE action = 'export' AND detail = 'hours 4'").await,
        1
    );
}

#[tokio::test]
async fn an_empty_desk_says_so() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    count_hours(office.console()).await.unwrap();
    let page = office.page(&head, PATH).await.text();
    assert!(
        page.contains("Semua tiket sudah dijawab.")
            && page.contains("Tidak ada tiket terbuka.")
            && page.contains("<dd>–</dd>")
    );
}

#[tokio::test]
async fn only_supervisors_see_it() {
    let office = Office::open().await;
    for role in ["officer", "administrator", "auditor"] {
        let other = office.officer(role, &[role], &[DESK]).await;
        assert_eq!(office.page(&other, PATH).await.status, StatusCode::FORBIDDEN, "{role}");
        assert_eq!(office.page(&other, &format!("{PATH}/per-jam.csv")).await.status, StatusCode::FORBIDDEN, "{role}");
    }
}
