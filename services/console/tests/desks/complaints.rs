//! Form 02: one officer has the account frozen that a ticket complains about, and a second one decides about it.

use answer::jobs::{ask_again, forget_old};
use domain::{Desk, TicketNumber};
use http::{StatusCode, header};
use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use messages::{CommandOutcome, topology};
use queue::Outcome;
use testing::Bucket;
use vault::Index;

use crate::beside_accounts::{Account, at};
use crate::office::{Answer, Office, Officer};

const DESK: Desk = Desk::BknDataFixes;
const FORM: &str = "nik-didaftarkan-orang-lain";

/// An office with a ticket, the account that it complains about, an officer who holds it, and two supervisors.
struct Case {
    office: Office,
    _bucket: Bucket,
    number: TicketNumber,
    account: Account,
    ratna: Officer,
    supervisors: [Officer; 2],
}

impl Case {
    async fn open() -> Self {
        let bucket = Bucket::create().await.unwrap();
        let office = Office::with_settings(bucket.settings().to_vec()).await;
        let ratna = office.officer("Ratna", &["officer"], &[DESK]).await;
        let supervisors = [
            office.officer("Wayan", &["officer", "supervisor"], &[DESK]).await,
            office.officer("Made", &["officer", "supervisor"], &[DESK]).await,
        ];
        let number = office.arrived(FORM).await;
        let account = office.account_of(number, &bucket).await;
        Self { office, _bucket: bucket, number, account, ratna, supervisors }
    }

    async fn decides(&self, officer: &Officer, number: TicketNumber, act: &str) -> Answer {
        let id = self.account.id.to_string();
        self.office.decides(officer, number, &[("aksi", act), ("akun", &id), ("dibandingkan", "ya")]).await
    }

    async fn takes(&self, officer: &Officer) {
        let taken = self.office.submit(officer, &at(self.number, "/ambil"), &[("meja", DESK.as_str())]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    }

    /// The officer takes the ticket and approves it, and accounts freezes the account.
    async fn freezes(&self, officer: &Officer) {
        self.takes(officer).await;
        let answer = self.decides(officer, self.number, "setujui").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert!(answer.headers[header::LOCATION].to_str().unwrap().contains("selesai=dibekukan"));
        self.accounts_froze(officer, self.number).await;
        assert_eq!(self.office.accounts_reports(self.number, CommandOutcome::Done).await, Outcome::Done);
        self.office.clock.advance(SignedDuration::from_secs(1));
    }

    /// What accounts writes when it has frozen the account.
    async fn accounts_froze(&self, officer: &Officer, number: TicketNumber) {
        let content = self.office.content_of(number).await;
        let index = self.office.vault.index(Index::AccountNik, content.nik().expose().as_bytes());
        sqlx::query(
            "WITH frozen AS (UPDATE accounts.accounts SET frozen_at = $5, frozen_for = 'complaint' WHERE id = $3
                             RETURNING period_id)
             INSERT INTO accounts.complaints (id, ticket_number, period_id, nik_index, account_id, frozen_at, frozen_by)
             SELECT gen_random_uuid(), $1, period_id, $2, $3, $5, $4 FROM frozen",
        )
        .bind(number.to_string())
        .bind(index.as_bytes().as_slice())
        .bind(self.account.id)
        .bind(officer.id)
        .bind(self.office.clock.now().to_sqlx())
        .execute(self.office.owner())
        .await
        .unwrap();
    }

    /// The complaint ended like this.
    async fn ended(&self, outcome: &str) {
        sqlx::query(
            "WITH ended AS (UPDATE accounts.complaints SET outcome = $1, ended_at = $2 WHERE outcome IS NULL)
             UPDATE accounts.accounts SET frozen_at = NULL, frozen_for = NULL",
        )
        .bind(outcome)
        .bind(self.office.clock.now().to_sqlx())
        .execute(self.office.owner())
        .await
        .unwrap();
    }

