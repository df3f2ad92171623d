//! Form 02: an account that others made is frozen, removed by a second officer, or released, and its NIK is free then.

use accounts::operator::account::{self, Released};
use accounts::operator::{complaints, person};
use accounts::remove_next_account;
use anyhow::{Context as _, Result};
use database::Pool;
use domain::{FormCode, Nik, SevenDigits, TicketNumber};
use http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use messages::topology::{ACCOUNT_COMMANDS, ACCOUNTS_COMMANDS, ANSWER_ACCOUNTS};
use messages::{AccountCommandRequested, VERSION};
use runtime::Clock;
use testing::{Broker, eventually};
use uuid::Uuid;

use crate::signing_in::person::{Browser, HOME, NIK, PASSWORD, site};
use crate::site::{self, PATIENCE, Site, siti};

const FIRST: Uuid = Uuid::from_u128(1);
const SECOND: Uuid = Uuid::from_u128(2);

/// A site with Siti's account, and a process that carries out what desks ask.
struct Desk {
    site: Site,
    clock: Clock,
    broker: Broker,
    account: Uuid,
    _worker: Site,
}

impl Desk {
    async fn open() -> Result<Self> {
        Self::with(&[]).await
    }

    async fn with(further: &[&str]) -> Result<Self> {
        let (site, clock) = site().await?;
        let broker = Broker::new_virtual_host().await?;
        let settings = broker.settings();
        let url = settings.iter().find(|(key, _)| key == "ACCOUNTS_AMQP_URL").context("a user for accounts")?;
        let jobs = [&["publisher", ACCOUNTS_COMMANDS, "accounts.addresses"], further].concat();
        let worker = site.working(&[("ACCOUNTS_AMQP_URL", &url.1)], &jobs).await?;
        let account = sqlx::query_scalar("SELECT id FROM accounts.accounts").fetch_one(site.database.owner()).await?;
        eventually(
            "the addresses",
            PATIENCE,
            async || Ok((site.count("accounts.addresses").await? == 2).then_some(())),
        )
        .await?;
        Ok(Self { site, clock, broker, account, _worker: worker })
    }

    /// Writes a command of the desk, and returns it. Nothing is sent yet.
    async fn writes(&self, kind: &str, number: u32, officer: Uuid) -> Result<Uuid> {
        let id = self.clock.new_id();
        sqlx::query(
            "INSERT INTO desk.account_commands (id, ticket_number, kind, account_id, asked_by, asked_at, due_at)
             VALUES ($1, $2, $3, $4, $5, now(), now())",
        )
        .bind(id)
        .bind(ticket(number).to_string())
        .bind(kind)
        .bind(self.account)
        .bind(officer)
        .execute(self.site.database.owner())
        .await?;
        Ok(id)
    }

    /// Sends the message of a command, and waits until it is taken.
    async fn sends(&self, command: Uuid, number: u32) -> Result<()> {
        let (event_id, at) = (self.clock.new_id(), self.clock.now());
        let asked = AccountCommandRequested {
            version: VERSION,
            event_id,
            command_id: command,
            ticket_number: ticket(number),
            at,
        };
        let body = serde_json::to_vec(&asked)?;
        self.broker.publish_as(ACCOUNT_COMMANDS, AccountCommandRequested::KEY, event_id, &body).await?;
        eventually("the message to be taken", PATIENCE, async || {
            let done = sqlx::query_scalar::<_, bool>(
                "SELECT EXISTS (SELECT FROM accounts.inbox WHERE event_id = $1 AND done_at IS NOT NULL)",
            );
            Ok(done.bind(event_id).fetch_one(self.site.database.owner()).await?.then_some(()))
        })
        .await
    }

    /// A command of the desk with its message, and the report, if there is one yet. The desk has taken it.
    async fn asks(&self, kind: &str, number: u32, officer: Uuid) -> Result<Option<String>> {
        let command = self.writes(kind, number, officer).await?;
        self.sends(command, number).await?;
        let report = self.reports(command).await?.pop();
        self.settled(command, report.as_deref()).await?;
        Ok(report)
    }

