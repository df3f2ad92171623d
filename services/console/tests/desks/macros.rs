//! Macros: supervisors keep them, officers see what one will do, and one press does it whole or not at all.

use domain::{Desk, TicketNumber};
use http::StatusCode;
use uuid::Uuid;

use crate::office::{Answer, Office, Officer, STATUS_BUKAN_PNS, hidden};

const DESK: Desk = Desk::BknDataFixes;
const PATH: &str = "/petugas/makro";
const NOTE: &str = "Sudah dicek di SIASN.";

impl Office {
    /// Keeps a template and a macro that answers with it; returns the macro's id.
    async fn answering_macro(&self, head: &Officer, body: &str) -> Uuid {
        let fields = [("meja", DESK.as_str()), ("judul", "Sudah benar"), ("teks", body)];
        assert_eq!(self.submit(head, "/petugas/templat", &fields).await.status, StatusCode::SEE_OTHER);
        let template: Uuid = sqlx::query_scalar("SELECT id FROM desk.templates").fetch_one(self.owner()).await.unwrap();
        self.keeps_macro(head, &[("tindakan", "jawab"), ("templat", &template.to_string())]).await
    }

    async fn keeps_macro(&self, head: &Officer, act: &[(&str, &str)]) -> Uuid {
        let fields = [("meja", DESK.as_str()), ("nama", "Selesai"), ("catatan", NOTE)];
        let kept = self.submit(head, PATH, &[&fields[..], act].concat()).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
        sqlx::query_scalar("SELECT id FROM desk.macros").fetch_one(self.owner()).await.unwrap()
    }

    async fn taken(&self, officer: &Officer) -> TicketNumber {
        let number = self.arrived(STATUS_BUKAN_PNS).await;
        let path = format!("/petugas/tiket/{number}/ambil");
        assert_eq!(self.submit(officer, &path, &[("meja", DESK.as_str())]).await.status, StatusCode::SEE_OTHER);
        number
    }

    /// Presses a macro's button: without a version it is shown, with one it is done.
    async fn presses(&self, officer: &Officer, number: TicketNumber, id: Uuid, version: &str) -> Answer {
        let fields = [("makro", id.to_string()), ("versi", version.to_owned())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.submit(officer, &format!("/petugas/tiket/{number}/makro"), &fields).await
    }

    async fn shown_version(&self, officer: &Officer, number: TicketNumber, id: Uuid) -> String {
        hidden(&self.presses(officer, number, id, "").await.text(), "versi")
    }
}

#[tokio::test]
async fn one_press_answers_with_a_template_and_leaves_a_note() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let id = office.answering_macro(&head, "Tiket {nomor} sudah benar.").await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let number = office.taken(&ratna).await;
    let page = office.page(&ratna, &format!("/petugas/tiket/{number}")).await.text();
    assert!(page.contains(&format!("<option value=\"{id}\">Selesai</option>")), "{page}");

    let shown = office.presses(&ratna, number, id, "").await;
    assert_eq!(shown.status, StatusCode::OK);
    let shown = shown.text();
    for told in ["Menjawab dengan templat “Sudah benar”", &format!("Tiket {number} sudah benar."), NOTE] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 0, "nothing is done before it is confirmed");

    let done = office.presses(&ratna, number, id, &hidden(&shown, "versi")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let page = office.page(&ratna, &format!("/petugas/tiket/{number}")).await.text();
    assert!(page.contains(&format!("Tiket {number} sudah benar.")) && page.contains(NOTE), "{page}");
    let template: Option<Uuid> =
        sqlx::query_scalar("SELECT template_id FROM desk.answers").fetch_one(office.owner()).await.unwrap();
    assert!(template.is_some(), "it counts for the template");
    let acts: Vec<String> = office.audit(number).await.into_iter().map(|(action, _)| action).collect();
    assert!(acts.iter().any(|act| act == "answer") && acts.iter().any(|act| act == "note"), "{acts:?}");
    assert!(office.page(&head, PATH).await.text().contains("dipakai 1 kali"));
}

#[tokio::test]
async fn one_press_hands_over_and_leaves_a_note() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let act = [("tindakan", "teruskan"), ("meja_tujuan", "bkn.accounts"), ("alasan", "Akunnya terkunci.")];
    let id = office.keeps_macro(&head, &act).await;
    let number = office.taken(&head).await;
    let version = office.shown_version(&head, number, id).await;
    let done = office.presses(&head, number, id, &version).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(office.count("SELECT count(*) FROM desk.transfers WHERE to_desk = 'bkn.accounts'").await, 1);
    assert_eq!(office.count("SELECT count(*) FROM desk.notes").await, 1);
    assert_eq!(office.count("SELECT count(*) FROM desk.outbox WHERE routing_key LIKE '%bkn.accounts%'").await, 1);
}

