//! Nothing accepted is lost: the test kills processes and stops the broker while submissions come in.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use testing::{Broker, Layout, Person, System, eventually};

use crate::filing::{Filing, Manner};

/// How many submissions the service must acknowledge in all.
const WANTED: usize = 600;
/// How many clients file at the same time.
const CLIENTS: u64 = 4;
/// How often the test kills the router and answer, each.
const KILLS: usize = 3;
const PATIENCE: Duration = Duration::from_secs(90);

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_number_is_at_its_desk_once_after_kills_and_a_broker_outage() -> Result<()> {
    let system =
        System::start_with(Layout::Separate, Broker::private().await?, &[("CHANNEL_RATE_PER_SECOND", "100000")])
            .await?;
    let mut filing = Filing::start(&system.api(), CLIENTS, 100_000, Manner::Once);

    // Three times: wait for some submissions, kill both consumers in the middle of their work, start them again.
    let mut killed = Vec::new();
    for round in 1..=KILLS {
        filing.reached(round * WANTED / 6).await?;
        for name in ["router", "answer"] {
            killed.push(system.kill(name)?);
        }
        let before = filing.count().await;
        filing.reached(before + 20).await.context("intake goes on while the consumers are dead")?;
        for name in ["router", "answer"] {
            system.launch(name)?;
        }
    }
    ensure!(killed.len() == 2 * KILLS, "the kills really happened: {killed:?}");

    // The broker goes away and comes back; intake goes on accepting meanwhile, and the outbox grows.
    system.broker.stop().await?;
    ensure!(!system.broker.is_up().await, "the outage really happened");
    let before = filing.count().await;
    filing.reached(before + 100).await.context("intake goes on while the broker is away")?;
    let waiting: i64 =
        sqlx::query_scalar("SELECT count(*) FROM intake.outbox").fetch_one(system.database.owner()).await?;
    ensure!(waiting >= 100, "what was accepted meanwhile waits in the outbox: {waiting}");
    system.broker.start_again().await?;

    filing.reached(WANTED).await?;
    let accepted = filing.finish().await?;
    eventually("every case", PATIENCE, async || {
        let cases: i64 =
            sqlx::query_scalar("SELECT count(*) FROM desk.cases").fetch_one(system.database.owner()).await?;
        Ok((cases >= i64::try_from(accepted.len())?).then_some(()))
    })
    .await?;
    exactly_once(&system, &accepted).await
}

/// Checks that each acknowledged number has one case at its form's desk, that the desk received it once, that the
/// router dispatched it once, and that its NIK finds it.
async fn exactly_once(system: &System, accepted: &BTreeMap<String, Person>) -> Result<()> {
    let pool = system.database.owner();
    let received: Vec<(String, i64)> = sqlx::query_as(
        "SELECT ticket_number, count(*) FROM desk.timeline WHERE stage = 'received' AND desk = \
            'bkn.data-fixes' GROUP BY 1",
    )
    .fetch_all(pool)
    .await?;
    let received: BTreeMap<_, _> = received.into_iter().collect();
    for number in accepted.keys() {
        ensure!(received.get(number) == Some(&1), "ticket {number} was received {:?} times", received.get(number));
    }
    // A message can be at its desk when the router loses the broker. It then comes again, and the router records its
    // dispatch.
    let tickets =
        eventually("every ticket to be a case, and dispatched or waiting to come again", PATIENCE, async || {
            let mut coming_again = 0;
            for queue in ["retry.10s", "retry.1m", "retry.10m"] {
                coming_again += i64::from(system.broker.depth(queue).await?);
            }
            let (tickets, cases, dispatches): (i64, i64, i64) = sqlx::query_as(
                "SELECT (SELECT count(*) FROM intake.tickets), (SELECT count(*) FROM desk.cases WHERE desk = \
            'bkn.data-fixes'),
                    (SELECT count(DISTINCT ticket_number) FROM routing.dispatches)",
            )
            .fetch_one(pool)
            .await?;
            Ok((tickets == cases && (dispatches..=dispatches + coming_again).contains(&tickets)).then_some(tickets))
        })
        .await?;
    ensure!(tickets >= i64::try_from(accepted.len())?, "{tickets} tickets for {} acknowledged", accepted.len());
    for (number, person) in accepted.iter().step_by(50) {
        ensure!(
            system.api().found(number, &person.nik).await?.is_some(),
            "{number} is not found by its number and NIK"
        );
    }
    for queue in ["router.submissions", "desk.bkn.data-fixes", "dead.router.submissions", "dead.desk.bkn.data-fixes"] {
        eventually(&format!("{queue} to be empty"), PATIENCE, async || {
            Ok((system.broker.depth(queue).await? == 0).then_some(()))
        })
        .await?;
    }
    Ok(())
}