    async fn page(&self, officer: &Officer) -> String {
        self.office.page(officer, &at(self.number, "")).await.text()
    }
}

#[tokio::test]
async fn two_officers_have_an_account_removed_and_the_ticket_is_answered_when_it_is() {
    let case = Case::open().await;
    let Case { office, number, supervisors: [wayan, _made], ratna, .. } = &case;
    case.freezes(ratna).await;
    assert_eq!(office.stages(*number).await, ["received", "processing"]);
    let seen = case.page(ratna).await;
    assert!(seen.contains("menunggu penyelia lain") && !seen.contains("value=\"hapus\""), "{seen}");
    // Meanwhile nobody answers it or hands it over.
    let answer = [("jawaban", "Tidak jadi."), ("aksi", "jawab")];
    assert_eq!(office.submit(ratna, &at(*number, "/jawaban"), &answer).await.status, StatusCode::CONFLICT);
    let reason = [("meja_tujuan", "bkn.accounts"), ("alasan", "Bukan meja kami.")];
    assert_eq!(office.submit(ratna, &at(*number, "/teruskan"), &reason).await.status, StatusCode::CONFLICT);

    let seen = case.page(wayan).await;
    for shown in ["Pengaduannya disetujui Ratna", "value=\"hapus\"", "value=\"batalkan\"", "Swafoto pada akun"] {
        assert!(seen.contains(shown), "{shown}: {seen}");
    }
    let confirmed = case.decides(wayan, *number, "hapus").await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text());
    let seen = case.page(wayan).await;
    assert!(seen.contains("Penghapusan dipastikan Wayan") && seen.contains("value=\"batalkan\""), "{seen}");
    assert_eq!(office.outbox(topology::ACCOUNT_COMMANDS).await.len(), 2);
    case.ended("removed").await;
    for _delivery in 0..2 {
        assert_eq!(office.accounts_reports(*number, CommandOutcome::Done).await, Outcome::Done);
    }
    assert_eq!(office.stages(*number).await, ["received", "processing", "answered"]);
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 1);
    let seen = case.page(ratna).await;
    assert!(seen.contains("Pengaduan Anda kami setujui") && seen.contains(domain::CREATE_ACCOUNT_PAGE), "{seen}");
    let acts: Vec<String> = office.audit(*number).await.into_iter().map(|(action, _)| action).collect();
    for act in ["account_approved", "removal_confirmed", "answer"] {
        assert!(acts.contains(&act.to_owned()), "{act}: {acts:?}");
    }
}

