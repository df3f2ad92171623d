//! Servers that vanish silently, hold what they have, lose replies and break off in the middle. During a fault nothing
//! accepted is lost; after it everything goes on by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use futures_util::future::try_join_all;
use testing::{Broker, Fault, Layout, Line, Person, Reply, System, eventually};

use crate::filing::{Filing, Manner};

/// How long a fault lasts: longer than any single wait for a server.
const FAULT: Duration = Duration::from_secs(8);
/// How soon after its end everything must work as before.
const RECOVERY: Duration = Duration::from_secs(20);
/// Clients that file at the same time.
const CLIENTS: u64 = 3;
/// Longest wait for work that no fault delays.
const PATIENCE: Duration = Duration::from_mins(1);

/// Which server is behind the line that breaks.
#[derive(Clone, Copy, Debug)]
enum Server {
    PostgreSql,
    RabbitMq,
    ObjectStore,
}

const LATE: Fault = Fault::Late(Duration::from_millis(300));
const COMMITS_SWALLOWED: Fault = Fault::Swallowed { reply: Reply::Commit, one_in: 5 };
const CONFIRMS_SWALLOWED: Fault = Fault::Swallowed { reply: Reply::Confirm, one_in: 3 };

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_vanishes_holds_or_loses_replies_is_used_again_by_itself() -> Result<()> {
    let faults = [Fault::Lost, Fault::Held, COMMITS_SWALLOWED, Fault::Cut { after: 1_500 }, LATE];
    survive(Server::PostgreSql, &faults).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_vanishes_holds_or_loses_confirms_is_used_again_by_itself() -> Result<()> {
    let faults = [Fault::Lost, Fault::Held, CONFIRMS_SWALLOWED, Fault::Cut { after: 2_000 }, LATE];
    survive(Server::RabbitMq, &faults).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_store_that_vanishes_holds_or_breaks_off_is_used_again_by_itself() -> Result<()> {
    survive(Server::ObjectStore, &[Fault::Lost, Fault::Held, Fault::Cut { after: 100 }, LATE]).await
}

/// Runs half of the faults on one system and half on another, at the same time: two of a kind in a row would hide what
/// the first left behind.
async fn survive(server: Server, faults: &[Fault]) -> Result<()> {
    let (some, others) = faults.split_at(faults.len().div_ceil(2));
    try_join_all([some, others].map(|faults| survive_in_turn(server, faults))).await.map(drop)
}

async fn survive_in_turn(server: Server, faults: &[Fault]) -> Result<()> {
    let (system, line) = start(server).await?;
    let mut filing = Filing::start(&system.api(), CLIENTS, 700_000, Manner::UntilAcknowledged);
    filing.one_more().await.context("before any fault")?;
    for fault in faults {
        let told = format!("{server:?}, {fault:?}");
        line.breaks(*fault);
        tokio::time::sleep(FAULT).await;
        ensure!(line.struck() > 0, "{told} really happened");
        line.is_mended();
        recovered(&system, &mut filing).await.with_context(|| told)?;
    }
    exactly_once(&system, filing.finish().await?).await.with_context(|| format!("after {server:?}, {faults:?}"))
}

/// A whole system in one process, with a line to one of its servers.
async fn start(server: Server) -> Result<(System, Line)> {
    let mut system =
        System::start_with(Layout::AllInOne, Broker::new_virtual_host().await?, &[("CHANNEL_RATE_PER_SECOND", "1000")])
            .await?;
    let names: &[&str] = match server {
        Server::PostgreSql => &[
            "INTAKE_DATABASE_URL",
            "ROUTER_DATABASE_URL",
            "ANSWER_DATABASE_URL",
            "CONSOLE_DATABASE_URL",
            "STATUS_DATABASE_URL",
            "DATABASE_URL",
        ],
        Server::RabbitMq => &["INTAKE_AMQP_URL", "ROUTER_AMQP_URL", "ANSWER_AMQP_URL", "CONSOLE_AMQP_URL"],
        Server::ObjectStore => &["S3_ENDPOINT"],
    };
    let first = names.first().and_then(|name| system.setting(name)).context("the server's URL")?.to_owned();
    let line = Line::to_server_of(&first).await?;
    for name in names {
        let url = system.setting(name).with_context(|| format!("{name} is set"))?.to_owned();
        system.set(name, &line.instead_of_server(&url)?);
    }
    system.kill("helpdesk")?;
    system.launch("helpdesk")?;
    system.ready("helpdesk").await?;
    Ok((system, line))
}

/// Checks that the first acceptance and the empty outboxes come within [`RECOVERY`], and without a restart.
async fn recovered(system: &System, filing: &mut Filing) -> Result<()> {
    let mended = Instant::now();
    let pool = system.database.owner();
    let accepted = tokio::time::timeout(RECOVERY, filing.one_more()).await.context("nothing is accepted")?;
    accepted.context("nothing is accepted")?;
    eventually(
        "outboxes without anything older than the end of the fault",
        RECOVERY.saturating_sub(mended.elapsed()),
        async || {
            let old: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM (SELECT created_at FROM intake.outbox UNION ALL SELECT created_at FROM desk.outbox) \
            AS waiting
              WHERE created_at < now() - make_interval(secs => $1)",
        )
        .bind(mended.elapsed().as_secs_f64())
        .fetch_one(pool)
        .await?;
            Ok((old == 0).then_some(()))
        },
    )
    .await
}

/// Checks that each ticket, acknowledged or not, is at its desk once and was received once, and that each acknowledged
/// one is there.
async fn exactly_once(system: &System, accepted: BTreeMap<String, Person>) -> Result<()> {
    let pool = system.database.owner();
    eventually("every ticket at its desk", PATIENCE, async || {
        let (tickets, cases): (i64, i64) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM intake.tickets), (SELECT count(*) FROM desk.cases WHERE desk \
                = 'bkn.data-fixes')",
        )
        .fetch_one(pool)
        .await?;
        Ok((tickets == cases).then_some(()))
    })
    .await?;
    let received: Vec<(String, i64)> =
        sqlx::query_as("SELECT ticket_number, count(*) FROM desk.timeline WHERE stage = 'received' GROUP BY 1")
            .fetch_all(pool)
            .await?;
    let twice: Vec<_> = received.iter().filter(|(_, times)| *times != 1).collect();
    ensure!(twice.is_empty(), "received more than once: {twice:?}");
    let there: BTreeSet<_> = received.into_iter().map(|(number, _)| number).collect();
    let lost: Vec<_> = accepted.keys().filter(|number| !there.contains(*number)).collect();
    ensure!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    // Clients sent each submission under one key until somebody acknowledged it: more tickets than that would be
    // duplicates.
    ensure!(there.len() == accepted.len(), "{} tickets for {} submissions", there.len(), accepted.len());
    for queue in ["retry.10m", "dead.router.submissions", "dead.desk.bkn.data-fixes"] {
        let depth = system.broker.depth(queue).await?;
        ensure!(depth == 0, "{depth} messages in {queue}: an outage was counted as theirs");
    }
    Ok(())
}
