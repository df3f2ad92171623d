//! A ticket beside its applicant's account: officers compare, approve or decline, and accounts carries it out.

use answer::jobs::{AccountReports, ask_again};
use bytes::Bytes;
use domain::{Content, Desk, TicketNumber};
use http::{StatusCode, header};
use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use messages::{AccountCommandSettled, CommandOutcome, VERSION, topology};
use queue::{Handler as _, Incoming, Outcome};
use testing::Bucket;
use uuid::Uuid;
use vault::{Index, Sealed};

use crate::office::{Office, Officer};

const DESK: Desk = Desk::BknAccounts;
const FORM: &str = "lupa-jawaban-pengaman-2";
const SELFIE: &[u8] = b"swafoto";

/// An account for the NIK of a ticket, with a selfie.
pub(crate) struct Account {
    pub(crate) id: Uuid,
    file: Uuid,
}

impl Office {
    pub(crate) async fn content_of(&self, number: TicketNumber) -> Content {
        let (id, content, wrapped): (Uuid, Vec<u8>, Vec<u8>) = sqlx::query_as(
            "SELECT t.id, t.content, k.data_key FROM intake.tickets t JOIN keys.tickets k ON k.ticket_id = t.id
              WHERE number = $1",
        )
        .bind(number.to_string())
        .fetch_one(self.owner())
        .await
        .unwrap();
        let key = self.vault.open_data_key(&wrapped).unwrap();
        let plain = key.open(&Sealed::Content.of(id), &content).unwrap();
        Content::from_json(&serde_json::from_slice(&plain).unwrap()).unwrap()
    }

