//! Puts tickets into the service's database, as intake and the desks do.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use domain::{Content, Desk, SevenDigits, Stage, TicketNumber, answer_due_at, catalogue};
use jiff_sqlx::ToSqlx as _;
use testing::Person;
use uuid::Uuid;
use vault::{DataKey, Index, Sealed};

use crate::service::Service;

/// A ticket that was filed.
pub(crate) struct Filed {
    pub(crate) number: String,
    pub(crate) person: Person,
    pub(crate) id: Uuid,
    pub(crate) key: DataKey,
}

impl Filed {
    pub(crate) fn nik(&self) -> &str {
        &self.person.nik
    }
}

impl Service {
    /// Files a ticket of form 66, as intake does.
    pub(crate) async fn file(&self, person: Person) -> Result<Filed> {
        self.file_as("status-bukan-pns", person).await
    }

    /// Files a ticket of the form with that slug.
    pub(crate) async fn file_as(&self, slug: &str, person: Person) -> Result<Filed> {
        let form = catalogue::by_slug(slug).context("a form of the catalogue")?;
        let day = self.clock.today_wib();
        let number = TicketNumber::drawn(form.code, day, SevenDigits::new(17).context("seven digits")?);
        self.file_numbered(number, person).await
    }

    /// Files a ticket with a number of the test's choice.
    pub(crate) async fn file_numbered(&self, number: TicketNumber, person: Person) -> Result<Filed> {
        let form = catalogue::by_code(number.form()).context("a form of the catalogue")?;
        let (submitted_at, day) = (self.clock.now(), number.day());
        let fields: BTreeMap<String, String> = person.fields(form);
        let content = Content::parse(form, &fields, day).map_err(|errors| anyhow::anyhow!("{errors:?}"))?;
        let (id, (key, wrapped)) = (self.clock.new_id(), self.vault.new_data_key()?);
        sqlx::query(
            "WITH data_key AS (INSERT INTO keys.tickets (ticket_id, data_key) VALUES ($3, $9))
             INSERT INTO intake.tickets
                 (submitted_on, number, id, form, channel_id, submitted_at, answer_due_at, region, nik_index, content)
             VALUES ($1, $2, $3, $4, $3, $5, $6, $7, $8, $10)",
        )
        .bind(day.to_sqlx())
        .bind(number.to_string())
        .bind(id)
        .bind(form.code.to_string())
        .bind(submitted_at.to_sqlx())
        .bind(answer_due_at(submitted_at).to_sqlx())
        .bind(content.nik().region().to_string())
        .bind(self.vault.index(Index::Nik, person.nik.as_bytes()).as_bytes().as_slice())
        .bind(wrapped.as_bytes())
        .bind(key.seal(&Sealed::Content.of(id), content.to_json().to_string().as_bytes())?)
        .execute(self.database.owner())
        .await?;
        Ok(Filed { number: number.to_string(), person, id, key })
    }

    /// Notes that the ticket reached a stage now, as its desk does.
    pub(crate) async fn reach(&self, filed: &Filed, stage: Stage) -> Result<()> {
        let number: TicketNumber = filed.number.parse()?;
        sqlx::query(
            "INSERT INTO desk.cases (ticket_number, submitted_on, ticket_id, form, desk, stage, submitted_at, \
            answer_due_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7,
               (SELECT answer_due_at FROM intake.tickets WHERE number = $1)) ON CONFLICT (ticket_number) DO UPDATE SET stage = $6",
        )
        .bind(&filed.number)
        .bind(number.day().to_sqlx())
        .bind(filed.id)
        .bind(number.form().to_string())
        .bind(Desk::BknDataFixes.as_str())
        .bind(stage.as_str())
        .bind(self.clock.now().to_sqlx())
        .execute(self.database.owner())
        .await?;
        sqlx::query("INSERT INTO desk.timeline (ticket_number, stage, desk, at) VALUES ($1, $2, $3, $4)")
            .bind(&filed.number)
            .bind(stage.as_str())
            .bind(Desk::BknDataFixes.as_str())
            .bind(self.clock.now().to_sqlx())
            .execute(self.database.owner())
            .await?;
        Ok(())
    }

    /// Stores an answer, sealed as its desk does.
    pub(crate) async fn answer(&self, filed: &Filed, revision: i32, text: &str) -> Result<()> {
        let context = Sealed::Answer(revision).of(filed.id);
        sqlx::query(
            "INSERT INTO desk.answers (ticket_number, revision, body, desk, answered_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&filed.number)
        .bind(revision)
        .bind(filed.key.seal(&context, text.as_bytes())?)
        .bind(Desk::BknDataFixes.as_str())
        .bind(self.clock.now().to_sqlx())
        .execute(self.database.owner())
        .await?;
        Ok(())
    }

    /// Stores where the applicant wants to be told of the answer, sealed as intake does.
    pub(crate) async fn tell_at(&self, filed: &Filed, address: &str) -> Result<()> {
        let sealed = filed.key.seal(&Sealed::NoticeAddress.of(filed.id), address.as_bytes())?;
        sqlx::query("INSERT INTO intake.notice_addresses (ticket_number, address) VALUES ($1, $2)")
            .bind(&filed.number)
            .bind(sealed)
            .execute(self.database.owner())
            .await?;
        Ok(())
    }

    /// Erases the ticket, as the operator does.
    pub(crate) async fn erase(&self, filed: &Filed) -> Result<()> {
        let sql = "WITH data_key AS (DELETE FROM keys.tickets WHERE ticket_id = $2)
                   UPDATE intake.tickets SET erased_at = now(), nik_index = NULL, content = NULL WHERE number = $1";
        sqlx::query(sql).bind(&filed.number).bind(filed.id).execute(self.database.owner()).await?;
        Ok(())
    }

    /// Gives the ticket's row a form that no catalogue has.
    pub(crate) async fn damage(&self, filed: &Filed) -> Result<()> {
        let sql = "UPDATE intake.tickets SET form = '99' WHERE id = $1";
        sqlx::query(sql).bind(filed.id).execute(self.database.owner()).await?;
        Ok(())
    }
}
