//! A virtual host, a database and a mail server of their own for one test, and the sender between them.

use std::time::Duration;

use anyhow::Result;
use database::{Outbox, Pool, Schema};
use domain::{SevenDigits, TicketNumber};
use jiff_sqlx::ToSqlx as _;
use letters::ToAddress;
use messages::LetterKind;
use notify::Config;
use queue::{AmqpConfig, Publisher, Wake};
use runtime::{Clock, ProcessConfig, Service, Settings, Shutdown};
use testing::{Broker, Database, Environment, MailServer, eventually};
use tokio::task::JoinHandle;
use uuid::Uuid;
use vault::{Sealed, Vault, VaultConfig};

/// Longest wait for anything.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Site {
    pub(crate) broker: Broker,
    pub(crate) database: Database,
    pub(crate) mails: MailServer,
    pub(crate) clock: Clock,
    vault: Vault,
    further: Vec<(String, String)>,
}

/// An account, and its address.
#[derive(Clone, Copy)]
pub(crate) struct Reached {
    pub(crate) account: Uuid,
    pub(crate) address: Uuid,
}

/// What became of a letter: outcome, problem and attempts.
pub(crate) type Fate = (Option<String>, Option<String>, i32);

impl Site {
    pub(crate) async fn new() -> Result<Self> {
        Self::with(MailServer::start(&["--slowness", "30"]).await?, &[]).await
    }

