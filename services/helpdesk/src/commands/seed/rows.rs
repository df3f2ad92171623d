//! Tickets with their cases, way and answers, as the services would have written them, some thousands in one
//! transaction.

use anyhow::{Context as _, Result, anyhow};
use database::Pool;
use domain::{Content, Desk, Stage, TicketNumber, answer_due_at, catalogue, invented};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use runtime::Clock;
use uuid::Uuid;
use vault::{Index, Sealed, Vault};

/// Received this long after they were filed.
const ON_THE_WAY: SignedDuration = SignedDuration::from_secs(1);

const ANSWER: &str =
    "Data Anda sudah kami periksa dan perbaiki. Silakan masuk kembali ke SSCASN dan lanjutkan pendaftaran.";

/// Columns of the rows to be written.
#[derive(Default)]
pub(super) struct Batch {
    days: Vec<jiff_sqlx::Date>,
    numbers: Vec<String>,
    ids: Vec<Uuid>,
    forms: Vec<String>,
    desks: Vec<String>,
    stages: Vec<String>,
    to_cluster: Vec<bool>,
    submitted_at: Vec<jiff_sqlx::Timestamp>,
    due_at: Vec<jiff_sqlx::Timestamp>,
    received_at: Vec<jiff_sqlx::Timestamp>,
    answered_at: Vec<Option<jiff_sqlx::Timestamp>>,
    regions: Vec<String>,
    nik_indexes: Vec<Vec<u8>>,
    data_keys: Vec<Vec<u8>>,
    contents: Vec<Vec<u8>>,
    answers: Vec<Option<Vec<u8>>>,
}

impl Batch {
    /// Adds the ticket that the person with place `at` filed at `submitted_at`. It is answered when its answer would
    /// have come before `now`.
    pub(super) fn add(
        &mut self,
        vault: &Vault,
        clock: &Clock,
        number: TicketNumber,
        at: u32,
        submitted_at: Timestamp,
        now: Timestamp,
    ) -> Result<()> {
        let form = catalogue::by_code(number.form()).context("a form of the catalogue")?;
        let content =
            Content::parse(form, &invented::fields(form, at), number.day()).map_err(|errors| anyhow!("{errors:?}"))?;
        let id = clock.new_id();
        let (key, wrapped) = vault.new_data_key()?;
        // Between half an hour and sixty hours: nearly all within the promised two days, a fifth of them too late.
        let minutes = 30 + i64::from(at.wrapping_mul(2_654_435_761) >> 8) % (60 * 60 - 30);
        let answered_at = submitted_at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(Timestamp::MAX);
        let is_answered = answered_at <= now;
        let answer = is_answered.then(|| key.seal(&Sealed::Answer(1).of(id), ANSWER.as_bytes())).transpose()?;
        let received_at = submitted_at.saturating_add(ON_THE_WAY).unwrap_or(submitted_at);
        self.days.push(number.day().to_sqlx());
        self.numbers.push(number.to_string());
        self.ids.push(id);
        self.forms.push(form.code.to_string());
        self.desks.push(form.desk.unwrap_or(Desk::DukcapilGuidance).to_string());
        self.stages.push(if is_answered { Stage::Answered } else { Stage::Received }.to_string());
        self.to_cluster.push(!is_answered && form.likeness().is_some());
        self.submitted_at.push(submitted_at.to_sqlx());
        self.due_at.push(answer_due_at(submitted_at).to_sqlx());
        self.received_at.push(received_at.to_sqlx());
        self.answered_at.push(is_answered.then(|| answered_at.to_sqlx()));
        self.regions.push(content.nik().region().to_string());
        self.nik_indexes.push(vault.index(Index::Nik, content.nik().expose().as_bytes()).as_bytes().to_vec());
        self.data_keys.push(wrapped.into_bytes());
        self.contents.push(key.seal(&Sealed::Content.of(id), &serde_json::to_vec(&content.to_json())?)?);
        self.answers.push(answer);
        Ok(())
    }

    /// Writes all of it, or nothing.
    pub(super) async fn write(&self, pool: &Pool) -> Result<()> {
        let mut transaction = pool.begin().await?;
        sqlx::query!(
            "WITH data_keys AS (INSERT INTO keys.tickets (ticket_id, data_key) SELECT * FROM unnest($3::uuid[], \
            $9::bytea[]))
             INSERT INTO intake.tickets (submitted_on, number, id, form, channel_id, submitted_at, answer_due_at, region, nik_index, content)
             SELECT day, number, id, form, '00000000-0000-0000-0000-000000000000', submitted_at, due_at, region, nik_index, content
               FROM unnest($1::date[], $2::text[], $3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::bytea[],
                           $10::bytea[]) AS t (day, number, id, form, submitted_at, due_at, region, nik_index, content)",
            &self.days as _,
            &self.numbers,
            &self.ids,
            &self.forms,
            &self.submitted_at as _,
            &self.due_at as _,
            &self.regions,
            &self.nik_indexes,
            &self.data_keys,
            &self.contents,
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "INSERT INTO desk.cases (ticket_number, submitted_on, ticket_id, form, desk, stage, submitted_at, \
            answer_due_at, region, to_cluster)
             SELECT * FROM unnest($1::text[], $2::date[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[],
                                  $9::text[], $10::boolean[])",
            &self.numbers,
            &self.days as _,
            &self.ids,
            &self.forms,
            &self.desks,
            &self.stages,
            &self.submitted_at as _,
            &self.due_at as _,
            &self.regions,
            &self.to_cluster,
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "INSERT INTO desk.timeline (ticket_number, stage, desk, at)
             SELECT number, step.stage, desk, step.at
               FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[]) AS t (number, desk,
                 received_at, answered_at)
              CROSS JOIN LATERAL (VALUES ('received', received_at), ('answered', answered_at)) AS step (stage, at)
              WHERE step.at IS NOT NULL",
            &self.numbers,
            &self.desks,
            &self.received_at as _,
            &self.answered_at as _,
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "INSERT INTO desk.answers (ticket_number, revision, body, desk, answered_at)
             SELECT number, 1, body, desk, answered_at
               FROM unnest($1::text[], $2::text[], $3::bytea[], $4::timestamptz[]) AS t (number, desk, body,
                 answered_at) WHERE body IS NOT NULL",
            &self.numbers,
            &self.desks,
            &self.answers as _,
            &self.answered_at as _,
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }
}
