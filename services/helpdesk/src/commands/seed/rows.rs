//! Tickets with their cases, time lines and answers, as the services would have written them, some thousands in one
//! transaction.

use answer::operator::seed as cases;
use anyhow::{Context as _, Result, anyhow};
use database::Pool;
use domain::{Content, Desk, TicketNumber, answer_due_at, catalogue, invented};
use intake::operator::seed as tickets;
use jiff::{SignedDuration, Timestamp};
use runtime::Clock;
use vault::{Index, Sealed, Vault};

/// How long after filing the desk received them.
const ON_THE_WAY: SignedDuration = SignedDuration::from_secs(1);

const ANSWER: &str =
    "Data Anda sudah kami periksa dan perbaiki. Silakan masuk kembali ke SSCASN dan lanjutkan pendaftaran.";

/// Tickets and their cases, which one transaction writes.
#[derive(Default)]
pub(super) struct Batch {
    tickets: tickets::Batch,
    cases: cases::Batch,
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
        let answer = if answered_at <= now {
            Some((answered_at, key.seal(&Sealed::Answer(1).of(id), ANSWER.as_bytes())?))
        } else {
            None
        };
        let region = content.nik().region().to_string();
        self.tickets.add(tickets::NewTicket {
            number,
            id,
            submitted_at,
            answer_due_at: answer_due_at(submitted_at),
            region: &region,
            nik_index: vault.index(Index::Nik, content.nik().expose().as_bytes()).as_bytes().to_vec(),
            data_key: wrapped.into_bytes(),
            content: key.seal(&Sealed::Content.of(id), &content.to_bytes())?,
        });
        self.cases.add(cases::NewCase {
            number,
            ticket_id: id,
            desk: form.desk.unwrap_or(Desk::DukcapilGuidance),
            to_cluster: answer.is_none() && form.likeness().is_some(),
            submitted_at,
            answer_due_at: answer_due_at(submitted_at),
            received_at: submitted_at.saturating_add(ON_THE_WAY).unwrap_or(submitted_at),
            region,
            answer,
        });
        Ok(())
    }

    /// Writes all of it, or nothing.
    pub(super) async fn write(&self, pool: &Pool) -> Result<()> {
        let mut transaction = pool.begin().await?;
        self.tickets.write(&mut *transaction).await?;
        self.cases.write(&mut transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}
