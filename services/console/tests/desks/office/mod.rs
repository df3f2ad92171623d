//! A help desk for one test: its own database, the service's routes, and a clock that the test moves.

mod agencies;
mod filing;
mod people;
mod records;
mod requests;

use std::sync::atomic::AtomicU32;

use axum::Router;
use database::Pool;
use runtime::{Clock, Settings};
use testing::Database;
use vault::{Vault, VaultConfig};

pub(crate) use agencies::reported;
pub(crate) use filing::incoming;
pub(crate) use people::Officer;
pub(crate) use requests::{Answer, body_of, form, hidden, moment};

/// 32 bytes in base64: good enough for a test.
const TEST_KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// The form that most tests use; its desk is `bkn.data-fixes`.
pub(crate) const STATUS_BUKAN_PNS: &str = "status-bukan-pns";

pub(crate) struct Office {
    pub(crate) clock: Clock,
    pub(crate) vault: Vault,
    answer: answer::State,
    console: console::State,
    routes: Router,
    database: Database,
    filed: AtomicU32,
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::with_settings([]).await
    }

    /// With further settings, such as those of a bucket.
    pub(crate) async fn with_settings(further: impl IntoIterator<Item = (String, String)>) -> Self {
        let database = Database::create().await.unwrap();
        let pairs = [
            ("ANSWER_DATABASE_URL", database.service_url("ANSWER").unwrap()),
            ("CONSOLE_DATABASE_URL", database.service_url("CONSOLE").unwrap()),
            ("DATABASE_POOL_SIZE", "16".to_owned()),
            ("AMQP_URL", "amqp://127.0.0.1:1/none".to_owned()),
            ("S3_ENDPOINT", "http://127.0.0.1:1".to_owned()),
            ("S3_BUCKET", "none".to_owned()),
            ("S3_ACCESS_KEY_ID", "none".to_owned()),
            ("S3_SECRET_ACCESS_KEY", "none".to_owned()),
            // This process is a test; the service's own program draws pages.
            ("DRAWING_PROGRAM", env!("CARGO_BIN_EXE_console").to_owned()),
            ("VAULT_KEYS", format!("test:{TEST_KEY}")),
            ("VAULT_INDEX_KEY", TEST_KEY.to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value));
        let mut settings = Settings::from_pairs(pairs.into_iter().chain(further));
        let agencies = answer::Config::read(&mut settings);
        let officers = console::Config::read(&mut settings);
        let vault = Vault::new(&VaultConfig::read(&mut settings)).unwrap();
        settings.finish().unwrap();
        let clock = Clock::fixed("2026-11-21T03:00:00Z".parse().unwrap());
        let answer = answer::State::new(&agencies, clock.clone()).unwrap();
        let console = console::State::new(&officers, clock.clone()).unwrap();
        // It works around the clock unless a test sets something else.
        let always = "UPDATE workdays.week SET days = '{t,t,t,t,t,t,t}', opens = 0, closes = 1440";
        database.execute(always).await.unwrap();
        console::jobs::read_calendar(&console).await.unwrap();
        answer::jobs::read_calendar(&answer).await.unwrap();
        let routes = answer::routes(answer.clone()).merge(console::routes(console.clone()));
        Self { routes, answer, console, clock, vault, database, filed: AtomicU32::new(0) }
    }

    /// The service of the queues and the agencies, for its jobs.
    pub(crate) fn answer(&self) -> &answer::State {
        &self.answer
    }

    /// The console, for its jobs.
    pub(crate) fn console(&self) -> &console::State {
        &self.console
    }

    /// All rights, to prepare and to look behind the service's back.
    pub(crate) fn owner(&self) -> &Pool {
        self.database.owner()
    }

    /// The rights of the service that suggests to applicants.
    pub(crate) async fn as_intake(&self) -> Pool {
        Pool::connect(&self.database.service_url("INTAKE").unwrap()).await.unwrap()
    }

    /// The rights of the service of the queues and the agencies, and no more.
    pub(crate) async fn as_answer(&self) -> Pool {
        Pool::connect(&self.database.service_url("ANSWER").unwrap()).await.unwrap()
    }

    /// The rights of the console and no more.
    pub(crate) async fn as_console(&self) -> Pool {
        Pool::connect(&self.database.service_url("CONSOLE").unwrap()).await.unwrap()
    }
}