    /// The desk takes a report.
    async fn settled(&self, command: Uuid, outcome: Option<&str>) -> Result<()> {
        sqlx::query(
            "UPDATE desk.account_commands SET settled_at = now(), outcome = $2 WHERE id = $1 AND $2 IS NOT NULL",
        )
        .bind(command)
        .bind(outcome)
        .execute(self.site.database.owner())
        .await?;
        Ok(())
    }

    /// What was reported about a command.
    async fn reports(&self, command: Uuid) -> Result<Vec<String>> {
        let sql = "SELECT body->>'outcome' FROM accounts.outbox WHERE exchange = $1 AND body->>'command_id' = $2
                    ORDER BY event_id";
        let reports = sqlx::query_scalar(sql).bind(ACCOUNT_COMMANDS).bind(command.to_string());
        Ok(reports.fetch_all(self.site.database.owner()).await?)
    }

    /// What the job that removes accounts does in a round, with the rights of the service.
    async fn removes(&self) -> Result<()> {
        let pool = Pool::connect(&self.site.database.service_url("ACCOUNTS")?).await?;
        while remove_next_account(&pool, &self.clock).await? {}
        Ok(())
    }

    async fn state(&self) -> Result<(String, bool)> {
        let row = sqlx::query_as("SELECT state, frozen_at IS NOT NULL FROM accounts.accounts WHERE id = $1");
        Ok(row.bind(self.account).fetch_one(self.site.database.owner()).await?)
    }

    async fn letters(&self) -> Result<Vec<String>> {
        let letters = "SELECT DISTINCT kind FROM notify.letters WHERE account_id = $1 ORDER BY kind";
        Ok(sqlx::query_scalar(letters).bind(self.account).fetch_all(self.site.database.owner()).await?)
    }

    /// The period closes so long from now.
    async fn closes_in(&self, hours: i64) -> Result<()> {
        let closes_at = self.clock.now() + SignedDuration::from_hours(hours);
        sqlx::query("UPDATE accounts.periods SET closes_at = $1")
            .bind(jiff_sqlx::Timestamp::from(closes_at))
            .execute(self.site.database.owner())
            .await?;
        Ok(())
    }
}

fn ticket(number: u32) -> TicketNumber {
    let digits = SevenDigits::new(number).unwrap();
    TicketNumber::drawn(FormCode::NIK_TAKEN, date(2026, 11, 30), digits)
}

fn active(frozen: bool) -> (String, bool) {
    ("active".to_owned(), frozen)
}

#[tokio::test]
async fn a_complaint_freezes_at_once_and_everything_that_lets_somebody_in_ends_with_it() -> Result<()> {
    let desk = Desk::open().await?;
    let mut browser = Browser::new(1);
    browser.sign_in(&desk.site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    sqlx::query(
        "WITH grants AS (INSERT INTO accounts.grants (secret_hash, account_id, proof, until)
                         VALUES ('x', $1, 'answer', now() + interval '1 hour')),
              answers AS (INSERT INTO accounts.one_time_answers (account_id, question, answer_hash, issued_at, until)
                          VALUES ($1, 1, 'x', now(), now() + interval '1 hour'))
         INSERT INTO accounts.links (id, account_id, address_id, kind, made_at, until)
         SELECT gen_random_uuid(), $1, id, 'new_password', now(), now() + interval '1 hour'
           FROM accounts.addresses WHERE account_id = $1 AND kind = 'email'",
    )
    .bind(desk.account)
    .execute(desk.site.database.owner())
    .await?;
    assert_eq!(desk.asks("freeze", 1, FIRST).await?.as_deref(), Some("done"));
    assert_eq!(desk.state().await?, active(true));
    for left in [
        "accounts.sessions WHERE revoked_at IS NULL",
        "accounts.known_devices",
        "accounts.grants",
        "accounts.one_time_answers",
        "accounts.links",
    ] {
        assert_eq!(desk.site.count(left).await?, 0, "{left}");
    }
    assert_eq!(browser.open(&desk.site, HOME).await?.status, StatusCode::SEE_OTHER);
    assert!(desk.letters().await?.contains(&"account_complained".to_owned()));
    let told = "SELECT count(*) FROM notify.letters WHERE kind = 'account_complained'";
    assert_eq!(desk.site.database.count(told).await?, 2, "by e-mail and phone");
    let entries = "SELECT count(*) FROM audit.entries WHERE action = 'account_frozen' AND actor_kind = 'officer'";
    assert_eq!(desk.site.database.count(entries).await?, 1);

    let shown = Browser::new(2).sign_in(&desk.site, NIK, PASSWORD).await?;
    assert_eq!(shown.status, StatusCode::FORBIDDEN);
    for told in ["ada pengaduan bahwa NIK ini didaftarkan orang lain", "dihapus paling cepat", "Buktikan dengan KTP"] {
        assert!(shown.html.contains(told), "{told}: {}", shown.html);
    }
    let taken = site::Browser::default().tell(&desk.site, &siti()).await?;
    assert!(taken.html.contains("NIK sudah terdaftar"), "{}", taken.html);
    Ok(())
}

