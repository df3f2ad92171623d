//! Tickets that are alike: which they are, who finds them, and one answer for them.

use console::jobs::{answer_bulk, cluster_tickets};
use domain::{Desk, TicketNumber};
use http::{StatusCode, header};
use uuid::Uuid;

use crate::office::{Office, Officer, STATUS_BUKAN_PNS};

pub(crate) const DESK: Desk = Desk::BknDataFixes;
pub(crate) const MISSING_UNIVERSITY: &str = "perguruan-tinggi-tidak-ditemukan";
const MISSING_BIRTH_PLACE: &str = "lokasi-lahir-tidak-ditemukan";
const RESIGNED: &str = "Saya mengundurkan diri tiga tahun lalu dengan surat keputusan resmi, tetapi status saya belum \
    berubah sampai hari ini.";
const AGAIN: &str = "Saya mengundurkan diri tiga tahun lalu dengan surat keputusan resmi, tetapi status saya belum \
    berubah sampai hari ini. Mohon bantuannya!";

pub(crate) async fn head(office: &Office, name: &str) -> Officer {
    office.officer(name, &["supervisor"], &[DESK]).await
}

/// The clusters of some tickets, each as the place of the first ticket in it; `None` for a ticket that is in none.
async fn grouped(office: &Office, numbers: &[TicketNumber]) -> Vec<Option<usize>> {
    let mut ids = Vec::new();
    for number in numbers {
        ids.push(cluster(office, *number).await);
    }
    ids.iter().map(|id| id.and_then(|id| ids.iter().position(|other| *other == Some(id)))).collect()
}

pub(crate) async fn cluster(office: &Office, number: TicketNumber) -> Option<Uuid> {
    sqlx::query_scalar("SELECT cluster_id FROM desk.cases WHERE ticket_number = $1")
        .bind(number.to_string())
        .fetch_one(office.owner())
        .await
        .unwrap()
}

#[tokio::test]
async fn those_are_together_who_miss_the_same_entry() {
    let office = Office::open().await;
    for sql in [
        "INSERT INTO reference.countries (alpha2, name_id, name_en) VALUES ('NL', 'Belanda', 'Netherlands')",
        "INSERT INTO reference.universities (name) VALUES ('Universitas Indonesia')",
        "REFRESH MATERIALIZED VIEW reference.imported_terms",
    ] {
        sqlx::query(sql).execute(office.owner()).await.unwrap();
    }
    let study = async |university: &str, level: &str, programme: &str| {
        let fields = [("university", university), ("education_level", level), ("study_programme", programme)];
        office.arrived_saying(MISSING_UNIVERSITY, &fields).await
    };
    let birth = async |city: &str, country: &str| {
        office.arrived_saying(MISSING_BIRTH_PLACE, &[("birth_city", city), ("birth_country", country)]).await
    };
    let numbers = [
        study("Universitas Cendekia Nusantara", "S-1", "Gizi").await,
        study("UNIVERSITAS  Cendekia-Nusantara", "D-III", "Hukum").await,
        study("Univ. Cendekia Nusantara", "S-1", "Gizi").await,
        study("Universitas Indonesia", "S-1", "Gizi Kerja").await,
        study("universitas indonesia", "S-1", "Gizi kerja").await,
        study("Universitas Indonesia", "S-2", "Gizi Kerja").await,
        birth("Wassenaar", "Belanda").await,
        birth("wassenaar", "Netherlands").await,
        birth("Wassenaar", "Suriname").await,
    ];
    assert_eq!(cluster_tickets(office.console()).await.unwrap(), numbers.len());
    let expected = [0, 0, 2, 3, 3, 5, 6, 6, 8].map(Some);
    assert_eq!(grouped(&office, &numbers).await, expected);
    let readable = "SELECT count(*) FROM desk.clusters k WHERE k::text ~* 'cendekia|gizi|wassenaar|indonesia|belanda'";
    assert_eq!(office.count(readable).await, 0, "only marks are stored");
}

