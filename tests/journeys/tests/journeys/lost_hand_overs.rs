//! The system finds what the broker lost: every acknowledged ticket comes to its desk once, without an operator.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use domain::Desk;
use testing::{Broker, Client, Layout, Person, System, eventually};

use crate::agencies::{DESK as AGENCY_DESK, FORM as AGENCY_FORM};
use crate::agency::Agency;

const PATIENCE: Duration = Duration::from_mins(2);
const FORM: &str = "cek-eks-thk2";
/// Soon enough for a test, and not before the messages are where the test wants them.
const RESEND: (&str, &str) = ("RESEND_AFTER", "3s");
/// Tickets that wait at each place.
const EACH: usize = 15;

#[tokio::test(flavor = "multi_thread")]
async fn tickets_in_queues_that_were_deleted_come_to_their_desk_once() -> Result<()> {
    let system = System::start_with(Layout::Separate, Broker::new_virtual_host().await?, &[RESEND]).await?;
    let numbers = wait_everywhere(&system).await?;
    let stuck = eventually("both kinds to be listed", PATIENCE, async || {
        let stuck = system.operate(&["tickets", "stuck"])?;
        Ok(stuck.ends_with(&format!("{EACH} tickets without a dispatch, {EACH} not at their desk")).then_some(stuck))
    })
    .await?;
    ensure!(stuck.contains("the router") && stuck.contains("bkn.data-fixes"), "it tells where they hang: {stuck}");

    system.broker.delete_queues().await?;
    system.broker.import().await?;
    for name in ["router", "answer"] {
        system.launch(name)?;
    }
    at_their_desk_once(&system, &numbers).await?;
    eventually("nothing to be stuck any more", PATIENCE, async || {
        Ok(system.operate(&["tickets", "stuck"])?.eq("0 tickets without a dispatch, 0 not at their desk").then_some(()))
    })
    .await?;
    for (process, gauge, desk) in
        [("intake", "intake_unrouted_tickets", ""), ("answer", "answer_unreceived_tickets", "bkn.data-fixes")]
    {
        let (client, url) = (Client::default(), format!("{}/metrics", system.admin_url(process)));
        let metrics = async || anyhow::Ok(String::from_utf8(client.get(&url).await?.body.to_vec())?);
        eventually(&format!("{gauge} to be 0"), PATIENCE, async || {
            let none = |line: &str| line.starts_with(gauge) && line.contains(desk) && line.ends_with(" 0");
            Ok(metrics().await?.lines().any(none).then_some(()))
        })
        .await?;
        ensure!(metrics().await?.contains("tickets_sent_again_total"), "{process} counts what it sent again");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn tickets_that_a_broker_lost_with_its_disk_come_to_their_desk_once() -> Result<()> {
    let system = System::start_with(Layout::Separate, Broker::private().await?, &[RESEND]).await?;
    let mut numbers = wait_everywhere(&system).await?;
    system.broker.lose_data().await?;
    numbers.extend(file(&system, FORM, 2_000, EACH).await.context("intake goes on without a broker")?);
    system.broker.start_again().await?;
    system.operate(&["topology", "import"])?;
    for queue in ["router.submissions", "desk.bkn.data-fixes"] {
        ensure!(usize::try_from(system.broker.depth(queue).await?)? <= EACH, "the messages were really lost: {queue}");
    }
    for name in ["router", "answer"] {
        system.launch(name)?;
    }
    at_their_desk_once(&system, &numbers).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agencys_queue_gets_what_it_lost_and_no_message_more() -> Result<()> {
    let system =
        System::start_with(Layout::AllInOne, Broker::new_virtual_host().await?, &[("RESEND_AFTER", "1s")]).await?;
    let agency = Agency::serving(&system, AGENCY_DESK).await?;
    let queue = format!("desk.{AGENCY_DESK}");
    let numbers = file(&system, AGENCY_FORM, 3_000, EACH).await?;
    let filled = async || Ok((usize::try_from(system.broker.depth(&queue).await?)? == EACH).then_some(()));
    eventually("the agency's queue to be full", PATIENCE, filled).await?;
    // The agency sleeps longer than its tickets may wait.
    eventually("its tickets to be told as waiting", PATIENCE, async || {
        let sql = "SELECT count(*) FROM desk.unreceived WHERE sent_at < now() - interval '25 seconds'";
        let waiting: i64 = sqlx::query_scalar(sql).fetch_one(system.database.owner()).await?;
        Ok((waiting == i64::try_from(EACH)?).then_some(()))
    })
    .await?;
    ensure!(usize::try_from(system.broker.depth(&queue).await?)? == EACH, "a queue that lost nothing gets nothing");

    system.broker.delete_queues().await?;
    system.broker.import().await?;
    eventually("the lost messages to be there again", PATIENCE, filled).await?;
    let (_connection, channel) = agency.connect().await?;
    let mut taken = Vec::new();
    for _ in 0..EACH {
        taken.push(agency.next_ticket(&channel, AGENCY_DESK).await?);
    }
    taken.sort();
    ensure!(taken == numbers, "each of them once: {taken:?}");
    Ok(())
}

/// Files tickets whose messages wait for the router, and as many that wait for their desk. Both are dead then.
async fn wait_everywhere(system: &System) -> Result<Vec<String>> {
    system.kill("answer")?;
    let mut numbers = file(system, FORM, 1_000, EACH).await?;
    let count = async |sql: &'static str| {
        anyhow::Ok(sqlx::query_scalar::<_, i64>(sql).fetch_one(system.database.owner()).await?)
    };
    eventually("the first to be routed", PATIENCE, async || {
        Ok((count("SELECT count(*) FROM routing.dispatches").await? == i64::try_from(EACH)?).then_some(()))
    })
    .await?;
    system.kill("router")?;
    numbers.extend(file(system, FORM, 1_500, EACH).await?);
    eventually("the others to wait for the router", PATIENCE, async || {
        Ok((count("SELECT count(*) FROM intake.outbox").await? == 0).then_some(()))
    })
    .await?;
    for queue in ["router.submissions", "desk.bkn.data-fixes"] {
        ensure!(usize::try_from(system.broker.depth(queue).await?)? >= EACH, "messages wait in {queue}");
    }
    Ok(numbers)
}

async fn at_their_desk_once(system: &System, numbers: &[String]) -> Result<()> {
    eventually("every acknowledged ticket at its desk", PATIENCE, async || {
        let there: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM desk.cases WHERE ticket_number = ANY($1) AND desk = $2 AND stage = 'received'",
        )
        .bind(numbers)
        .bind(Desk::BknDataFixes.as_str())
        .fetch_one(system.database.owner())
        .await?;
        Ok((there == i64::try_from(numbers.len())?).then_some(()))
    })
    .await?;
    let twice: Vec<String> = sqlx::query_scalar(
        "SELECT ticket_number FROM desk.timeline WHERE stage = 'received' GROUP BY ticket_number HAVING count(*) > 1
         UNION ALL SELECT ticket_number FROM routing.dispatches GROUP BY ticket_number HAVING count(*) > 1",
    )
    .fetch_all(system.database.owner())
    .await?;
    ensure!(twice.is_empty(), "received or dispatched more than once: {twice:?}");
    for queue in ["dead.router.submissions", "dead.desk.bkn.data-fixes"] {
        ensure!(system.broker.depth(queue).await? == 0, "something was given up: {queue}");
    }
    Ok(())
}

/// Files this many submissions. The service acknowledges all of them.
async fn file(system: &System, form: &str, seed: u64, tickets: usize) -> Result<Vec<String>> {
    let mut numbers = Vec::with_capacity(tickets);
    for person in (0..tickets as u64).map(|nth| Person::new(200_000 + seed + nth)) {
        let response = system.api().submit(form, &person.submission(form, 4_000), None).await?;
        ensure!(
            response.status == 201,
            "intake answered {}: {}",
            response.status,
            String::from_utf8_lossy(&response.body)
        );
        numbers.push(response.json()?["ticket_number"].as_str().context("a number")?.to_owned());
    }
    numbers.sort();
    Ok(numbers)
}