#[tokio::test]
async fn a_confirmed_account_is_removed_a_day_after_it_was_frozen_and_not_before() -> Result<()> {
    let desk = Desk::open().await?;
    desk.asks("freeze", 1, FIRST).await?;
    desk.clock.advance(SignedDuration::from_hours(2));
    let remove = desk.writes("remove", 1, SECOND).await?;
    desk.sends(remove, 1).await?;
    assert!(desk.reports(remove).await?.is_empty(), "the desk waits for the removal");
    desk.clock.advance(SignedDuration::from_mins(22 * 60 - 1));
    desk.removes().await?;
    assert_eq!(desk.state().await?, active(true));
    desk.clock.advance(SignedDuration::from_mins(1));
    desk.removes().await?;
    assert_eq!(desk.state().await?.0, "removed");
    assert_eq!(desk.reports(remove).await?, ["done"]);
    // Whoever asks again is told again, and nothing happens twice.
    desk.sends(remove, 1).await?;
    assert_eq!(desk.reports(remove).await?, ["done", "done"]);
    let entries = "SELECT count(*) FROM audit.entries WHERE action = 'account_removed'";
    assert_eq!(desk.site.database.count(entries).await?, 1);
    assert!(desk.letters().await?.contains(&"account_removed".to_owned()));
    let gone = Browser::new(1).sign_in(&desk.site, NIK, PASSWORD).await?;
    assert!(gone.html.contains("NIK atau password yang Anda masukkan salah."), "{}", gone.html);
    Ok(())
}

#[tokio::test]
async fn the_nik_is_free_then_and_the_new_account_carries_the_complaint() -> Result<()> {
    let desk = Desk::open().await?;
    desk.asks("freeze", 1, FIRST).await?;
    desk.asks("remove", 1, SECOND).await?;
    desk.clock.advance(SignedDuration::from_hours(25));
    desk.removes().await?;
    let mut browser = site::Browser::default();
    browser.up_to_the_check(&desk.site, &siti()).await?;
    browser.confirm(&desk.site).await?;
    let (vault, nik) = (Site::vault()?, Nik::parse(NIK).unwrap());
    let owner = desk.site.database.owner();
    let accounts = account::of_nik(owner, &vault, &desk.clock, &nik).await?;
    let [new, old] = accounts.as_slice() else { panic!("{accounts:?}") };
    assert_eq!((new.state.as_str(), old.state.as_str(), old.id), ("active", "removed", desk.account));
    assert_eq!(new.complained, Some((ticket(1).to_string(), desk.clock.now())));
    assert_eq!(complaints::export(owner, &vault, &nik).await?[0]["outcome"], "removed");
    let mut transaction = owner.begin().await?;
    person::forget(&mut transaction, &vault, &nik).await?;
    transaction.commit().await?;
    assert_eq!((desk.site.count("accounts.complaints").await?, desk.site.count("accounts.accounts").await?), (0, 0));
    Ok(())
}