#[tokio::test]
async fn those_are_together_whose_texts_are_much_the_same() {
    let office = Office::open().await;
    let tell = async |text: &str| office.arrived_saying(STATUS_BUKAN_PNS, &[("chronology", text)]).await;
    let other_form = office.arrived_saying("status-sudah-bukan-asn", &[("chronology", RESIGNED)]).await;
    let accounts = office.arrived("nik-didaftarkan-orang-lain").await;
    let numbers = [
        tell(RESIGNED).await,
        tell("Nama ibu kandung pada data saya salah tulis. Mohon dibetulkan sesuai akta kelahiran.").await,
        tell(AGAIN).await,
        tell("???").await,
        other_form,
        accounts,
    ];
    cluster_tickets(office.console()).await.unwrap();
    assert_eq!(grouped(&office, &numbers).await, [Some(0), Some(1), Some(0), None, Some(4), None]);

    // Later ones join; nobody moves.
    let late = tell(RESIGNED).await;
    assert_eq!(cluster_tickets(office.console()).await.unwrap(), 1);
    assert_eq!(cluster(&office, late).await, cluster(&office, numbers[0]).await);
    assert_eq!(cluster_tickets(office.console()).await.unwrap(), 0);
}

#[tokio::test]
async fn tickets_from_before_are_grouped_and_those_that_cannot_be_opened_hold_nobody_up() {
    let office = Office::open().await;
    let numbers = [
        office.arrived_saying(STATUS_BUKAN_PNS, &[("chronology", RESIGNED)]).await,
        office.arrived_saying(STATUS_BUKAN_PNS, &[("chronology", RESIGNED)]).await,
        office.arrived(STATUS_BUKAN_PNS).await,
        office.arrived("nik-didaftarkan-orang-lain").await,
    ];
    office.erase(numbers[1]).await;
    sqlx::query("UPDATE intake.tickets SET content = 'bukan isi' WHERE number = $1")
        .bind(numbers[2].to_string())
        .execute(office.owner())
        .await
        .unwrap();
    sqlx::query("UPDATE desk.cases SET to_cluster = true").execute(office.owner()).await.unwrap();
    assert_eq!(cluster_tickets(office.console()).await.unwrap(), 4);
    assert_eq!(grouped(&office, &numbers).await, [Some(0), None, None, None]);
    assert_eq!(office.count("SELECT count(*) FROM desk.cases WHERE to_cluster").await, 0);
}

#[tokio::test]
async fn several_processes_found_each_cluster_once() {
    let office = Office::open().await;
    for round in 0..130 {
        let matter = [
            "formasi guru belum tampil di laman",
            "kartu peserta saya hilang saat banjir",
            "nilai ujian berbeda dengan pengumuman",
        ];
        office.arrived_saying(STATUS_BUKAN_PNS, &[("chronology", matter[round % 3])]).await;
        office.arrived_saying(MISSING_UNIVERSITY, &[("university", ["Kampus Satu", "Kampus Dua"][round % 2])]).await;
    }
    let work = || cluster_tickets(office.console());
    let (one, two, three) = tokio::join!(work(), work(), work());
    // A process that finds another one at work has a rest; the next look goes on.
    let more = work().await.unwrap();
    assert_eq!(one.unwrap() + two.unwrap() + three.unwrap() + more, 260);
    assert_eq!(office.count("SELECT count(*) FROM desk.clusters").await, 5);
    assert_eq!(office.count("SELECT count(*) FROM desk.cases WHERE cluster_id IS NULL OR to_cluster").await, 0);
}

