//! A virtual host, a database, a bucket and a distributor of their own for one test, and workers between them.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use database::Schema;
use distributor::{Client, Distributor as _, Place};
use documents::Store;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use runtime::{Clock, ProcessConfig, Settings, Shutdown};
use stamping::Config;
use stampings::files::{self, File};
use stampings::{New, Standing, State};
use testing::{Broker, Bucket, Database, Distributor, Environment, eventually, pdf, program};
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;
use uuid::Uuid;
use vault::{DataKey, Vault, VaultConfig};

/// Longest wait for anything.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) struct Site {
    pub(crate) broker: Broker,
    pub(crate) database: Database,
    pub(crate) distributor: Distributor,
    pub(crate) clock: Clock,
    store: Store,
    vault: Vault,
    settings: Vec<(String, String)>,
}

/// Somebody with an account here, and a user name at the distributor.
pub(crate) struct Person {
    pub(crate) account: Uuid,
    user: String,
    key: DataKey,
}

/// A stamping that was asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) job: Uuid,
    pub(crate) account: Uuid,
    pub(crate) slot: Uuid,
    pub(crate) upload: Uuid,
}

impl Site {
    pub(crate) async fn new() -> Result<Self> {
        Self::with_stamp_patience("2s").await
    }

    /// One whose workers wait for a stamped file as long as this.
    pub(crate) async fn with_stamp_patience(patience: &str) -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        let distributor = Distributor::start().await?;
        let (broker, database, bucket) =
            (Broker::new_virtual_host().await?, Database::create().await?, Bucket::create().await?);
        let keys = ["VAULT_KEYS", "VAULT_INDEX_KEY"];
        let mut settings = broker.settings();
        settings.extend(keys.map(|key| (key.to_owned(), environment.get(key).unwrap().to_owned())));
        settings.extend(bucket.settings().iter().cloned());
        settings.push(("STAMPING_DATABASE_URL".to_owned(), database.service_url("STAMPING")?));
        settings.push(("STAMP_TRUST_ANCHORS".to_owned(), distributor.authority.display().to_string()));
        settings.push(("STAMP_DISTRIBUTOR_URL".to_owned(), distributor.url.clone()));
        let times = [("PATIENCE", "1s"), ("STAMP_PATIENCE", patience), ("REST", "1s")];
        settings.extend(times.map(|(name, time)| (format!("STAMP_DISTRIBUTOR_{name}"), time.to_owned())));
        let vault = Vault::new(&VaultConfig::read(&mut Settings::from_pairs(settings.clone())))?;
        let store = bucket.store()?;
        Ok(Self { broker, database, distributor, clock: Clock::system(), store, vault, settings })
    }

    /// Where the files lie.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Somebody who has so many stamps, and has signed in at the distributor.
    pub(crate) async fn person(&self, user: &str, stamps: u64) -> Result<Person> {
        let person = self.stranger(user).await?;
        self.distributor.credit(user, stamps).await?;
        self.sign_in(&person).await?;
        Ok(person)
    }

    /// Somebody who has never signed in there.
    pub(crate) async fn stranger(&self, user: &str) -> Result<Person> {
        let (account, owner) = (self.clock.new_id(), self.database.owner());
        let (key, wrapped) = self.vault.new_data_key()?;
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
        Ok(Person { account, user: user.to_owned(), key })
    }

    /// Exchanges the person's password for a token, as a page of the portal does.
    pub(crate) async fn sign_in(&self, person: &Person) -> Result<u64> {
        let mut settings = Settings::from_pairs(self.settings.clone());
        let client = Client::new(distributor::Config::read(&mut settings))?;
        let token = client.login(&person.user, &person.user.clone().into()).await?;
        self.keep_token(person, token.into()).await
    }

    /// Keeps a token that the distributor may know or not.
    pub(crate) async fn keep_token(&self, person: &Person, token: Secret) -> Result<u64> {
        let mut connection = self.database.owner().acquire().await?;
        let owner = (person.account, &person.key);
        Ok(stampings::keep_token(&mut connection, owner, &token.0, self.clock.now()).await?)
    }

    /// The person says that there are stamps again.
    pub(crate) async fn topped_up(&self, person: &Person) -> Result<u64> {
        let mut connection = self.database.owner().acquire().await?;
        Ok(stampings::topped_up(&mut connection, person.account, self.clock.now()).await?)
    }

    /// Uploads a file for a new slot, and asks for its stamping before a registration closes in five days.
    pub(crate) async fn ask(&self, person: &Person) -> Result<Asked> {
        self.ask_in(person, self.clock.new_id(), SignedDuration::from_hours(120)).await?.context("the slot is free")
    }

    /// The same in a slot, before a registration closes.
    pub(crate) async fn ask_in(&self, person: &Person, slot: Uuid, closes: SignedDuration) -> Result<Option<Asked>> {
        let (upload, file) = (self.clock.new_id(), file());
        files::put(&self.store, &person.key, (person.account, upload), File::Unstamped, &file).await?;
        self.ask_for(person.account, (slot, upload), self.clock.now() + closes).await
    }

    /// Asks for the stamping of a file that was uploaded before.
    pub(crate) async fn ask_for(
        &self,
        account: Uuid,
        (slot, upload): (Uuid, Uuid),
        closes_at: Timestamp,
    ) -> Result<Option<Asked>> {
        let new = New {
            account,
            slot,
            upload,
            document: "Surat Pernyataan",
            day: date(2026, 11, 30),
            place: Place { page: 1, corners: [400.0, 100.0, 500.0, 200.0] },
            size: u64::try_from(file().len())?,
            closes_at,
        };
        let mut transaction = self.database.owner().begin().await?;
        let job = stampings::request(&mut transaction, Schema::Stamping, &new, &self.clock, None).await?;
        transaction.commit().await?;
        Ok(job.map(|job| Asked { job, account, slot, upload }))
    }

    /// How a stamping stands.
    pub(crate) async fn standing(&self, asked: Asked) -> Result<Standing> {
        let mut connection = self.database.owner().acquire().await?;
        stampings::standing(&mut connection, asked.job, asked.account).await?.context("a stamping")
    }

    /// Waits for a state.
    pub(crate) async fn reached(&self, asked: Asked, state: State) -> Result<Standing> {
        let what = format!("a stamping that is {}", state.as_str());
        let reached = eventually(&what, PATIENCE, async || {
            let standing = self.standing(asked).await?;
            Ok((standing.state == state).then_some(standing))
        });
        reached.await.with_context(|| format!("{asked:?}"))
    }

    /// The stamped file of a stamping.
    pub(crate) async fn stamped_file(&self, person: &Person, asked: Asked) -> Result<Vec<u8>> {
        let size = self.standing(asked).await?.stamped_size.context("a stamped file")?;
        Ok(files::get(&self.store, &person.key, (asked.account, asked.upload), File::Stamped, size).await?)
    }

    /// Attempts that were counted for a stamping.
    pub(crate) async fn attempts(&self, asked: Asked) -> Result<i32> {
        let attempts = sqlx::query_scalar("SELECT attempts FROM stamping.jobs WHERE id = $1");
        Ok(attempts.bind(asked.job).fetch_one(self.database.owner()).await?)
    }

    /// As if all leases of processes that died had ended, and everything were due.
    pub(crate) async fn time_passes(&self) -> Result<()> {
        self.database.execute("UPDATE stamping.jobs SET leased_until = '-infinity', due_at = now() - interval '1 s' WHERE state <> 'needs_login'").await
    }

    /// A worker in this process.
    pub(crate) async fn worker(&self) -> Result<Process> {
        let mut settings = Settings::from_pairs(self.settings.clone());
        let config = Config::read(&mut settings);
        settings.finish()?;
        let service = stamping::start(config, self.clock.clone()).await?;
        let shutdown = Shutdown::new();
        let running = tokio::spawn(runtime::run(ProcessConfig::on_any_port(), vec![service], shutdown.clone()));
        Ok(Process { shutdown, running })
    }

    /// A worker as a process of its own, which can be killed.
    pub(crate) fn mortal(&self) -> Result<Mortal> {
        let addresses = ["LISTEN", "ADMIN_LISTEN"].map(|name| (name.to_owned(), "127.0.0.1:0".to_owned()));
        let process = Command::new(program("stamping")?)
            .env_clear()
            .envs(self.settings.iter().cloned().chain(addresses))
            .env("LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        Ok(Mortal(process))
    }
}

/// A token that does not print.
pub(crate) struct Secret(secrecy::SecretString);

impl From<secrecy::SecretString> for Secret {
    fn from(token: secrecy::SecretString) -> Self {
        Self(token)
    }
}

/// A file as applicants upload it.
pub(crate) fn file() -> Vec<u8> {
    pdf(7, 20_000)
}

/// A worker that runs as in a real process.
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

/// A real process.
pub(crate) struct Mortal(Child);

impl Mortal {
    /// Ends it as a crash would.
    pub(crate) async fn kill(mut self) -> Result<()> {
        ensure!(self.0.try_wait()?.is_none(), "the worker ended by itself");
        Ok(self.0.kill().await?)
    }
}