#[tokio::test]
async fn a_second_officer_releases_and_nothing_is_removed_even_when_that_was_confirmed() -> Result<()> {
    let desk = Desk::open().await?;
    desk.asks("freeze", 1, FIRST).await?;
    let remove = desk.writes("remove", 1, SECOND).await?;
    desk.sends(remove, 1).await?;
    let lift = desk.writes("lift", 1, SECOND).await?;
    for _delivery in 0..2 {
        desk.sends(lift, 1).await?;
    }
    assert_eq!(desk.reports(lift).await?, ["done", "done"]);
    assert_eq!(desk.state().await?, active(false));
    desk.clock.advance(SignedDuration::from_hours(25));
    desk.removes().await?;
    assert_eq!(desk.state().await?, active(false));
    // The message about the removal comes late.
    desk.sends(remove, 1).await?;
    assert_eq!(desk.reports(remove).await?, ["lifted"]);
    assert!(desk.letters().await?.contains(&"account_released".to_owned()));
    Browser::new(1).sign_in(&desk.site, NIK, PASSWORD).await?.assert_leads_to(HOME);
    Ok(())
}

#[tokio::test]
async fn whoever_froze_it_neither_removes_nor_releases_whatever_the_desk_says() -> Result<()> {
    let desk = Desk::open().await?;
    desk.asks("freeze", 1, FIRST).await?;
    for kind in ["remove", "lift"] {
        assert_eq!(desk.asks(kind, 1, FIRST).await?.as_deref(), Some("account_gone"), "{kind}");
    }
    // Nor does somebody for another ticket.
    assert_eq!(desk.asks("remove", 2, SECOND).await?.as_deref(), Some("account_gone"));
    assert_eq!(desk.state().await?, active(true));
    Ok(())
}

#[tokio::test]
async fn within_two_days_before_the_period_closes_the_confirmation_removes_at_once() -> Result<()> {
    let desk = Desk::open().await?;
    desk.closes_in(47).await?;
    desk.asks("freeze", 1, FIRST).await?;
    assert_eq!(desk.asks("remove", 1, SECOND).await?.as_deref(), Some("done"));
    assert_eq!(desk.state().await?.0, "removed");
    Ok(())
}

#[tokio::test]
async fn after_the_period_closed_nothing_is_frozen_or_removed_any_more() -> Result<()> {
    let desk = Desk::open().await?;
    desk.asks("freeze", 1, FIRST).await?;
    let remove = desk.writes("remove", 1, SECOND).await?;
    desk.sends(remove, 1).await?;
    desk.clock.advance(SignedDuration::from_hours(25));
    desk.closes_in(0).await?;
    desk.removes().await?;
    assert_eq!(desk.reports(remove).await?, ["too_late"]);
    desk.settled(remove, Some("too_late")).await?;
    assert_eq!(desk.state().await?, active(true));
    assert_eq!(desk.asks("remove", 1, SECOND).await?.as_deref(), Some("too_late"));
    assert_eq!(desk.asks("lift", 1, SECOND).await?.as_deref(), Some("done"));
    assert_eq!(desk.asks("freeze", 2, FIRST).await?.as_deref(), Some("too_late"));
    assert_eq!(desk.state().await?, active(false));
    Ok(())
}

#[tokio::test]
async fn the_operator_and_a_complaint_freeze_apart_from_each_other() -> Result<()> {
    let desk = Desk::open().await?;
    let owner = desk.site.database.owner();
    let mut on = owner.begin().await?;
    assert!(account::freeze(&mut on, &desk.clock, desk.account).await?);
    on.commit().await?;
    assert_eq!(desk.asks("freeze", 1, FIRST).await?.as_deref(), Some("done"));
    let mut on = owner.begin().await?;
    assert_eq!(account::release(&mut on, desk.account).await?, Released::ForComplaint);
    assert_eq!(account::release(&mut on, desk.account).await?, Released::OnlyForComplaint);
    on.commit().await?;
    assert_eq!(desk.state().await?, active(true));
    let mut on = owner.begin().await?;
    assert!(account::freeze(&mut on, &desk.clock, desk.account).await?);
    on.commit().await?;
    assert_eq!(desk.asks("lift", 1, SECOND).await?.as_deref(), Some("done"));
    assert_eq!(desk.state().await?, active(true), "the operator's freeze stays");
    let mut on = owner.begin().await?;
    assert_eq!(account::release(&mut on, desk.account).await?, Released::Yes);
    on.commit().await?;
    assert_eq!(desk.state().await?, active(false));
    Ok(())
}

