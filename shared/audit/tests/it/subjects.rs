//! Accounts that acts are about, of officers and applicants.

use anyhow::{Context as _, Result};
use audit::operator::breach_report::{self, Asked};
use audit::operator::export;
use audit::{Action, Actor, Entry, Filter, Finding, Line, Subject};
use domain::TicketNumber;
use jiff::Timestamp;
use runtime::Clock;
use testing::Database;
use uuid::Uuid;
use vault::Vault;

const NOON: &str = "2026-11-29T05:00:00Z";
const OFFICER: Uuid = Uuid::from_u128(1);
const APPLICANT: Uuid = Uuid::from_u128(2);
const TICKET: &str = "662026112100001";

/// A log that somebody with all rights over the database may try to change.
struct Log {
    database: Database,
    vault: Vault,
    clock: Clock,
}

impl Log {
    /// With what an officer and an applicant did to accounts, sealed.
    async fn new() -> Result<Self> {
        let clock = Clock::fixed(NOON.parse()?);
        let log = Self { database: Database::create().await?, vault: Vault::for_tests(), clock };
        for (actor, action, subject) in [
            (Actor::Officer(OFFICER), Action::OfficerReset, Some(Subject::Officer(OFFICER))),
            (Actor::Applicant(APPLICANT), Action::PasswordChanged, Some(Subject::Applicant(APPLICANT))),
            (Actor::Officer(OFFICER), Action::Erase, Some(Subject::Applicant(APPLICANT))),
            (Actor::Operator, Action::Export, None),
        ] {
            let entry = Entry::new(log.clock.now(), actor, action);
            let entry = match subject {
                Some(subject) => entry.about(subject),
                None => entry,
            };
            log.record(entry).await?;
        }
        Ok(log)
    }

    async fn record(&self, entry: Entry) -> Result<()> {
        audit::record(self.database.owner(), &entry).await?;
        audit::seal(self.database.owner(), &self.vault, &self.clock).await?;
        Ok(())
    }

    async fn findings(&self) -> Result<Vec<Finding>> {
        Ok(audit::verify(self.database.owner(), &self.vault, &[], self.clock.now()).await?.findings)
    }

    async fn read(&self, name: &str) -> Result<Vec<Line>> {
        let filter = Filter { name: Some(name.to_owned()), ..Filter::default() };
        Ok(audit::read(self.database.owner(), &filter, 50).await?)
    }
}

#[tokio::test]
async fn entries_about_officers_applicants_and_nobody_fit_into_one_chain() -> Result<()> {
    assert_eq!(Log::new().await?.findings().await?, []);
    Ok(())
}

#[tokio::test]
async fn a_changed_subject_is_found() -> Result<()> {
    for (entry, change) in [
        (1, "subject_kind = 'applicant'"),
        (1, "subject_kind = NULL, subject_id = NULL"),
        (1, "subject_id = gen_random_uuid()"),
        (2, "subject_kind = 'officer'"),
        (2, "subject_id = gen_random_uuid()"),
        (2, "actor_kind = 'officer'"),
        (3, "subject_kind = NULL, subject_id = NULL"),
        (4, "subject_kind = 'applicant', subject_id = gen_random_uuid()"),
        // Who owns the table can also take away the rule that kind and id go together.
        (1, "subject_kind = NULL"),
        (2, "subject_id = NULL"),
        (4, "subject_kind = 'officer'"),
    ] {
        let log = Log::new().await?;
        log.database.execute("ALTER TABLE audit.entries DROP CONSTRAINT entries_subject_check").await?;
        let sql = format!("UPDATE audit.entries SET {change} WHERE id = {entry}");
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(log.database.owner()).await?;
        assert_eq!(log.findings().await?, [Finding::Changed { position: entry, entry }], "{entry}: {change}");
    }
    Ok(())
}

#[tokio::test]
async fn a_subject_has_a_kind_and_an_id_or_neither() -> Result<()> {
    let log = Log::new().await?;
    for change in ["subject_kind = NULL", "subject_id = NULL", "subject_kind = 'agency'"] {
        let sql = format!("UPDATE audit.entries SET {change} WHERE id = 1");
        let refused = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(log.database.owner()).await;
        let refused = refused.err().context("half a subject is refused")?;
        assert!(database::constraint(&refused).is_some_and(|name| name.starts_with("entries_subject")), "{refused}");
    }
    Ok(())
}

#[tokio::test]
async fn what_an_applicant_did_and_what_was_done_to_the_account_is_read_by_the_accounts_id() -> Result<()> {
    let log = Log::new().await?;
    let lines = log.read(&APPLICANT.to_string()).await?;
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.action.as_str(), line.actor_kind.as_str(), line.subject_kind.as_deref(), &line.subject))
        .collect();
    let id = APPLICANT.to_string();
    assert_eq!(
        told,
        [("erase", "officer", Some("applicant"), &id), ("password_changed", "applicant", Some("applicant"), &id)]
    );
    assert_eq!(lines.last().map(|line| &line.actor), Some(&id));
    assert_eq!(log.read(&Uuid::from_u128(3).to_string()).await?.len(), 0);
    Ok(())
}

#[tokio::test]
async fn an_officer_is_read_by_name_and_an_applicant_has_none() -> Result<()> {
    let log = Log::new().await?;
    log.database
        .execute(
            "INSERT INTO desk.officers (id, name, nip_index, data_key, nip, roles, desks, created_at)
             VALUES ('00000000-0000-0000-0000-000000000001', 'Ratna Dewi', '', '', '', '{officer}', '{}', now())",
        )
        .await?;
    let lines = log.read("ratna").await?;
    let told: Vec<_> = lines.iter().map(|line| (line.actor.as_str(), line.subject.as_str())).collect();
    assert_eq!(told, [("Ratna Dewi", APPLICANT.to_string().as_str()), ("Ratna Dewi", "Ratna Dewi")]);
    Ok(())
}

#[tokio::test]
async fn reports_of_who_read_a_ticket_know_applicants_by_their_kind() -> Result<()> {
    let log = Log::new().await?;
    let number: TicketNumber = TICKET.parse()?;
    log.record(Entry::new(log.clock.now(), Actor::Applicant(APPLICANT), Action::ReadTicket).ticket_anywhere(number))
        .await?;
    let readers = export::readers(log.database.owner(), number).await?;
    assert_eq!(readers.iter().map(|reader| reader.who.as_str()).collect::<Vec<_>>(), ["applicant"]);
    let asked = Asked { from: Timestamp::UNIX_EPOCH, until: "2027-01-01T00:00:00Z".parse()?, who: None };
    let readings = breach_report::readings(log.database.owner(), asked).await?;
    let told: Vec<_> = readings.iter().map(|reading| (reading.ticket.as_str(), reading.who.as_str())).collect();
    assert_eq!(told, [(TICKET, "applicant")]);
    Ok(())
}
