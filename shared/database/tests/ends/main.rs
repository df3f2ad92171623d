//! Every wait on the database has an end, whatever happens on the line to it.

mod bounds;
mod rotation;

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use database::{Pool, is_unavailable};
use futures_util::future::join_all;
use sqlx::postgres::PgConnectOptions;
use testing::{Database, Fault, Line, Reply, eventually};

/// Longest wait for a query in these tests.
const WAIT: Duration = Duration::from_secs(2);
/// What a busy machine may take longer than that.
const MARGIN: Duration = Duration::from_secs(3);

/// A database with a table to write to, and a line to it.
struct Site {
    database: Database,
    line: Line,
}

impl Site {
    async fn new() -> Result<Self> {
        let database = Database::create().await?;
        sqlx::query("CREATE TABLE intake.marks (id integer PRIMARY KEY)").execute(database.owner()).await?;
        let line = Line::to_server_of(&database.url()?).await?;
        Ok(Self { database, line })
    }

    /// A pool over the line.
    fn pool(&self, connections: u32) -> Result<Pool> {
        let options: PgConnectOptions = self.line.instead_of_server(&self.database.url()?)?.parse()?;
        Ok(Pool::lazy_within(WAIT, options, connections))
    }

    async fn marks(&self) -> Result<i64> {
        Ok(sqlx::query_scalar("SELECT count(*) FROM intake.marks").fetch_one(self.database.owner()).await?)
    }
}

async fn mark(pool: &Pool, id: i32) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO intake.marks VALUES ($1)").bind(id).execute(pool).await.map(drop)
}

/// As many open connections as the pool may have, all of them idle afterwards.
async fn fill(pool: &Pool, connections: usize) -> Result<()> {
    let mut open = Vec::new();
    for _ in 0..connections {
        let mut connection = pool.acquire().await?;
        sqlx::query("SELECT 1").execute(&mut connection).await?;
        open.push(connection);
    }
    drop(open);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_to_a_server_that_vanished_ends_and_takes_the_other_connections_with_it() -> Result<()> {
    let site = Site::new().await?;
    let pool = site.pool(4)?;
    fill(&pool, 4).await?;

    site.line.breaks(Fault::Lost);
    let asked = Instant::now();
    let error = sqlx::query("SELECT 1").execute(&pool).await.err().context("nothing answers")?;
    ensure!(is_unavailable(&error), "{error}");
    ensure!(asked.elapsed() < WAIT + MARGIN, "waited {:?}", asked.elapsed());
    site.line.is_mended();

    // Three dead connections lie in the pool; nobody else has to find that out.
    let asked = Instant::now();
    for _ in 0..8 {
        sqlx::query("SELECT 1").execute(&pool).await?;
    }
    ensure!(asked.elapsed() < MARGIN, "the server is there again, and it took {:?} to be used", asked.elapsed());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_lay_idle_is_asked_whether_its_server_is_there() -> Result<()> {
    let site = Site::new().await?;
    let pool = site.pool(1)?;
    fill(&pool, 1).await?;
    let idle = Instant::now();
    site.line.breaks(Fault::Lost);
    site.line.is_mended();
    eventually("the connection to have lain idle", MARGIN, async || {
        Ok((idle.elapsed() > Duration::from_millis(1_100)).then_some(()))
    })
    .await?;
    let answer: i32 = sqlx::query_scalar("SELECT 7").fetch_one(&pool).await.context("nobody was to notice")?;
    ensure!(answer == 7);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_never_comes_takes_no_connection_from_the_pool() -> Result<()> {
    let site = Site::new().await?;
    let pool = site.pool(2)?;
    site.line.breaks(Fault::Swallowed { reply: Reply::Commit, one_in: 1 });
    for round in 0..3 {
        let both = join_all([mark(&pool, round * 2), mark(&pool, round * 2 + 1)]).await;
        ensure!(both.iter().all(|written| written.as_ref().is_err_and(is_unavailable)), "{both:?}");
    }
    ensure!(site.line.struck() == 6, "{} replies were swallowed", site.line.struck());
    ensure!(site.marks().await? == 6, "each was committed all the same");

    site.line.is_mended();
    let asked = Instant::now();
    fill(&pool, 2).await.context("both places are free")?;
    ensure!(asked.elapsed() < MARGIN, "{:?}", asked.elapsed());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_without_an_answer_ends_as_an_outage() -> Result<()> {
    let site = Site::new().await?;
    let pool = site.pool(1)?;
    let mut transaction = pool.begin().await?;
    sqlx::query("INSERT INTO intake.marks VALUES (1)").execute(&mut *transaction).await?;
    site.line.breaks(Fault::Swallowed { reply: Reply::Commit, one_in: 1 });
    let error = transaction.commit().await.err().context("no answer came")?;
    ensure!(is_unavailable(&error), "{error}");
    site.line.is_mended();
    ensure!(site.marks().await? == 1, "it was committed all the same");
    mark(&pool, 2).await.context("the pool's only place is free")?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_stops_waiting_for_a_transaction_to_begin_leaves_none_open() -> Result<()> {
    let site = Site::new().await?;
    let pool = site.pool(1)?;
    fill(&pool, 1).await?;
    site.line.breaks(Fault::Held);
    ensure!(tokio::time::timeout(Duration::from_millis(300), pool.begin()).await.is_err(), "nothing moves");
    site.line.is_mended();
    mark(&pool, 1).await?;
    ensure!(site.marks().await? == 1, "what is written by itself is committed by itself");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_was_given_up_holds_no_lock() -> Result<()> {
    let site = Site::new().await?;
    let pool = site.pool(1)?;
    mark(&pool, 1).await?;
    let mut transaction = pool.begin().await?;
    sqlx::query("DELETE FROM intake.marks").execute(&mut *transaction).await?;
    drop(transaction);
    let deleted = sqlx::query("DELETE FROM intake.marks").execute(site.database.owner());
    ensure!(
        tokio::time::timeout(MARGIN, deleted).await.context("the row is locked")??.rows_affected() == 1,
        "it was taken back"
    );
    mark(&pool, 2).await.context("its connection is free")?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_in_the_middle_of_which_the_line_breaks_is_an_outage() -> Result<()> {
    let site = Site::new().await?;
    let pool = site.pool(1)?;
    fill(&pool, 1).await?;
    site.line.breaks(Fault::Cut { after: 4_000 });
    let error = sqlx::query("SELECT repeat('x', 100) FROM generate_series(1, 1000)")
        .fetch_all(&pool)
        .await
        .err()
        .context("it was cut")?;
    ensure!(is_unavailable(&error), "{error}");
    site.line.is_mended();
    mark(&pool, 1).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_may_take_longer_where_that_is_asked_for() -> Result<()> {
    let site = Site::new().await?;
    let options: PgConnectOptions = site.database.url()?.parse()?;
    let pool = Pool::lazy_within(WAIT, options.options([("statement_timeout", "400")]), 1);
    let error = sqlx::query("SELECT pg_sleep(1)").execute(&pool).await.err().context("it takes too long")?;
    ensure!(error.as_database_error().is_some(), "the server's own error comes first: {error}");
    let mut transaction = pool.begin().await?;
    transaction.allow(Duration::from_secs(20)).await?;
    sqlx::query("SELECT pg_sleep(3)").execute(&mut *transaction).await?;
    transaction.commit().await?;
    let limit: String = sqlx::query_scalar("SHOW statement_timeout").fetch_one(&pool).await?;
    ensure!(limit == "400ms", "only that transaction was allowed more: {limit}");
    Ok(())
}