#[tokio::test]
async fn a_command_counts_once_and_a_message_without_one_moves_nothing() -> Result<()> {
    let desk = Desk::open().await?;
    desk.sends(desk.clock.new_id(), 1).await?;
    assert_eq!(desk.state().await?, active(false));
    let freeze = desk.writes("freeze", 1, FIRST).await?;
    for _delivery in 0..2 {
        desk.sends(freeze, 1).await?;
    }
    assert_eq!(desk.reports(freeze).await?, ["done", "done"]);
    assert_eq!(desk.site.count("accounts.complaints").await?, 1);
    let told = "SELECT count(*) FROM notify.letters WHERE kind = 'account_complained'";
    assert_eq!(desk.site.database.count(told).await?, 2, "each address once");
    // Another ticket finds it frozen.
    assert_eq!(desk.asks("freeze", 2, FIRST).await?.as_deref(), Some("account_gone"));
    Ok(())
}

#[tokio::test]
async fn the_job_removes_and_its_report_reaches_the_desk_over_the_broker() -> Result<()> {
    let desk = Desk::with(&["relay"]).await?;
    let reported = async |times: u32| {
        let broker = &desk.broker;
        eventually("the reports", PATIENCE, async || Ok((broker.depth(ANSWER_ACCOUNTS).await? == times).then_some(())))
            .await
    };
    let freeze = desk.writes("freeze", 1, FIRST).await?;
    desk.sends(freeze, 1).await?;
    reported(1).await?;
    desk.settled(freeze, Some("done")).await?;
    let remove = desk.writes("remove", 1, SECOND).await?;
    desk.sends(remove, 1).await?;
    desk.clock.advance(SignedDuration::from_hours(25));
    let _job = desk.site.doing(&["accounts.removals"]).await?;
    eventually("the account to be removed", PATIENCE, async || Ok((desk.state().await?.0 == "removed").then_some(())))
        .await?;
    reported(2).await
}

#[tokio::test]
async fn what_is_left_of_a_removed_account_tells_nothing_and_its_key_goes_after_ninety_days() -> Result<()> {
    let desk = Desk::open().await?;
    desk.asks("freeze", 1, FIRST).await?;
    desk.asks("remove", 1, SECOND).await?;
    desk.clock.advance(SignedDuration::from_hours(25));
    desk.removes().await?;
    let dump: String =
        sqlx::query_scalar("SELECT string_agg(row_to_json(t)::text, '') FROM (SELECT * FROM accounts.complaints) t")
            .fetch_one(desk.site.database.owner())
            .await?;
    for personal in [NIK, "3174010101150001", "Siti", "Rahayu", "Jakarta", "1995", "siti@", "81234567890"] {
        assert!(!dump.contains(personal), "{personal}: {dump}");
    }
    assert_eq!(desk.site.count("keys.accounts").await?, 1);
    desk.clock.advance(SignedDuration::from_hours(91 * 24));
    let _forgets = desk.site.doing(&["accounts.forget"]).await?;
    eventually("the key to be destroyed", PATIENCE, async || {
        Ok((desk.site.count("keys.accounts").await? == 0).then_some(()))
    })
    .await?;
    let left = "SELECT count(*) FROM accounts.complaints WHERE account_id IS NULL AND outcome = 'removed'";
    assert_eq!(desk.site.database.count(left).await?, 1);
    Ok(())
}