    pub(crate) async fn account_of(&self, number: TicketNumber, bucket: &Bucket) -> Account {
        let content = self.content_of(number).await;
        let index = |purpose, text: &str| self.vault.index(purpose, text.as_bytes()).as_bytes().to_vec();
        let (id, file, period) = (self.clock.new_id(), self.clock.new_id(), self.clock.new_id());
        let (key, wrapped) = self.vault.new_data_key().unwrap();
        sqlx::query(
            "WITH period AS (INSERT INTO accounts.periods (id, name, opens_at, closes_at)
                             VALUES ($2, 'CASN 2026', $8 - interval '1 day', $8 + interval '9 days')),
                  key AS (INSERT INTO keys.accounts (account_id, data_key) VALUES ($1, $5)),
                  file AS (INSERT INTO accounts.files (id, account_id, kind, source, media_type, size, uploaded_at)
                           VALUES ($6, $1, 'selfie', 'camera', 'image/jpeg', $7, $8))
             INSERT INTO accounts.accounts (id, period_id, state, identity, nik_index, identity_index, content,
                 password_hash, question_1, answer_1_hash, question_2, answer_2_hash, made_at, password_changed_at)
             VALUES ($1, $2, 'active', 'verified', $3, $4, 'x', 'x', 1, 'x', 4, 'x', $8, $8)",
        )
        .bind(id)
        .bind(period)
        .bind(index(Index::AccountNik, content.nik().expose()))
        .bind(index(Index::AccountIdentity, &content.compared_identity().unwrap()))
        .bind(wrapped.as_bytes())
        .bind(file)
        .bind(i64::try_from(SELFIE.len()).unwrap())
        .bind(self.clock.now().to_sqlx())
        .execute(self.owner())
        .await
        .unwrap();
        let sealed = key.seal(&Sealed::AccountFile(file).of(id), SELFIE).unwrap();
        let place = format!("accounts/{}/{}", id.hyphenated(), file.hyphenated());
        bucket.store().unwrap().put(&place, sealed.into()).await.unwrap();
        Account { id, file }
    }

    pub(crate) async fn decides(
        &self,
        officer: &Officer,
        number: TicketNumber,
        fields: &[(&str, &str)],
    ) -> crate::office::Answer {
        self.submit(officer, &at(number, "/akun"), fields).await
    }

    async fn takes(&self, officer: &Officer, number: TicketNumber) {
        let taken = self.submit(officer, &at(number, "/ambil"), &[("meja", DESK.as_str())]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    }

    /// The officer holds the ticket and approves.
    async fn approves(&self, officer: &Officer, number: TicketNumber, account: &Account) {
        self.takes(officer, number).await;
        let id = account.id.to_string();
        let fields = [("aksi", "setujui"), ("akun", id.as_str()), ("dibandingkan", "ya")];
        let answer = self.decides(officer, number, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert!(answer.headers[header::LOCATION].to_str().unwrap().contains("selesai=disetujui"));
    }

    /// What accounts reports about the newest command, as often as it is delivered.
    pub(crate) async fn accounts_reports(&self, number: TicketNumber, outcome: CommandOutcome) -> Outcome {
        let command: Uuid = sqlx::query_scalar(
            "SELECT id FROM desk.account_commands WHERE ticket_number = $1 ORDER BY asked_at DESC LIMIT 1",
        )
        .bind(number.to_string())
        .fetch_one(self.owner())
        .await
        .unwrap();
        let settled = AccountCommandSettled {
            version: VERSION,
            event_id: self.clock.new_id(),
            command_id: command,
            ticket_number: number,
            outcome,
            at: self.clock.now(),
        };
        let message = Incoming {
            event_id: settled.event_id,
            queue: topology::ANSWER_ACCOUNTS,
            attempt: 1,
            sender: None,
            traceparent: None,
            body: Bytes::from(serde_json::to_vec(&settled).unwrap()),
            span: tracing::Span::none(),
        };
        AccountReports::new(self.answer().clone()).handle(vec![message]).await.remove(0)
    }
}

pub(crate) fn at(number: TicketNumber, act: &str) -> String {
    format!("/petugas/tiket/{number}{act}")
}

async fn office() -> (Office, Bucket, Officer) {
    let bucket = Bucket::create().await.unwrap();
    let office = Office::with_settings(bucket.settings().to_vec()).await;
    let officer = office.officer("Ratna", &["officer"], &[DESK]).await;
    (office, bucket, officer)
}

#[tokio::test]
async fn the_pictures_of_the_account_stand_beside_the_ticket_and_each_look_is_recorded() {
    let (office, bucket, ratna) = office().await;
    let number = office.arrived(FORM).await;
    let account = office.account_of(number, &bucket).await;
    let page = office.page(&ratna, &at(number, "")).await.text();
    for shown in
        ["Akun pelamar", "CASN 2026", "Sama dengan data akun", "Dari tiket ini", "Dari akun", "Swafoto pada akun"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains("value=\"setujui\""), "nobody decides without holding the ticket");
    let picture = office.page(&ratna, &at(number, "/akun/selfie")).await;
    assert_eq!((picture.status, &picture.body[..]), (StatusCode::OK, SELFIE));
    assert_eq!(picture.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(office.page(&ratna, &at(number, "/akun/ktp")).await.status, StatusCode::NOT_FOUND);
    let looks: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM audit.entries
          WHERE action = 'read_account_file' AND detail = 'selfie' AND subject_id = $1 AND ticket_number = $2",
    )
    .bind(account.id)
    .bind(number.to_string())
    .fetch_one(office.owner())
    .await
    .unwrap();
    assert_eq!(looks, 1);
}

#[tokio::test]
async fn values_that_differ_from_the_account_are_told() {
    let (office, bucket, ratna) = office().await;
    let number = office.arrived(FORM).await;
    office.account_of(number, &bucket).await;
    sqlx::query("UPDATE accounts.accounts SET identity_index = 'x'").execute(office.owner()).await.unwrap();
    assert!(office.page(&ratna, &at(number, "")).await.text().contains("Berbeda dengan data akun"));
}

#[tokio::test]
async fn what_is_approved_waits_for_accounts_and_is_answered_once() {
    let (office, bucket, ratna) = office().await;
    let number = office.arrived(FORM).await;
    let account = office.account_of(number, &bucket).await;
    office.approves(&ratna, number, &account).await;
    assert_eq!(office.stages(number).await, ["received", "processing"]);
    let sent = office.outbox(topology::ACCOUNT_COMMANDS).await;
    assert_eq!(sent.len(), 1);
    let page = office.page(&ratna, &at(number, "")).await.text();
    assert!(page.contains("Disetujui Ratna") && !page.contains("value=\"setujui\""), "{page}");
    // Until accounts reports, nobody answers otherwise and the ticket goes nowhere.
    let answered =
        office.submit(&ratna, &at(number, "/jawaban"), &[("jawaban", "Tidak jadi."), ("aksi", "jawab")]).await;
    assert_eq!(answered.status, StatusCode::CONFLICT);
    let reason = [("meja_tujuan", "bkn.data-fixes"), ("alasan", "Bukan meja kami.")];
    assert_eq!(office.submit(&ratna, &at(number, "/teruskan"), &reason).await.status, StatusCode::CONFLICT);

    for _delivery in 0..2 {
        assert_eq!(office.accounts_reports(number, CommandOutcome::Done).await, Outcome::Done);
    }
    assert_eq!(office.stages(number).await, ["received", "processing", "answered"]);
    assert_eq!(office.count("SELECT count(*) FROM desk.answers").await, 1);
    let page = office.page(&ratna, &at(number, "")).await.text();
    assert!(page.contains("Permintaan Anda kami setujui") && page.contains(domain::APPROVED_ANSWER_PAGE), "{page}");
    let acts: Vec<String> = office.audit(number).await.into_iter().map(|(action, _)| action).collect();
    assert!(acts.contains(&"account_approved".to_owned()) && acts.contains(&"answer".to_owned()), "{acts:?}");
}

#[tokio::test]
async fn an_approval_without_a_report_is_sent_again_under_the_same_command() {
    let (office, bucket, ratna) = office().await;
    let number = office.arrived(FORM).await;
    let account = office.account_of(number, &bucket).await;
    office.approves(&ratna, number, &account).await;
    assert_eq!(ask_again(office.answer()).await.unwrap(), 0, "accounts has its time");
    office.clock.advance(SignedDuration::from_mins(3));
    assert_eq!(ask_again(office.answer()).await.unwrap(), 1);
    assert_eq!(ask_again(office.answer()).await.unwrap(), 0);
    let sent = office.outbox(topology::ACCOUNT_COMMANDS).await;
    let ids = |name: &str| sent.iter().map(|message| message.body[name].clone()).collect::<Vec<_>>();
    let (commands, events) = (ids("command_id"), ids("event_id"));
    assert_eq!(commands.len(), 2);
    assert!(commands[0] == commands[1] && events[0] != events[1], "{commands:?} {events:?}");
    assert_eq!(office.accounts_reports(number, CommandOutcome::Done).await, Outcome::Done);
    office.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(ask_again(office.answer()).await.unwrap(), 0, "what is settled is not asked again");
}

#[tokio::test]
async fn an_account_that_ended_meanwhile_leaves_the_ticket_to_its_officer() {
    let (office, bucket, ratna) = office().await;
    let number = office.arrived(FORM).await;
    let account = office.account_of(number, &bucket).await;
    office.approves(&ratna, number, &account).await;
    assert_eq!(office.accounts_reports(number, CommandOutcome::AccountGone).await, Outcome::Done);
    assert_eq!(office.stages(number).await, ["received", "processing"]);
    let page = office.page(&ratna, &at(number, "")).await.text();
    assert!(page.contains("tidak dapat dijalankan") && page.contains("value=\"setujui\""), "{page}");
}

#[tokio::test]
async fn nothing_is_approved_unseen_for_another_account_or_a_frozen_one() {
    let (office, bucket, ratna) = office().await;
    let number = office.arrived(FORM).await;
    let account = office.account_of(number, &bucket).await;
    office.takes(&ratna, number).await;
    let (own, other) = (account.id.to_string(), account.file.to_string());
    let unseen = office.decides(&ratna, number, &[("aksi", "setujui"), ("akun", &own)]).await;
    assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
    let approve = |id| [("aksi", "setujui"), ("akun", id), ("dibandingkan", "ya")];
    assert_eq!(office.decides(&ratna, number, &approve(&other)).await.status, StatusCode::CONFLICT);
    sqlx::query("UPDATE accounts.accounts SET frozen_at = now(), frozen_for = 'operator'")
        .execute(office.owner())
        .await
        .unwrap();
    assert_eq!(office.decides(&ratna, number, &approve(&own)).await.status, StatusCode::CONFLICT);
    assert_eq!(office.count("SELECT count(*) FROM desk.account_commands").await, 0);
}

#[tokio::test]
async fn declining_puts_the_reason_into_the_answer_for_the_officer_to_send() {
    let (office, _bucket, ratna) = office().await;
    let number = office.arrived(FORM).await;
    office.takes(&ratna, number).await;
    let page = office.page(&ratna, &at(number, "")).await.text();
    assert!(page.contains("Tidak ada akun dengan NIK ini") && !page.contains("value=\"setujui\""), "{page}");
    let none = office.decides(&ratna, number, &[("aksi", "tolak"), ("sebab", "")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let declined = office.decides(&ratna, number, &[("aksi", "tolak"), ("sebab", "tanpa_akun")]).await;
    assert_eq!(declined.status, StatusCode::OK);
    assert!(declined.text().contains("Belum ada akun SSCASN dengan NIK ini"), "{}", declined.text());
    assert_eq!(office.stages(number).await, ["received", "processing"], "nothing is sent yet");
}

#[tokio::test]
async fn a_form_that_has_nothing_to_do_with_accounts_shows_none() {
    let (office, bucket, _) = office().await;
    let budi = office.officer("Budi", &["officer"], &[Desk::BknDataFixes]).await;
    let number = office.arrived("lokasi-lahir-tidak-ditemukan").await;
    let taken = office.arrived("nik-didaftarkan-orang-lain").await;
    office.account_of(taken, &bucket).await;
    assert!(!office.page(&budi, &at(number, "")).await.text().contains("Akun pelamar"));
    assert_eq!(office.page(&budi, &at(number, "/akun/selfie")).await.status, StatusCode::NOT_FOUND);
    assert!(office.page(&budi, &at(taken, "")).await.text().contains("Swafoto pada akun"));
}
