//! What becomes of honest, of wrong, of very many and of lost reports.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use domain::Desk;
use lapin::options::QueueDeclareOptions;
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel};
use serde_json::{Value, json};
use testing::{Layout, System, eventually};

use super::{DESK, Kit, TEXT, file, file_form, id_of, reached};
use crate::agency::{Agency, PATIENCE, new_id, publish, reply, reply_with};

/// Reports in random order, repetitions included, and the tickets that they are about.
const REPORTS: usize = 1000;

const TICKETS: usize = 250;

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_one_agency_delays_no_other() -> Result<()> {
    const FLOOD: usize = 3_000;
    let system = System::start(Layout::AllInOne).await?;
    let (quiet, loud) = (Agency::serving(&system, DESK).await?, Agency::add(&system, Desk::BknAccounts)?);
    let (number, person) = file(&system.api(), 70_901).await?;
    let (_quiet, channel) = quiet.connect().await?;
    quiet.next_ticket(&channel, DESK).await?;
    let (_loud, flooding) = loud.connect().await?;
    let mut confirms = Vec::with_capacity(FLOOD);
    for _ in 0..FLOOD {
        let body = reply("case.received", "702026112199999");
        confirms.push(send_off(&loud, &flooding, &body).await?);
    }
    for confirm in confirms {
        confirm.await?;
    }
    let sent = std::time::Instant::now();
    quiet.report(&channel, &reply("case.received", &number)).await?;
    reached(&system, &number, &person, "received").await?;
    let (waited, left) = (sent.elapsed(), waiting(&flooding, &loud.rejected_queue()).await?);
    assert!(
        usize::try_from(left)? < FLOOD,
        "the flood is worked on still: {left} of {FLOOD} were rejected after {waited:?}"
    );
    assert!(
        waited < std::time::Duration::from_secs(20),
        "it waited {waited:?}, while {left} of {FLOOD} were worked on"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_comes_back_with_its_reason_and_holds_nobody_up() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let agency = Agency::serving(&system, DESK).await?;
    let (number, person) = file(&system.api(), 70_201).await?;
    let (foreign, _) = file_form(&system.api(), "status-bukan-pns", 70_202).await?;
    let (_connection, channel) = agency.connect().await?;

    let mut expected = BTreeMap::new();
    let (garbage, plain) = (new_id().to_string(), BasicProperties::default());
    publish(&channel, "case.received", agency.properties(&garbage), b"\xFF\x00 garbage").await?;
    expected.insert(garbage, "not_json");
    publish(&channel, "case.received", agency.properties("no-uuid"), b"{}").await?;
    expected.insert("-".to_owned(), "no_event_id");
    for (body, reason) in [
        (json!({ "event_id": new_id(), "kind": "case.closed", "version": 1 }), "malformed"),
        (reply("case.received", &foreign), "unknown_ticket"),
        (reply("case.received", "702026112199999"), "unknown_ticket"),
        (reply_with("case.answered", &number, new_id()), "unknown_text"),
    ] {
        expected.insert(id_of(&body), reason);
        agency.report(&channel, &body).await?;
    }
    let mut open = reply("case.answered", &number);
    open["text"] = json!(TEXT);
    expected.insert(id_of(&open), "malformed");
    agency.report(&channel, &open).await?;
    publish(&channel, "case.received", plain, reply("case.received", &number).to_string().as_bytes()).await?;
    let anonymous = reply("case.received", &number);
    publish(
        &channel,
        "case.received",
        BasicProperties::default().with_message_id(id_of(&anonymous).into()),
        anonymous.to_string().as_bytes(),
    )
    .await?;
    agency.report(&channel, &reply("case.processing", &number)).await?;

    reached(&system, &number, &person, "processing").await?;
    let rejections = agency.rejections(&channel, expected.len()).await?;
    assert_eq!(
        rejections.iter().map(|(id, reason)| (id.clone(), reason.as_str())).collect::<BTreeMap<_, _>>(),
        expected
    );
    let parked = eventually("two reports without a sender", PATIENCE, async || {
        Ok((system.broker.depth("dead.answer.replies").await? == 2).then_some(()))
    });
    parked.await?;
    let shown = system.operate(&["dead-letters", "show", "answer.replies"])?;
    assert!(shown.contains("no_user_id") || shown.contains("no_event_id"), "{shown}");
    assert!(!shown.contains(&number), "nothing of their bodies is kept: {shown}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_reports_in_random_order_with_duplicates_end_right_once() -> Result<()> {
    let system = System::start_with(
        Layout::AllInOne,
        testing::Broker::new_virtual_host().await?,
        &[("CHANNEL_RATE_PER_SECOND", "100000")],
    )
    .await?;
    let agency = Agency::serving(&system, DESK).await?;
    let mut reports = Vec::new();
    for seed in 0..TICKETS {
        let (number, _) = file(&system.api(), 71_000 + u64::try_from(seed)?).await?;
        let text_id =
            eventually("the router", PATIENCE, async || agency.post_text(&system, &number, TEXT).await.map(Some))
                .await?;
        reports.extend([
            reply("case.received", &number),
            reply("case.processing", &number),
            reply_with("case.answered", &number, text_id),
        ]);
    }
    let again: Vec<Value> = reports.iter().step_by(3).cloned().collect();
    reports.extend(again);
    ensure!(reports.len() == REPORTS, "{}", reports.len());
    shuffle(&mut reports);

    let (_connection, channel) = agency.connect().await?;
    let published = reports.iter().map(|report| agency.report(&channel, report));
    for result in futures_util::future::join_all(published).await {
        result?;
    }
    let pool = system.database.owner();
    eventually("every ticket answered", PATIENCE, async || {
        let answered: i64 =
            sqlx::query_scalar("SELECT count(*) FROM desk.cases WHERE stage = 'answered'").fetch_one(pool).await?;
        Ok((answered == i64::try_from(TICKETS)?).then_some(()))
    })
    .await?;
    let queue = agency.reports_queue();
    eventually("every report taken", PATIENCE, async || Ok((system.broker.depth(&queue).await? == 0).then_some(())))
        .await?;
    let seen = "SELECT count(*) FROM desk.inbox WHERE queue = $1 AND done_at IS NOT NULL";
    eventually("every report done", PATIENCE, async || {
        let done: i64 = sqlx::query_scalar(seen).bind(&queue).fetch_one(pool).await?;
        Ok((done == i64::try_from(3 * TICKETS)?).then_some(()))
    })
    .await?;
    let (answers, most): (i64, i64) = sqlx::query_as(
        "SELECT (SELECT count(*) FROM desk.answers),
                (SELECT max(steps) FROM (SELECT count(*) AS steps FROM desk.timeline GROUP BY ticket_number, stage) t)",
    )
    .fetch_one(pool)
    .await?;
    assert_eq!((answers, most), (i64::try_from(TICKETS)?, 1), "each answered once, each stage reached once");
    let received: i64 =
        sqlx::query_scalar("SELECT count(*) FROM desk.timeline WHERE stage = 'received'").fetch_one(pool).await?;
    assert_eq!(received, i64::try_from(TICKETS)?);
    for queue in [agency.rejected_queue().as_str(), "dead.answer.replies", "retry.10s"] {
        assert_eq!(system.broker.depth(queue).await?, 0, "{queue}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_was_confirmed_and_lost_is_seen_by_the_operator_and_made_again_by_both_kits() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    for (seed, program) in (70_401..).zip(Kit::programs()?) {
        report_lost(&system, seed, &program).await.with_context(|| program.join(" "))?;
    }
    Ok(())
}

async fn report_lost(system: &System, seed: u64, program: &[String]) -> Result<()> {
    let agency = Agency::serving(system, DESK).await?;
    let (_connection, channel) = agency.connect().await?;
    let (number, person) = file(&system.api(), seed).await?;
    assert_eq!(agency.next_ticket(&channel, DESK).await?, number);
    // The agency reads the ticket and reports. When the broker loses the report, the agency seems to be silent.
    assert_eq!(system.api().desk_get(agency.token(), &format!("/api/v1/tickets/{number}")).await?.status, 200);
    assert_eq!(system.operate(&["tickets", "stuck"])?, "0 tickets without a dispatch, 0 not at their desk");
    sqlx::query(
        "UPDATE desk.cases SET submitted_at = submitted_at - interval '25 hours', answer_due_at = answer_due_at - \
        interval '25 hours'",
    )
    .execute(system.database.owner())
    .await?;
    let stuck = system.operate(&["tickets", "stuck"])?;
    let waits = format!("{DESK} of {}: a report after submitted", agency.name);
    ensure!(stuck.lines().any(|line| line.starts_with(&number) && line.contains(&waits)), "{stuck}");
    ensure!(stuck.contains("1 at an agency without an answer for a day"), "{stuck}");

    let _kit = Kit::start(program, &agency, system)?;
    reached(system, &number, &person, "answered").await?;
    assert_eq!(system.operate(&["tickets", "stuck"])?, "0 tickets without a dispatch, 0 not at their desk");
    assert_eq!(system.broker.depth(&agency.rejected_queue()).await?, 0);
    Ok(())
}

/// Publishes a report and waits for nothing.
#[expect(clippy::disallowed_methods, reason = "agencies publish with clients of their own")]
async fn send_off(agency: &Agency, channel: &Channel, body: &Value) -> Result<lapin::PublisherConfirm> {
    let (options, properties) = (lapin::options::BasicPublishOptions::default(), agency.properties(&id_of(body)));
    let key = agency.key("case.received");
    Ok(channel
        .basic_publish("helpdesk.reports".into(), key.into(), options, body.to_string().as_bytes(), properties)
        .await?)
}

/// Messages that wait in a queue.
async fn waiting(channel: &Channel, queue: &str) -> Result<u32> {
    let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
    Ok(channel.queue_declare(queue.into(), passive, FieldTable::default()).await?.message_count())
}

/// Fisher and Yates, with numbers that are the same in every run.
fn shuffle(reports: &mut [Value]) {
    let mut state: u64 = 0x5EED;
    for last in (1..reports.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        reports.swap(last, usize::try_from(state >> 33).unwrap_or_default() % (last + 1));
    }
}
