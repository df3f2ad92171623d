//! Partner agencies on the running system: what they may do, what becomes of honest and of wrong reports, a desk that
//! changes hands, and the kit that their programmers start from.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use anyhow::{Context, Result, ensure};
use domain::Desk;
use futures_util::StreamExt as _;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicGetOptions, BasicQosOptions, QueueDeclareOptions};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel};
use serde_json::{Value, json};
use testing::{Api, Layout, Person, System, eventually};

use crate::agency::{Agency, PATIENCE, new_id, publish, publish_to, reply, reply_with};

/// The desk that the agencies of these tests serve, and the form that leads there.
pub(crate) const DESK: Desk = Desk::InstansiComplaints;
pub(crate) const FORM: &str = "pengaduan-instansi";

const TEXT: &str = "Pengaduan Anda sudah kami teruskan ke panitia.";

/// Reports in random order, repetitions included, and the tickets that they are about.
const REPORTS: usize = 1000;
const TICKETS: usize = 250;

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_takes_a_ticket_and_its_answer_reaches_the_applicant_like_any_other() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let agency = Agency::serving(&system, DESK).await?;
    let (number, person) = file(&system.api(), 70_001).await?;
    let (_connection, channel) = agency.connect().await?;
    assert_eq!(agency.next_ticket(&channel, DESK).await?, number);

    let content = system.api().desk_get(agency.token(), &format!("/api/v1/tickets/{number}")).await?;
    assert!(
        content.status == 200 && content.json()?.to_string().contains(&person.full_name),
        "its content is there at once"
    );
    assert_eq!(stage(&system, &number, &person).await?, "submitted", "reading is not receiving");
    agency.report(&channel, &reply("case.received", &number)).await?;
    reached(&system, &number, &person, "received").await?;
    agency.report(&channel, &reply("case.processing", &number)).await?;
    reached(&system, &number, &person, "processing").await?;
    let text_id = agency.post_text(&system, &number, TEXT).await?;
    agency.report(&channel, &reply_with("case.answered", &number, text_id)).await?;
    let found = reached(&system, &number, &person, "answered").await?;
    assert_eq!(found["answers"][0]["text"], TEXT);
    assert_eq!(stages_of(&found), ["submitted", "received", "processing", "answered"]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_reads_and_writes_only_what_is_its_own() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let agency = Agency::add(&system, DESK)?;
    assert_eq!(
        consuming(&agency, "desk.instansi.complaints").await?,
        "refused",
        "before the operator gives it the queue"
    );
    agency.serve(&system, DESK).await?;
    assert_eq!(consuming(&agency, "desk.instansi.complaints").await?, "allowed");
    assert_eq!(consuming(&agency, &agency.rejected_queue()).await?, "allowed");
    let other = Agency::add(&system, Desk::BknAccounts)?;
    for queue in [
        "desk.bkn.accounts",
        "answer.replies",
        "dead.answer.replies",
        "router.submissions",
        &other.rejected_queue(),
        &other.reports_queue(),
    ] {
        assert_eq!(consuming(&agency, queue).await?, "refused", "{queue}");
    }
    let (_connection, channel) = agency.connect().await?;
    let declared =
        channel.queue_declare("agency.own".into(), QueueDeclareOptions::default(), FieldTable::default()).await;
    assert!(declared.is_err_and(|error| is_refused(&error)), "it declares nothing");
    let (_connection, channel) = agency.connect().await?;
    assert!(publish_elsewhere(&channel).await.is_err(), "it publishes nowhere else");
    for path in ["/api/v1/desks/bkn.accounts/tickets", "/api/v1/desks/bkn.data-fixes/tickets"] {
        assert_eq!(system.api().desk_get(agency.token(), path).await?.status, 404, "{path}");
    }
    assert_eq!(system.api().desk_get(agency.token(), "/api/v1/desks/instansi.complaints/tickets").await?.status, 200);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_sender_is_refused_by_the_broker() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let (agency, other) = (Agency::serving(&system, DESK).await?, Agency::add(&system, Desk::BknAccounts)?);
    let (number, person) = file(&system.api(), 70_101).await?;
    let (_connection, channel) = other.connect().await?;
    let body = reply("case.received", &number);
    let forged =
        publish(&channel, "case.received", agency.properties(&id_of(&body)), body.to_string().as_bytes()).await;
    assert!(forged.is_err(), "the broker checks user_id");
    let (_connection, channel) = other.connect().await?;
    other.report(&channel, &body).await?;
    assert_eq!(other.rejections(&channel, 1).await?, BTreeMap::from([(id_of(&body), "unknown_ticket".to_owned())]));
    assert_eq!(stage(&system, &number, &person).await?, "submitted");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_reports_with_its_own_name_and_opens_ten_connections_at_most() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let (agency, other) = (Agency::add(&system, DESK)?, Agency::add(&system, Desk::BknAccounts)?);
    let (connection, channel) = agency.connect().await?;
    let body = reply("case.received", "702026112199999");
    let (key, text) = (other.key("case.received"), body.to_string());
    let foreign = publish_to(&channel, "helpdesk.reports", &key, agency.properties(&id_of(&body)), text.as_bytes());
    let refused = foreign.await.err().context("another's queue is refused")?;
    assert!(
        refused.to_string().contains("ACCESS_REFUSED") || format!("{refused:?}").contains("ACCESS_REFUSED"),
        "{refused:?}"
    );
    connection.close(200, "seen".into()).await?;

    let mut open = Vec::new();
    let refused =
        eventually("the broker to refuse one more connection", PATIENCE, async || match agency.connect().await {
            Ok(one) => {
                open.push(one);
                ensure!(open.len() < 12, "{} connections are open", open.len());
                Ok(None)
            }
            Err(error) => Ok(Some(error)),
        })
        .await?;
    assert!((9..=11).contains(&open.len()), "{} and then {refused:#}", open.len());
    assert!(other.connect().await.is_ok(), "the limit is each agency's own");
    Ok(())
}

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
async fn a_program_that_is_older_than_own_queues_works_on_until_the_shared_one_is_closed_to_it() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let agency = Agency::serving(&system, DESK).await?;
    let (number, person) = file(&system.api(), 70_951).await?;
    let (_connection, channel) = agency.connect().await?;
    agency.next_ticket(&channel, DESK).await?;
    let body = reply("case.received", &number);
    publish(&channel, "case.received", agency.properties(&id_of(&body)), body.to_string().as_bytes()).await?;
    reached(&system, &number, &person, "received").await?;

    system.operate(&["agency", "own-queue", &agency.name, "--only"])?;
    let (_connection, channel) = agency.connect().await?;
    let body = reply("case.processing", &number);
    assert!(
        publish(&channel, "case.processing", agency.properties(&id_of(&body)), body.to_string().as_bytes())
            .await
            .is_err()
    );
    let (_connection, channel) = agency.connect().await?;
    agency.report(&channel, &body).await?;
    reached(&system, &number, &person, "processing").await?;
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
async fn a_desk_changes_hands_under_load_and_no_ticket_is_lost() -> Result<()> {
    let system = System::start_with(
        Layout::AllInOne,
        testing::Broker::new_virtual_host().await?,
        &[("CHANNEL_RATE_PER_SECOND", "100000")],
    )
    .await?;
    let agency = Arc::new(Agency::add(&system, DESK)?);
    let enough = Arc::new(AtomicBool::new(false));
    let taken = Arc::new(AtomicU64::new(0));
    let working = tokio::spawn(take_tickets(Arc::clone(&agency), Arc::clone(&taken), Arc::clone(&enough)));
    let filing = tokio::spawn(keep_filing(system.api(), Arc::clone(&enough)));

    let here = "SELECT count(*) FROM desk.inbox WHERE queue = 'desk.instansi.complaints' AND done_at IS NOT NULL";
    for round in 1..=3 {
        let before = taken.load(Ordering::Relaxed);
        system.operate(&["desk", "served-by", DESK.as_str(), &agency.name])?;
        eventually("the agency at work", PATIENCE, async || {
            Ok((taken.load(Ordering::Relaxed) >= before + 10).then_some(()))
        })
        .await?;
        let before: i64 = sqlx::query_scalar(here).fetch_one(system.database.owner()).await?;
        system.operate(&["desk", "served-by", DESK.as_str(), "here"])?;
        eventually(&format!("work here again, round {round}"), PATIENCE, async || {
            let now: i64 = sqlx::query_scalar(here).fetch_one(system.database.owner()).await?;
            Ok((now >= before + 10).then_some(()))
        })
        .await?;
    }
    enough.store(true, Ordering::Relaxed);
    let filed = filing.await??;
    working.abort();
    // What the agency acknowledged without a word is asked for once more.
    system.operate(&["desk", "resend", DESK.as_str()])?;
    let pool = system.database.owner();
    eventually("every ticket received", PATIENCE, async || {
        let received: i64 =
            sqlx::query_scalar("SELECT count(DISTINCT ticket_number) FROM desk.timeline WHERE stage = 'received'")
                .fetch_one(pool)
                .await?;
        Ok((received == i64::try_from(filed.len())?).then_some(()))
    })
    .await?;
    let twice: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM (SELECT FROM desk.timeline WHERE stage = 'received' GROUP BY ticket_number HAVING \
        count(*) > 1) t",
    )
    .fetch_one(pool)
    .await?;
    assert_eq!(twice, 0, "none received twice");
    let cases: BTreeSet<String> =
        sqlx::query_scalar::<_, String>("SELECT ticket_number FROM desk.cases WHERE stage <> 'submitted'")
            .fetch_all(pool)
            .await?
            .into_iter()
            .collect();
    assert_eq!(cases, filed);
    assert!(
        system
            .operate(&["desk", "list"])?
            .lines()
            .any(|line| line.starts_with("instansi.complaints") && line.contains("here"))
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_are_shown_once_changed_and_taken_away() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let agency = Agency::serving(&system, DESK).await?;
    let listed = system.operate(&["agency", "list"])?;
    assert!(listed.contains(&agency.name) && listed.contains(DESK.as_str()));
    assert!(!listed.contains(agency.token()), "no secret in a list");
    assert!(system.operate(&["agency", "add", &agency.name, "--desk", "bkn.accounts"]).is_err(), "it exists");
    assert!(system.operate(&["desk", "served-by", "bkn.accounts", &agency.name]).is_err(), "not its desk");
    assert!(system.operate(&["agency", "remove", &agency.name]).is_err(), "it still serves a desk");

    system.operate(&["agency", "rotate", &agency.name])?;
    assert!(agency.connect().await.is_err(), "the old password");
    eventually("the old token to be refused", PATIENCE, async || {
        Ok((system.api().desk_get(agency.token(), "/api/v1/desks/instansi.complaints/tickets").await?.status == 401)
            .then_some(()))
    })
    .await?;
    system.operate(&["desk", "served-by", DESK.as_str(), "here"])?;
    system.operate(&["agency", "remove", &agency.name])?;
    assert!(system.broker.depth(&agency.rejected_queue()).await.is_err(), "its queue is gone");
    system.operate(&["agency", "remove", &agency.name])?;
    let back = system.operate(&["agency", "add", &agency.name, "--desk", "bkn.accounts"])?;
    assert!(back.contains("AGENCY_API_TOKEN=agency_"));
    system.operate(&["agency", "remove", &agency.name])?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_kits_answer_tickets_in_python_and_in_rust() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let python = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/agency-kit/python/agency.py");
    let kits = [
        vec!["/usr/bin/python3".to_owned(), python.to_owned()],
        vec![testing::program("agency-kit")?.display().to_string()],
    ];
    for (seed, kit) in (70_301..).zip(kits) {
        let agency = Agency::serving(&system, DESK).await?;
        let mut command = Command::new(&kit[0]);
        command.args(&kit[1..]).envs(agency.environment(&system));
        let _kit = Kit(command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?);
        let (number, person) = file(&system.api(), seed).await?;
        let found = reached(&system, &number, &person, "answered").await.with_context(|| kit.join(" "))?;
        assert_eq!(stages_of(&found), ["submitted", "received", "processing", "answered"]);
        assert!(found["answers"][0]["text"].as_str().is_some_and(|text| text.contains("kami perbaiki")), "{found}");
        assert_eq!(system.broker.depth(&agency.rejected_queue()).await?, 0);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_was_confirmed_and_lost_is_seen_by_the_operator_and_made_again_by_the_kit() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let agency = Agency::serving(&system, DESK).await?;
    let (_connection, channel) = agency.connect().await?;
    let (number, person) = file(&system.api(), 70_401).await?;
    assert_eq!(agency.next_ticket(&channel, DESK).await?, number);
    // It reads the ticket and reports; that the broker loses it looks as if it had said nothing.
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

    let mut kit = Command::new(testing::program("agency-kit")?);
    let _kit = Kit(kit.envs(agency.environment(&system)).stdin(Stdio::null()).stdout(Stdio::null()).spawn()?);
    reached(&system, &number, &person, "answered").await?;
    assert_eq!(system.operate(&["tickets", "stuck"])?, "0 tickets without a dispatch, 0 not at their desk");
    assert_eq!(system.broker.depth(&agency.rejected_queue()).await?, 0);
    Ok(())
}

/// A running program of the kit, which ends with the test.
struct Kit(Child);

impl Drop for Kit {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The agency's system under load: takes tickets whenever it may, and reports each as received before it acknowledges
/// it.
async fn take_tickets(agency: Arc<Agency>, taken: Arc<AtomicU64>, enough: Arc<AtomicBool>) {
    while !enough.load(Ordering::Relaxed) {
        // Refused or disconnected: the desk is not the agency's now.
        if let Err(error) = take_while_allowed(&agency, &taken).await {
            drop(error);
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    }
}

async fn take_while_allowed(agency: &Agency, taken: &AtomicU64) -> Result<()> {
    let (_connection, channel) = agency.connect().await?;
    channel.basic_qos(20, BasicQosOptions::default()).await?;
    let queue = format!("desk.{DESK}");
    let mut tickets =
        channel.basic_consume(queue.into(), "".into(), BasicConsumeOptions::default(), FieldTable::default()).await?;
    while let Some(delivery) = tickets.next().await {
        let delivery = delivery?;
        let routed: Value = serde_json::from_slice(&delivery.data)?;
        agency.report(&channel, &reply("case.received", routed["ticket_number"].as_str().context("a number")?)).await?;
        delivery.ack(BasicAckOptions::default()).await?;
        taken.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

async fn keep_filing(api: Api, enough: Arc<AtomicBool>) -> Result<BTreeSet<String>> {
    let mut filed = BTreeSet::new();
    for seed in 72_000.. {
        if enough.load(Ordering::Relaxed) {
            break;
        }
        filed.insert(file(&api, seed).await?.0);
    }
    Ok(filed)
}

pub(crate) async fn file(api: &Api, seed: u64) -> Result<(String, Person)> {
    file_form(api, FORM, seed).await
}

async fn file_form(api: &Api, form: &str, seed: u64) -> Result<(String, Person)> {
    let person = Person::new(seed);
    let filed = api.submit(form, &person.submission(form, 2_000), None).await?;
    ensure!(filed.status == 201, "{}: {}", filed.status, String::from_utf8_lossy(&filed.body));
    Ok((filed.json()?["ticket_number"].as_str().context("a number")?.to_owned(), person))
}

async fn stage(system: &System, number: &str, person: &Person) -> Result<String> {
    Ok(system.api().found(number, &person.nik).await?.context("the ticket is found")?.stage)
}

pub(crate) async fn reached(system: &System, number: &str, person: &Person, stage: &str) -> Result<Value> {
    eventually(&format!("stage {stage}"), PATIENCE, async || {
        Ok(system.api().found(number, &person.nik).await?.filter(|found| found.stage == stage).map(|found| found.body))
    })
    .await
}

fn stages_of(found: &Value) -> Vec<&str> {
    found["timeline"].as_array().into_iter().flatten().filter_map(|entry| entry["stage"].as_str()).collect()
}

fn id_of(body: &Value) -> String {
    body["event_id"].as_str().unwrap_or_default().to_owned()
}

/// Whether the broker refused for want of a right (403).
fn is_refused(error: &lapin::Error) -> bool {
    error.to_string().contains("ACCESS_REFUSED")
}

/// Whether the agency may read a queue: `allowed` or `refused`.
async fn consuming(agency: &Agency, queue: &str) -> Result<&'static str> {
    let (connection, channel) = agency.connect().await?;
    let got = channel.basic_get(queue.into(), BasicGetOptions::default()).await;
    let verdict = match got {
        Ok(_) => "allowed",
        Err(error) if is_refused(&error) => "refused",
        Err(error) => return Err(error.into()),
    };
    connection.close(200, "seen".into()).await?;
    Ok(verdict)
}

#[expect(clippy::disallowed_methods, reason = "agencies publish with clients of their own")]
async fn publish_elsewhere(channel: &Channel) -> Result<()> {
    let options = lapin::options::BasicPublishOptions::default();
    channel
        .basic_publish("helpdesk.desks".into(), "bkn.accounts".into(), options, b"{}", BasicProperties::default())
        .await?
        .await?;
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