#[tokio::test]
async fn what_changed_since_it_was_shown_is_not_done() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let id = office.answering_macro(&head, "Sudah benar.").await;
    let number = office.taken(&head).await;
    let version = office.shown_version(&head, number, id).await;
    sqlx::query("UPDATE desk.templates SET body = 'Lain.', changed_at = changed_at + interval '1 second'")
        .execute(office.owner())
        .await
        .unwrap();
    let refused = office.presses(&head, number, id, &version).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let page = refused.text();
    assert!(page.contains("baru saja diubah") && page.contains("Lain."), "{page}");
    assert_ne!(hidden(&page, "versi"), version, "the page shows what it will do now");
    let nothing = "SELECT (SELECT count(*) FROM desk.answers) + (SELECT count(*) FROM desk.notes)";
    assert_eq!(office.count(nothing).await, 0);
}

#[tokio::test]
async fn an_answer_that_does_not_fit_the_ticket_cannot_be_pressed() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let id = office.answering_macro(&head, "Sertifikat {educator_certificate} sudah benar.").await;
    let number = office.taken(&head).await;
    let page = office.presses(&head, number, id, "").await.text();
    assert!(page.contains("Tiket ini tidak memiliki isian") && !page.contains("Jawab dan catat"), "{page}");
    let forced = office.presses(&head, number, id, &hidden(&page, "versi")).await;
    assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(office.count("SELECT count(*) FROM desk.notes").await, 0, "no note without its answer");
}

#[tokio::test]
async fn a_ticket_that_a_colleague_holds_is_left_alone() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let id = office.answering_macro(&head, "Sudah benar.").await;
    let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
    let number = office.taken(&ratna).await;
    let version = office.shown_version(&ratna, number, id).await;
    let budi = office.officer("Budi", &["officer"], &[DESK]).await;
    assert_eq!(office.presses(&budi, number, id, &version).await.status, StatusCode::CONFLICT);
    // Of two presses one answers.
    assert_eq!(office.presses(&ratna, number, id, &version).await.status, StatusCode::SEE_OTHER);
    assert_eq!(office.presses(&ratna, number, id, &version).await.status, StatusCode::CONFLICT);
    let all = "SELECT (SELECT count(*) FROM desk.answers) + (SELECT count(*) FROM desk.notes) + \
               (SELECT count(*) FROM desk.macro_uses)";
    assert_eq!(office.count(all).await, 3);
}

#[tokio::test]
async fn what_is_wrong_with_a_macro_is_told_at_once() {
    let office = Office::open().await;
    let head = office.officer("Ibu Kepala", &["supervisor"], &[DESK]).await;
    let answering = [("meja", DESK.as_str()), ("tindakan", "jawab"), ("catatan", "NIK 3171234512345678")];
    let page = office.submit(&head, PATH, &answering).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = page.text();
    for told in ["Tulis nama makronya.", "Pilih templat milik meja ini.", "16 angka"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let to_itself = [("meja", DESK.as_str()), ("tindakan", "teruskan"), ("meja_tujuan", DESK.as_str())];
    let page = office.submit(&head, PATH, &to_itself).await.text();
    for told in ["Pilih meja lain", "Tulis alasannya", "Tulis catatan internalnya."] {
        assert!(page.contains(told), "{told}: {page}");
    }
    office.answering_macro(&head, "Sudah benar.").await;
    let template: Uuid = sqlx::query_scalar("SELECT id FROM desk.templates").fetch_one(office.owner()).await.unwrap();
    let template = template.to_string();
    let twice = [
        ("meja", DESK.as_str()),
        ("nama", "Selesai"),
        ("catatan", NOTE),
        ("tindakan", "jawab"),
        ("templat", &template),
    ];
    assert!(office.submit(&head, PATH, &twice).await.text().contains("sudah memiliki makro dengan nama itu"));
    let other = office.officer("Pak Kepala", &["supervisor"], &[Desk::BknAccounts]).await;
    let foreign = [
        ("meja", "bkn.accounts"),
        ("nama", "Selesai"),
        ("catatan", NOTE),
        ("tindakan", "jawab"),
        ("templat", &*template),
    ];
    let page = office.submit(&other, PATH, &foreign).await;
    assert!(page.text().contains("Pilih templat milik meja ini."), "another desk's template");
    assert_eq!(office.count("SELECT count(*) FROM desk.macros").await, 1);
}