#[tokio::test]
async fn whoever_approved_it_does_not_decide_again_nor_does_anybody_who_supervises_nothing() {
    let case = Case::open().await;
    let Case { number, supervisors: [wayan, made], ratna, .. } = &case;
    case.freezes(wayan).await;
    for act in ["hapus", "batalkan"] {
        let refused = case.decides(wayan, *number, act).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text().contains("Anda sendiri yang menyetujui"), "{}", refused.text());
        assert_eq!(case.decides(ratna, *number, act).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(case.office.count("SELECT count(*) FROM desk.account_commands").await, 1);
    assert_eq!(case.decides(made, *number, "hapus").await.status, StatusCode::SEE_OTHER);
    assert_eq!(case.decides(made, *number, "hapus").await.status, StatusCode::CONFLICT, "once");
}

#[tokio::test]
async fn a_second_officer_confirms_only_what_was_compared() {
    let case = Case::open().await;
    case.freezes(&case.ratna).await;
    let id = case.account.id.to_string();
    let unseen = case.office.decides(&case.supervisors[0], case.number, &[("aksi", "hapus"), ("akun", &id)]).await;
    assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_is_released_is_answered_by_hand_and_nothing_is_removed_any_more() {
    let case = Case::open().await;
    let Case { office, number, supervisors: [wayan, made], ratna, .. } = &case;
    case.freezes(ratna).await;
    assert_eq!(case.decides(wayan, *number, "hapus").await.status, StatusCode::SEE_OTHER);
    // The owner objected: it is released though its removal was confirmed.
    office.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(case.decides(made, *number, "batalkan").await.status, StatusCode::SEE_OTHER);
    case.ended("lifted").await;
    assert_eq!(office.accounts_reports(*number, CommandOutcome::Done).await, Outcome::Done);
    assert_eq!(office.stages(*number).await, ["received", "processing"]);
    let open = "SELECT count(*) FROM desk.account_commands WHERE settled_at IS NULL";
    assert_eq!(office.count(open).await, 0);
    let declined = case.office.decides(ratna, *number, &[("aksi", "tolak"), ("sebab", "akun_sendiri")]).await;
    assert!(declined.text().contains("dibuat dengan KTP dan swafoto Anda sendiri"), "{}", declined.text());
    let answer = [("jawaban", "Akun itu milik Anda sendiri."), ("aksi", "jawab")];
    assert_eq!(office.submit(ratna, &at(*number, "/jawaban"), &answer).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_removal_that_is_not_due_is_not_sent_again_and_one_that_is_late_is() {
    let case = Case::open().await;
    let Case { office, number, .. } = &case;
    case.freezes(&case.ratna).await;
    assert_eq!(case.decides(&case.supervisors[0], *number, "hapus").await.status, StatusCode::SEE_OTHER);
    office.clock.advance(SignedDuration::from_hours(23));
    assert_eq!(ask_again(office.answer()).await.unwrap(), 0);
    office.clock.advance(SignedDuration::from_mins(63));
    assert_eq!(ask_again(office.answer()).await.unwrap(), 1);
}

#[tokio::test]
async fn what_nobody_has_decided_about_is_not_forgotten() {
    let case = Case::open().await;
    case.freezes(&case.ratna).await;
    case.office.clock.advance(SignedDuration::from_hours(400 * 24));
    forget_old(case.office.answer()).await.unwrap();
    assert_eq!(case.office.count("SELECT count(*) FROM desk.account_commands").await, 1);
}

#[tokio::test]
async fn after_the_period_closed_nothing_is_approved_and_the_page_says_what_to_do() {
    let case = Case::open().await;
    case.takes(&case.ratna).await;
    sqlx::query("UPDATE accounts.periods SET closes_at = $1")
        .bind(case.office.clock.now().to_sqlx())
        .execute(case.office.owner())
        .await
        .unwrap();
    let seen = case.page(&case.ratna).await;
    assert!(seen.contains("sampaikan kasusnya kepada instansi") && !seen.contains("value=\"setujui\""), "{seen}");
    let refused = case.decides(&case.ratna, case.number, "setujui").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(case.office.count("SELECT count(*) FROM desk.account_commands").await, 0);
}

#[tokio::test]
async fn about_a_second_complaint_of_a_nik_in_a_period_a_supervisor_decides() {
    let case = Case::open().await;
    let Case { office, number, supervisors: [wayan, _made], ratna, .. } = &case;
    case.accounts_froze(ratna, *number).await;
    case.ended("lifted").await;
    case.takes(ratna).await;
    assert!(case.page(ratna).await.contains("hanya dapat disetujui penyelia"));
    let refused = case.decides(ratna, *number, "setujui").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text().contains("pernah diadukan pada periode yang sama"), "{}", refused.text());
    let released = office.submit(ratna, &at(*number, "/lepas"), &[]).await;
    assert_eq!(released.status, StatusCode::SEE_OTHER, "{}", released.text());
    case.takes(wayan).await;
    assert_eq!(case.decides(wayan, *number, "setujui").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_removed_account_of_a_nik_is_told_beside_later_tickets() {
    let case = Case::open().await;
    let Case { number, ratna, .. } = &case;
    case.accounts_froze(ratna, *number).await;
    case.ended("removed").await;
    let seen = case.page(ratna).await;
    assert!(seen.contains("pernah mengajukan pengaduan NIK didaftarkan orang lain"), "{seen}");
    assert!(seen.contains(&number.to_string()), "{seen}");
}