#[tokio::test]
async fn a_supervisor_sees_the_largest_group_first_and_answers_it() {
    let office = Office::open().await;
    let mut resigned = Vec::new();
    for text in [RESIGNED, AGAIN, RESIGNED] {
        resigned.push(office.arrived_saying(STATUS_BUKAN_PNS, &[("chronology", text)]).await);
    }
    for _ in 0..2 {
        office.arrived_saying(MISSING_UNIVERSITY, &[("university", "Kampus Maju Bersama")]).await;
    }
    let alone = office.arrived_saying(MISSING_UNIVERSITY, &[("university", "Kampus Seorang Diri")]).await;
    cluster_tickets(office.console()).await.unwrap();
    let head = head(&office, "Ibu Kepala").await;

    let page = office.page(&head, "/petugas/kelompok?meja=bkn.data-fixes").await.text();
    let (first, second) = (page.find("Saya mengundurkan diri").unwrap(), page.find("Kampus Maju Bersama").unwrap());
    assert!(
        first < second && page.contains("3 tiket") && page.contains("2 tiket") && !page.contains("Seorang Diri"),
        "{page}"
    );
    let read = "SELECT count(*) FROM audit.entries WHERE action = 'read_ticket' AND detail = 'cluster'";
    assert_eq!(office.count(read).await, 2, "one ticket of each was opened");

    let group = cluster(&office, resigned[0]).await.unwrap().to_string();
    let ticket = office.page(&head, &format!("/petugas/tiket/{}", resigned[1])).await.text();
    assert!(ticket.contains("2 tiket serupa menunggu") && ticket.contains(&group), "{ticket}");
    assert!(!office.page(&head, &format!("/petugas/tiket/{alone}")).await.text().contains("serupa menunggu"));
    let one = office.page(&head, &format!("/petugas/kelompok?meja=bkn.data-fixes&kelompok={group}")).await.text();
    assert!(one.contains("Saya mengundurkan diri") && !one.contains("Kampus Maju Bersama"));

    let none = office.page(&head, "/petugas/massal/baru?meja=bkn.data-fixes&kelompok=").await;
    assert_eq!(none.headers[header::LOCATION], "/petugas/kelompok?meja=bkn.data-fixes&pesan=pilih");
    let unknown = [("meja", DESK.as_str()), ("kelompok", "x"), ("teks", "Sudah kami perbaiki."), ("aksi", "mulai")];
    let nobody = office.submit(&head, "/petugas/massal/baru", &unknown).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY, "never all tickets of the desk");
    let compose = office
        .page(&head, &format!("/petugas/massal/baru?meja=bkn.data-fixes&kelompok=&kelompok={group}"))
        .await
        .text();
    assert!(
        compose.contains(&format!("name=\"kelompok\" value=\"{group}\"")) && compose.contains("<dd>3</dd>"),
        "{compose}"
    );
    let fields =
        [("meja", DESK.as_str()), ("kelompok", group.as_str()), ("teks", "Sudah kami perbaiki."), ("aksi", "mulai")];
    assert_eq!(office.submit(&head, "/petugas/massal/baru", &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(answer_bulk(office.console(), 100).await.unwrap(), 3);
    let mut answered: Vec<String> = sqlx::query_scalar("SELECT ticket_number FROM desk.answers ORDER BY 1")
        .fetch_all(office.owner())
        .await
        .unwrap();
    answered.sort();
    assert_eq!(answered, resigned.iter().map(ToString::to_string).collect::<Vec<_>>());
    assert!(!office.page(&head, "/petugas/kelompok").await.text().contains("Saya mengundurkan diri"));
}

#[tokio::test]
async fn only_supervisors_see_groups_and_only_those_of_their_desks() {
    let office = Office::open().await;
    for _ in 0..2 {
        office.arrived_saying(MISSING_UNIVERSITY, &[("university", "Kampus Maju Bersama")]).await;
    }
    let number = office.arrived_saying(MISSING_UNIVERSITY, &[("university", "Kampus Maju Bersama")]).await;
    cluster_tickets(office.console()).await.unwrap();
    let group = cluster(&office, number).await.unwrap();
    let officer = office.officer("Ratna", &["officer"], &[DESK]).await;
    let foreign = office.officer("Joko", &["supervisor"], &[Desk::InstansiComplaints]).await;
    assert!(!office.page(&officer, &format!("/petugas/tiket/{number}")).await.text().contains("serupa menunggu"));
    for address in ["/petugas/kelompok", "/petugas/kelompok/rujukan"] {
        let address = format!("{address}?meja=bkn.data-fixes&kelompok={group}");
        assert_eq!(office.page(&officer, &address).await.status, StatusCode::FORBIDDEN);
        assert!(!office.page(&foreign, &address).await.text().contains("Maju Bersama"));
    }
    let (id, aksi) = (group.to_string(), "setujui");
    let fields = [("meja", DESK.as_str()), ("kelompok", &id), ("nama", "Kampus"), ("teks", "Sudah."), ("aksi", aksi)];
    assert_eq!(office.submit(&officer, "/petugas/kelompok/rujukan", &fields).await.status, StatusCode::FORBIDDEN);
    assert_eq!(office.submit(&foreign, "/petugas/kelompok/rujukan", &fields).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        office
            .count("SELECT (SELECT count(*) FROM reference.additions) + (SELECT count(*) FROM desk.bulk_answers)")
            .await,
        0
    );
}
