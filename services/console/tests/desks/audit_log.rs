//! Who saw what: entries are only added, and whoever changes them behind the service's back is found out.

use audit::{Action, Actor, Anchor, Entry, Finding, Report, Subject};
use domain::Desk;
use jiff::SignedDuration;
use officers::Role;
use serde_json::json;
use sqlx::AssertSqlSafe;

use crate::browser::Browser;
use crate::office::{Office, STATUS_BUKAN_PNS};

const DESK: Desk = Desk::BknDataFixes;

/// Writes so many entries and puts them into the chain.
async fn chained(office: &Office, entries: usize) -> Anchor {
    for number in 0..entries {
        let entry = Entry::new(office.clock.now(), Actor::Operator, Action::Export).detail(number.to_string());
        audit::record(office.owner(), &entry).await.unwrap();
    }
    let (sealed, end) = audit::seal(office.owner(), &office.vault, &office.clock).await.unwrap();
    assert_eq!(sealed, entries);
    end.unwrap()
}

async fn verify(office: &Office, anchors: &[Anchor]) -> Report {
    audit::verify(office.owner(), &office.vault, anchors, office.clock.now()).await.unwrap()
}

/// What somebody with all rights does behind the service's back.
async fn tamper(office: &Office, sql: &'static str) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(office.owner()).await.unwrap();
}

#[tokio::test]
async fn a_log_that_nobody_touched_fits() {
    let office = Office::open().await;
    let first = chained(&office, 3).await;
    let second = chained(&office, 500).await;
    let report = verify(&office, &[first, second]).await;
    assert_eq!((report.findings.as_slice(), report.links, report.end), ([].as_slice(), 503, Some(second)));
}

#[tokio::test]
async fn an_edited_entry_is_found() {
    for sql in [
        "UPDATE audit.entries SET detail = 'x' WHERE id = 3",
        "UPDATE audit.entries SET at = at + interval '1 microsecond' WHERE id = 3",
        "UPDATE audit.entries SET actor_kind = 'nobody' WHERE id = 3",
        "UPDATE audit.entries SET ticket_number = '' WHERE id = 3",
        "UPDATE audit.chain SET hash = sha256(hash) WHERE position = 3",
        "UPDATE audit.chain SET sealed_at = sealed_at - interval '1 day' WHERE position = 3",
    ] {
        let office = Office::open().await;
        chained(&office, 5).await;
        tamper(&office, sql).await;
        let findings = verify(&office, &[]).await.findings;
        assert!(findings.contains(&Finding::Changed { position: 3, entry: 3 }), "{sql}: {findings:?}");
    }
}

#[tokio::test]
async fn a_removed_entry_is_found_with_and_without_its_link() {
    let office = Office::open().await;
    chained(&office, 5).await;
    tamper(&office, "DELETE FROM audit.entries WHERE id = 2").await;
    assert_eq!(verify(&office, &[]).await.findings, [Finding::Removed { position: 2, entry: 2 }]);
    tamper(&office, "DELETE FROM audit.chain WHERE position = 2").await;
    assert_eq!(verify(&office, &[]).await.findings, [Finding::Gap { from: 2, until: 3 }]);
    // And nobody closes the gap by moving the others up.
    tamper(
        &office,
        "UPDATE audit.chain SET position = -position WHERE position > 2; UPDATE audit.chain SET position \
        = -position - 1 WHERE position < 0",
    )
    .await;
    let findings = verify(&office, &[]).await.findings;
    assert!(findings.contains(&Finding::Changed { position: 2, entry: 3 }), "{findings:?}");
}

#[tokio::test]
async fn entries_in_another_order_are_found() {
    let office = Office::open().await;
    chained(&office, 5).await;
    tamper(
        &office,
        "UPDATE audit.chain SET entry_id = -entry_id WHERE entry_id IN (2, 4); \
         UPDATE audit.chain SET entry_id = CASE entry_id WHEN -2 THEN 4 ELSE 2 END WHERE entry_id < 0",
    )
    .await;
    let findings = verify(&office, &[]).await.findings;
    assert_eq!(findings, [Finding::Changed { position: 2, entry: 4 }, Finding::Changed { position: 4, entry: 2 }]);
}