    pub(crate) async fn with(mails: MailServer, further: &[(&str, &str)]) -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        let keys = ["VAULT_KEYS", "VAULT_INDEX_KEY"];
        let keys = keys.map(|key| (key.to_owned(), environment.get(key).unwrap().to_owned()));
        let mail = [
            ("MAIL_URL".to_owned(), format!("smtp://{}", mails.authority())),
            ("MAIL_FROM".to_owned(), "Helpdesk SSCASN <helpdesk@example.go.id>".to_owned()),
            ("MAIL_TIMEOUT".to_owned(), "3s".to_owned()),
            ("PUBLIC_URL".to_owned(), "https://helpdesk.example".to_owned()),
        ];
        let further = further.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let further: Vec<_> = mail.into_iter().chain(further).chain(keys).collect();
        let vault = Vault::new(&VaultConfig::read(&mut Settings::from_pairs(further.clone())))?;
        Ok(Self {
            broker: Broker::new_virtual_host().await?,
            database: Database::create().await?,
            mails,
            clock: Clock::system(),
            vault,
            further,
        })
    }

    /// The settings of the sender's process. A later one of the same name counts.
    pub(crate) fn settings(&self) -> Result<Vec<(String, String)>> {
        let database = ("NOTIFY_DATABASE_URL".to_owned(), self.database.service_url("NOTIFY")?);
        Ok(self.broker.settings().into_iter().chain([database]).chain(self.further.clone()).collect())
    }

    /// The sender as its process runs it, by a clock.
    pub(crate) async fn sender(&self, clock: &Clock) -> Result<Process> {
        let mut settings = Settings::from_pairs(self.settings()?);
        let config = Config::read(&mut settings);
        settings.finish()?;
        Ok(run(notify::start(config, clock.clone()).await?))
    }

    /// A ticket whose applicant left this address.
    pub(crate) async fn ticket(&self, address: &str) -> Result<TicketNumber> {
        let (id, day) = (self.clock.new_id(), domain::time::wib_day(self.clock.now()));
        let digits = u32::try_from(id.as_u128() % 10_000_000)?;
        let number = TicketNumber::drawn("66".parse()?, day, SevenDigits::new(digits).unwrap());
        let (key, wrapped) = self.vault.new_data_key()?;
        let sealed = key.seal(&Sealed::NoticeAddress.of(id), address.as_bytes())?;
        sqlx::query(
            "INSERT INTO intake.tickets (submitted_on, number, id, form, channel_id, submitted_at, answer_due_at,
                                         region, nik_index, person_index, content, documents)
             VALUES ($1, $2, $3, '66', gen_random_uuid(), now(), now(), '317401', 'x', 'x', 'x', '[]')",
        )
        .bind(day.to_sqlx())
        .bind(number.to_string())
        .bind(id)
        .execute(self.database.owner())
        .await?;
        sqlx::query("INSERT INTO keys.tickets (ticket_id, data_key) VALUES ($1, $2)")
            .bind(id)
            .bind(wrapped.as_bytes())
            .execute(self.database.owner())
            .await?;
        sqlx::query("INSERT INTO intake.notice_addresses (ticket_number, address) VALUES ($1, $2)")
            .bind(number.to_string())
            .bind(sealed)
            .execute(self.database.owner())
            .await?;
        Ok(number)
    }

    /// An account with this address.
    pub(crate) async fn account(&self, address: &str) -> Result<Reached> {
        let (account, id) = (self.clock.new_id(), self.clock.new_id());
        let (key, wrapped) = self.vault.new_data_key()?;
        let sealed = key.seal(&Sealed::AccountAddress(id).of(account), address.as_bytes())?;
        let owner = self.database.owner();
        sqlx::query(
            "WITH period AS (
                 INSERT INTO accounts.periods (id, name, opens_at, closes_at)
                 SELECT gen_random_uuid(), 'CASN 2026', now(), now() + interval '1 day'
                  WHERE NOT EXISTS (SELECT FROM accounts.periods) RETURNING id
             ), any_period AS (SELECT id FROM period UNION ALL SELECT id FROM accounts.periods LIMIT 1)
             INSERT INTO accounts.accounts (id, period_id, state, identity, nik_index, identity_index, content,
                 password_hash, question_1, answer_1_hash, question_2, answer_2_hash, made_at, password_changed_at)
             SELECT $1, id, 'active', 'verified', uuid_send($1), 'x', 'x', 'x', 1, 'x', 2, 'x', now(), now()
               FROM any_period",
        )
        .bind(account)
        .execute(owner)
        .await?;
        sqlx::query("INSERT INTO keys.accounts (account_id, data_key) VALUES ($1, $2)")
            .bind(account)
            .bind(wrapped.as_bytes())
            .execute(owner)
            .await?;
        let kind = if address.contains('@') { "email" } else { "phone" };
        sqlx::query("INSERT INTO accounts.addresses VALUES ($1, $2, $3, 'current', $4, now(), NULL)")
            .bind(id)
            .bind(account)
            .bind(kind)
            .bind(sealed)
            .execute(owner)
            .await?;
        Ok(Reached { account, address: id })
    }

    /// Asks for a letter as the accounts do, and leaves the message in the outbox. Returns the letter.
    pub(crate) async fn tell(&self, kind: LetterKind, to: Reached, link: Option<Uuid>) -> Result<Uuid> {
        let pool = Pool::connect_lazy(&self.database.service_url("ACCOUNTS")?)?;
        let mut transaction = pool.begin().await?;
        let letter = ToAddress { kind, account: to.account, address: to.address, link };
        anyhow::ensure!(letters::to_address(&mut transaction, Schema::Accounts, letter, &self.clock).await?);
        transaction.commit().await?;
        Ok(sqlx::query_scalar("SELECT id FROM notify.letters WHERE address_id = $1 ORDER BY id DESC LIMIT 1")
            .bind(to.address)
            .fetch_one(self.database.owner())
            .await?)
    }

    /// The token of a link, as the accounts read it.
    pub(crate) fn token(&self, link: Uuid) -> String {
        letters::links::token(&self.vault, link)
    }

    /// The code with this id, as the accounts read it.
    pub(crate) fn code(&self, id: Uuid) -> String {
        letters::codes::code(&self.vault, id)
    }

    /// Asks for a letter as intake does, and leaves the message in the outbox. Returns whether there is one.
    pub(crate) async fn ask(&self, kind: LetterKind, ticket: TicketNumber) -> Result<bool> {
        let pool = Pool::connect_lazy(&self.database.service_url("INTAKE")?)?;
        let mut transaction = pool.begin().await?;
        let asked = letters::about_ticket(&mut transaction, Schema::Intake, kind, ticket, &self.clock, None).await?;
        transaction.commit().await?;
        Ok(asked)
    }

    /// Asks for the ticket's letter some times more, as looks for lost ones do.
    pub(crate) async fn ask_again(&self, ticket: TicketNumber, times: usize) -> Result<()> {
        let (letter, now) = (self.letter(ticket).await?, self.clock.now());
        let message = |_time| letters::message(self.clock.new_id(), letter, LetterKind::TicketAnswered, now, None);
        let mut connection = self.database.owner().acquire().await?;
        let messages: Vec<_> = (0..times).map(message).collect();
        Ok(Outbox::insert(&mut connection, Schema::Intake, &messages).await?)
    }

    /// Carries the outbox to the broker as intake does, until it is empty.
    pub(crate) async fn carry(&self) -> Result<()> {
        self.carry_of("intake", Schema::Intake).await
    }

    /// The same as this service does, with its own user at the broker.
    pub(crate) async fn carry_of(&self, service: &'static str, schema: Schema) -> Result<()> {
        let pool = Pool::connect_lazy(&self.database.service_url(&service.to_uppercase())?)?;
        let config = AmqpConfig::read(&mut Settings::from_pairs(self.broker.settings()), service);
        let (publisher, job, _probe) = Publisher::start(config, self.clock.clone());
        let relay = queue::relay(Outbox::new(pool, schema), publisher, Wake::default());
        let process = run(Service {
            name: "test",
            routes: axum::Router::new(),
            jobs: vec![job, relay],
            probes: Vec::new(),
            listen: None,
        });
        eventually("an empty outbox", PATIENCE, async || {
            let waiting = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {}.outbox", schema.name()));
            let waiting: i64 = sqlx::query_scalar(waiting).fetch_one(self.database.owner()).await?;
            Ok((waiting == 0).then_some(()))
        })
        .await?;
        process.stop().await
    }

    /// Waits until a letter of the ticket is settled, or was refused for now. Returns what became of it.
    pub(crate) async fn fate(&self, ticket: TicketNumber) -> Result<Fate> {
        self.fate_of(self.letter(ticket).await?).await
    }

    /// The same of a letter.
    pub(crate) async fn fate_of(&self, letter: Uuid) -> Result<Fate> {
        eventually("the letter's fate", PATIENCE, async || {
            let fate: Fate = sqlx::query_as("SELECT outcome, problem, attempts FROM notify.letters WHERE id = $1")
                .bind(letter)
                .fetch_one(self.database.owner())
                .await?;
            Ok((fate.0.is_some() || fate.1.is_some()).then_some(fate))
        })
        .await
    }

    /// The letter of the ticket.
    pub(crate) async fn letter(&self, ticket: TicketNumber) -> Result<Uuid> {
        Ok(sqlx::query_scalar("SELECT id FROM notify.letters WHERE ticket_number = $1")
            .bind(ticket.to_string())
            .fetch_one(self.database.owner())
            .await?)
    }
}

/// A fate without the attempts.
pub(crate) fn settled(fate: &Fate) -> (Option<&str>, Option<&str>) {
    (fate.0.as_deref(), fate.1.as_deref())
}

/// Something that runs as in a real process.
pub(crate) struct Process {
    shutdown: Shutdown,
    running: JoinHandle<Result<()>>,
}

impl Process {
    /// Asks for the end and waits for it.
    pub(crate) async fn stop(self) -> Result<()> {
        self.shutdown.trigger();
        self.running.await?
    }
}

fn run(service: Service) -> Process {
    let shutdown = Shutdown::new();
    let running = tokio::spawn(runtime::run(ProcessConfig::on_any_port(), vec![service], shutdown.clone()));
    Process { shutdown, running }
}
