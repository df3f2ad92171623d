//! Partner agencies on the running system: what they may do, what becomes of honest and of wrong reports, a desk that
//! changes hands, and the kit with which their programmers start.

mod reports;
mod rights;
mod silence;

use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use anyhow::{Context as _, Result, ensure};
use domain::Desk;
use futures_util::StreamExt as _;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicQosOptions};
use lapin::types::FieldTable;
use serde_json::Value;
use testing::{Api, Layout, Person, System, eventually};

use crate::agency::{Agency, PATIENCE, reply, reply_with};

/// The desk that the agencies of these tests serve, and the form that leads there.
pub(crate) const DESK: Desk = Desk::InstansiComplaints;

pub(crate) const FORM: &str = "pengaduan-instansi";

const TEXT: &str = "Pengaduan Anda sudah kami teruskan ke panitia.";

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
    // The helpdesk sends again what the agency acknowledged without a report.
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
async fn the_kits_answer_tickets_in_python_and_in_rust() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    for (seed, program) in (70_301..).zip(Kit::programs()?) {
        let agency = Agency::serving(&system, DESK).await?;
        let _kit = Kit::start(&program, &agency, &system)?;
        let (number, person) = file(&system.api(), seed).await?;
        let found = reached(&system, &number, &person, "answered").await.with_context(|| program.join(" "))?;
        assert_eq!(stages_of(&found), ["submitted", "received", "processing", "answered"]);
        assert!(found["answers"][0]["text"].as_str().is_some_and(|text| text.contains("kami perbaiki")), "{found}");
        assert_eq!(system.broker.depth(&agency.rejected_queue()).await?, 0);
    }
    Ok(())
}

/// A running program of the kit. It ends with the test.
struct Kit(Child);

impl Kit {
    /// The kit in Python and the one in Rust, each with its arguments.
    fn programs() -> Result<[Vec<String>; 2]> {
        let python = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/agency-kit/python/agency.py");
        let rust = testing::program("agency-kit")?.display().to_string();
        Ok([vec!["/usr/bin/python3".to_owned(), python.to_owned()], vec![rust]])
    }

    fn start(program: &[String], agency: &Agency, system: &System) -> Result<Self> {
        let (command, arguments) = program.split_first().context("a program")?;
        let mut command = Command::new(command);
        command.args(arguments).envs(agency.environment(system));
        Ok(Self(command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?))
    }
}

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
        // Refused or disconnected: the agency does not serve the desk now.
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