#[tokio::test]
async fn an_entry_that_was_slipped_in_is_found() {
    let office = Office::open().await;
    chained(&office, 2).await;
    tamper(&office, "INSERT INTO audit.entries (at, actor_kind, action) VALUES (now(), 'operator', 'export')").await;
    assert_eq!(verify(&office, &[]).await.findings, [Finding::Outside { entry: 3 }]);
}

#[tokio::test]
async fn a_tail_that_was_cut_off_is_found_by_an_anchor() {
    let office = Office::open().await;
    let (kept, anchor) = (chained(&office, 3).await, chained(&office, 2).await);
    tamper(&office, "DELETE FROM audit.entries WHERE id > 3; DELETE FROM audit.chain WHERE position > 3").await;
    assert_eq!(verify(&office, &[]).await.findings, [], "nothing inside of the database tells of it");
    assert_eq!(verify(&office, &[kept, anchor]).await.findings, [Finding::Anchor { position: 5 }]);
    // Nor does it help to fill up with others.
    chained(&office, 2).await;
    assert_eq!(verify(&office, &[kept, anchor]).await.findings, [Finding::Anchor { position: 5 }]);
}

#[tokio::test]
async fn only_the_links_cut_off_or_an_entry_held_back_is_found_without_an_anchor() {
    let office = Office::open().await;
    chained(&office, 3).await;
    tamper(&office, "DELETE FROM audit.chain WHERE position = 3").await;
    assert_eq!(verify(&office, &[]).await.findings, [Finding::Outside { entry: 3 }]);
    let office = Office::open().await;
    audit::record(office.owner(), &Entry::new(office.clock.now(), Actor::Operator, Action::Export)).await.unwrap();
    assert_eq!(verify(&office, &[]).await.findings, [], "it will be sealed in a moment");
    office.clock.advance(SignedDuration::from_mins(11));
    assert_eq!(verify(&office, &[]).await.findings, [Finding::Outside { entry: 1 }]);
    tamper(&office, "DELETE FROM audit.entries").await;
    assert_eq!(verify(&office, &[]).await.findings, [Finding::NeverSealed { entry: 1 }]);
}

#[tokio::test]
async fn processes_that_seal_at_once_make_one_chain() {
    let office = Office::open().await;
    for _ in 0..200 {
        audit::record(office.owner(), &Entry::new(office.clock.now(), Actor::Operator, Action::Export)).await.unwrap();
    }
    let sealing = (0..4).map(|_| audit::seal(office.owner(), &office.vault, &office.clock));
    for sealed in futures_util::future::join_all(sealing).await {
        sealed.unwrap();
    }
    audit::seal(office.owner(), &office.vault, &office.clock).await.unwrap();
    let report = verify(&office, &[]).await;
    assert_eq!((report.findings.len(), report.links), (0, 200));
}

#[tokio::test]
async fn the_service_can_add_and_do_nothing_else() {
    let office = Office::open().await;
    chained(&office, 2).await;
    let service = office.as_console().await;
    for sql in [
        "UPDATE audit.entries SET detail = 'x'",
        "DELETE FROM audit.entries",
        "TRUNCATE audit.entries",
        "UPDATE audit.chain SET hash = ''",
        "DELETE FROM audit.chain",
        "UPDATE audit.unsealed SET entry_id = 1",
    ] {
        let refused = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&service).await.unwrap_err();
        assert!(refused.to_string().contains("permission denied"), "{sql}: {refused}");
    }
}

