//! With two login roles a service, the operator changes a password while requests run.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use database::{DatabaseConfig, Pool};
use runtime::{Clock, Settings};
use sqlx::AssertSqlSafe;
use testing::{Database, eventually};

const PATIENCE: Duration = Duration::from_secs(30);

/// Requests that each process answers before the next step.
const SOME: u64 = 50;

/// A process that asks one thing after the other until it is told to end.
struct Process {
    ends: Arc<AtomicBool>,
    answered: Arc<AtomicU64>,
    work: tokio::task::JoinHandle<Result<()>>,
}

impl Process {
    fn start(url: String) -> Self {
        let (ends, answered) = (Arc::<AtomicBool>::default(), Arc::<AtomicU64>::default());
        let (until, count) = (Arc::clone(&ends), Arc::clone(&answered));
        let pool = pool(url);
        let work = tokio::spawn(async move {
            while !until.load(Ordering::SeqCst) {
                let _tickets: i64 = sqlx::query_scalar("SELECT count(*) FROM status.tickets").fetch_one(&pool).await?;
                count.fetch_add(1, Ordering::SeqCst);
            }
            Ok(())
        });
        Self { ends, answered, work }
    }

    async fn answers_some(&self) -> Result<()> {
        let before = self.answered.load(Ordering::SeqCst);
        eventually("requests to be answered", PATIENCE, async || {
            ensure!(!self.work.is_finished(), "a request failed");
            Ok((self.answered.load(Ordering::SeqCst) >= before + SOME).then_some(()))
        })
        .await
    }

    /// Says why a request failed, if one did.
    async fn end(self) -> Result<()> {
        self.ends.store(true, Ordering::SeqCst);
        self.work.await?
    }
}

fn pool(url: String) -> Pool {
    let mut settings = Settings::from_pairs([("DATABASE_URL".to_owned(), url)]);
    database::connect_lazy(&DatabaseConfig::read(&mut settings, "status"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_changes_while_requests_run_and_none_fails() -> Result<()> {
    let database = Database::create().await?;
    let id = Clock::system().new_id().simple().to_string();
    let (a, b) = (format!("status_a_{id}"), format!("status_b_{id}"));
    let owner = async |sql: String| sqlx::query(AssertSqlSafe(sql)).execute(database.owner()).await.map(drop);
    let url = database.service_url("STATUS")?;
    let (_, place) = url.rsplit_once('@').context("a URL with a place")?;
    let url_of = |role: &str, password: &str| format!("postgres://{role}:{password}@{place}");
    owner(format!("CREATE ROLE {a} LOGIN PASSWORD 'first' IN ROLE helpdesk_status")).await?;
    owner(format!("CREATE ROLE {b} LOGIN IN ROLE helpdesk_status")).await?;

    let old = Process::start(url_of(&a, "first"));
    old.answers_some().await?;
    owner(format!("ALTER ROLE {b} PASSWORD 'second'")).await?;
    let new = Process::start(url_of(&b, "second"));
    new.answers_some().await?;
    old.answers_some().await?;
    old.end().await.context("the old process")?;
    owner(format!("ALTER ROLE {a} PASSWORD NULL")).await?;
    new.answers_some().await?;
    new.end().await.context("the new process")?;
    ensure!(pool(url_of(&a, "first")).acquire().await.is_err(), "the old password is good for nothing any more");
    let bound: String = sqlx::query_scalar("SHOW statement_timeout").fetch_one(&pool(url_of(&b, "second"))).await?;
    ensure!(bound == "5s", "a login role inherits rights and no settings, so the connection sets them: {bound}");
    Ok(())
}