#[tokio::test]
async fn what_officers_and_agencies_do_is_in_the_log_by_name() {
    let office = Office::open().await;
    let auditor = office.officer("Wayan Audit", &["auditor"], &[DESK]).await;
    let token = office.token(&[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    office.get(&token, &format!("/api/v1/tickets/{number}")).await;
    office.post(&token, &format!("/api/v1/tickets/{number}/answers"), &json!({ "text": "Sudah diperbaiki." })).await;
    let browser = Browser::new(&office);
    office.enrolled(&browser, "Ratna Dewi", "198501012010011001", &[Role::Officer], &[DESK]).await;
    Browser::new(&office).password("198501012010011001", "Bukan-Sandinya-1").await;
    let page = office.page(&auditor, "/petugas/audit").await.text();
    for told in [
        "Membuka tiket",
        "Menjawab",
        &token,
        &number.to_string(),
        "Membuat akun",
        "Operator Budi",
        "Mendaftarkan ponsel",
        "Masuk",
        "Gagal masuk",
        "Ratna Dewi",
    ] {
        assert!(page.contains(told), "{told}");
    }
    for hidden in
        ["Sudah diperbaiki", "198501012010011001", &testing::Person::new(1).nik, &testing::Person::new(1).full_name]
    {
        assert!(!page.contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn an_auditor_finds_entries_by_name_ticket_and_day() {
    let office = Office::open().await;
    let auditor = office.officer("Wayan Audit", &["auditor"], &[DESK]).await;
    let token = office.token(&[DESK]).await;
    let (first, second) = (office.arrived(STATUS_BUKAN_PNS).await, office.arrived(STATUS_BUKAN_PNS).await);
    office.get(&token, &format!("/api/v1/tickets/{first}")).await;
    office.clock.advance(SignedDuration::from_hours(24));
    let auditor_later = office.officer("Made Audit", &["auditor"], &[DESK]).await;
    office.get(&token, &format!("/api/v1/tickets/{second}")).await;
    let rows = async |query: &str| {
        let page = office.page(&auditor_later, &format!("/petugas/audit?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        page.text().split("<tbody>").nth(1).unwrap_or_default().to_owned()
    };
    let by_ticket = rows(&format!("tiket={first}")).await;
    assert!(by_ticket.contains(&first.to_string()) && !by_ticket.contains(&second.to_string()));
    let by_day = rows("hari=2026-11-21").await;
    assert!(by_day.contains(&first.to_string()) && !by_day.contains(&second.to_string()));
    let by_name = rows(&format!("nama={}", &token[..20])).await;
    assert!(
        by_name.contains(&first.to_string())
            && by_name.contains(&second.to_string())
            && !by_name.contains("Membaca catatan akses")
    );
    assert!(rows("nama=Tidak+Ada").await.is_empty());
    let wrong = office.page(&auditor_later, "/petugas/audit?tiket=1&hari=x").await;
    assert_eq!(wrong.status, 422);
    assert!(office.page(&auditor, "/petugas/audit").await.status == 303, "a day later that session is over");
}

#[tokio::test]
async fn an_auditor_finds_what_concerns_an_applicants_account_by_its_number() {
    let office = Office::open().await;
    let auditor = office.officer("Wayan Audit", &["auditor"], &[DESK]).await;
    let account = office.clock.new_id();
    let entry = Entry::new(office.clock.now(), Actor::Applicant(account), Action::PasswordChanged);
    audit::record(office.owner(), &entry.about(Subject::Applicant(account))).await.unwrap();
    let page = office.page(&auditor, &format!("/petugas/audit?nama={account}")).await.text();
    let rows = page.split("<tbody>").nth(1).unwrap();
    assert_eq!(rows.matches(&format!("Akun pelamar {account}")).count(), 2, "who acted, and on whose account: {rows}");
    assert!(rows.contains("Mengganti kata sandi") && !rows.contains("Membaca catatan akses"), "{rows}");
}

#[tokio::test]
async fn an_auditor_reads_about_tickets_of_the_own_desks_only() {
    let office = Office::open().await;
    let foreign = office.officer("Wayan Audit", &["auditor"], &[Desk::BknAccounts]).await;
    let token = office.token(&[DESK]).await;
    let number = office.arrived(STATUS_BUKAN_PNS).await;
    office.get(&token, &format!("/api/v1/tickets/{number}")).await;
    let page = office.page(&foreign, &format!("/petugas/audit?tiket={number}")).await;
    assert!(page.text().contains("Tidak ada catatan yang cocok"));
}

#[tokio::test]
async fn pages_of_the_log_lead_to_each_other_without_a_gap() {
    let office = Office::open().await;
    let auditor = office.officer("Wayan Audit", &["auditor"], &[]).await;
    for number in 0..120 {
        let entry = Entry::new(office.clock.now(), Actor::Operator, Action::Export).detail(format!("baris-{number}."));
        audit::record(office.owner(), &entry).await.unwrap();
    }
    let (mut address, mut seen) = ("/petugas/audit?nama=".to_owned(), Vec::new());
    loop {
        let page = office.page(&auditor, &address).await.text();
        seen.extend(page.split("baris-").skip(1).map(|rest| rest.split('.').next().unwrap().parse::<u32>().unwrap()));
        let Some(next) = page.split("href=\"/petugas/audit?").nth(1) else { break };
        address =
            format!("/petugas/audit?{}", next.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&"));
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..120).collect::<Vec<_>>());
}
