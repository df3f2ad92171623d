//! Backup and restore as docs/operations.md (Backups) describes it: the database is lost, an older backup and the
//! newest backup of the keys come back, and nobody sees another person's data or a false status.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use domain::Desk;
use http::StatusCode;
use messages::topology;
use testing::{Broker, Layout, Person, System, eventually};

const PATIENCE: Duration = Duration::from_mins(1);
const FORM: &str = "status-bukan-pns";
const DESK: Desk = Desk::BknDataFixes;
const PROCESSES: [&str; 6] = ["intake", "router", "answer", "console", "status", "notify"];
const RESTORED: [&str; 4] = ["restored", "--yes", "--why", "uji pemulihan"];

/// A person's ticket.
struct Ticket {
    number: String,
    person: Person,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_database_comes_back_without_the_erased_and_without_doubled_numbers() -> Result<()> {
    let system =
        System::start_with(Layout::Separate, Broker::new_virtual_host().await?, &[("RESEND_AFTER", "3s")]).await?;
    let mut filed = Vec::new();
    for seed in 0..4 {
        filed.push(file(&system, seed).await?);
    }
    for ticket in &filed {
        comes_to_its_desk(&system, ticket).await?;
        opens(&system, ticket).await?;
    }
    system.kill("router")?;
    filed.push(file(&system, 4).await.context("on its way when the backup is made")?);
    let anchor = sealed(&system).await?;
    let rest = back_up(&system, "helpdesk.sql", "--exclude-schema=keys")?;

    // What the older backup does not contain: an arrival, an erased person, a new block of numbers, tickets in the
    // broker.
    system.launch("router")?;
    system.ready("router").await?;
    comes_to_its_desk(&system, filed.last().context("five tickets")?).await?;
    system.kill("router")?;
    let erased = filed.remove(0);
    system.operate(&["erase", &erased.number, "--yes", "--why", "permintaan 2026/1"])?;
    system.kill("intake")?;
    system.launch("intake")?;
    system.ready("intake").await?;
    let mut lost = Vec::new();
    for seed in 10..13 {
        lost.push(file(&system, seed).await?);
    }
    let keys = back_up(&system, "keys.sql", "--schema=keys")?;
    lost.push(file(&system, 13).await.context("after the newest backup of the keys")?);
    are_in_the_broker(&system).await?;
    let later_anchor = sealed(&system).await?;
    let refused = system.operate(&RESTORED).expect_err("services run").to_string();
    ensure!(refused.contains("stop all services first") && refused.contains("answer"), "{refused}");

    for name in ["intake", "answer", "console", "status", "notify"] {
        system.kill(name)?;
    }
    system.database.lose().await?;
    load(&system, &keys)?;
    load(&system, &rest)?;
    let told =
        eventually("processes of before the backup to be over", PATIENCE, async || Ok(system.operate(&RESTORED).ok()))
            .await?;
    ensure!(told.contains("3 tickets were accepted after the backup and are lost"), "{told}");
    let again = system.operate(&["erase", "--again", "--yes", "--why", "uji pemulihan"])?;
    ensure!(again.lines().count() == 1 && again.contains(&erased.number), "only who was erased before: {again}");
    for name in PROCESSES {
        system.launch(name)?;
    }
    for name in PROCESSES {
        system.ready(name).await?;
    }

    for ticket in &filed {
        comes_to_its_desk(&system, ticket).await?;
        opens(&system, ticket).await?;
    }
    stays_erased(&system, &erased).await?;
    for ticket in &lost {
        ensure!(system.api().found(&ticket.number, &ticket.person.nik).await?.is_none(), "it was lost");
    }
    no_case_of_lost_tickets(&system, &lost).await?;
    nothing_is_parked(&system).await?;
    numbers_are_new(&system, filed.iter().chain(&lost).chain([&erased])).await?;
    the_log_says_where_it_was_cut(&system, &anchor, &later_anchor)
}

async fn file(system: &System, seed: u64) -> Result<Ticket> {
    let person = Person::new(4_400_000 + seed);
    let filed = system.api().submit(FORM, &person.submission(FORM, 20_000), None).await?;
    ensure!(filed.status == StatusCode::CREATED, "intake answered {}", filed.status);
    Ok(Ticket { number: filed.json()?["ticket_number"].as_str().context("a number")?.to_owned(), person })
}

async fn comes_to_its_desk(system: &System, ticket: &Ticket) -> Result<()> {
    eventually("the ticket at its desk", PATIENCE, async || {
        let found = system.api().found(&ticket.number, &ticket.person.nik).await?;
        Ok(found.filter(|found| found.stage == "received"))
    })
    .await
    .map(drop)
}

/// Checks that its content and its document are readable.
async fn opens(system: &System, ticket: &Ticket) -> Result<()> {
    for path in ["", "/documents/ktp"] {
        let path = format!("/api/v1/tickets/{}{path}", ticket.number);
        let answer = system.api().desk_get(system.desk_token(DESK), &path).await?;
        ensure!(answer.status == StatusCode::OK, "{path} was answered {}", answer.status);
    }
    Ok(())
}

async fn are_in_the_broker(system: &System) -> Result<()> {
    eventually("an empty outbox", PATIENCE, async || {
        let waiting: i64 =
            sqlx::query_scalar("SELECT count(*) FROM intake.outbox").fetch_one(system.database.owner()).await?;
        Ok((waiting == 0).then_some(()))
    })
    .await
}

/// Waits until the audit log is chained to its end, and returns the end.
async fn sealed(system: &System) -> Result<String> {
    eventually("all entries in the chain", PATIENCE, async || {
        let waiting: i64 =
            sqlx::query_scalar("SELECT count(*) FROM audit.unsealed").fetch_one(system.database.owner()).await?;
        Ok((waiting == 0).then_some(()))
    })
    .await?;
    system.operate(&["audit", "anchor"])
}

fn back_up(system: &System, name: &str, part: &str) -> Result<PathBuf> {
    let file = system.folder().join(name);
    run(Command::new("pg_dump").arg(part).arg("--file").arg(&file).arg(system.database.url()?))?;
    Ok(file)
}

fn load(system: &System, file: &Path) -> Result<()> {
    let mut psql = Command::new("psql");
    psql.args(["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction", "--output=/dev/null"]);
    run(psql.arg("--file").arg(file).arg(system.database.url()?))
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    ensure!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

async fn stays_erased(system: &System, erased: &Ticket) -> Result<()> {
    ensure!(system.api().found(&erased.number, &erased.person.nik).await?.is_none(), "the erased person is back");
    let path = format!("/api/v1/tickets/{}", erased.number);
    let answer = system.api().desk_get(system.desk_token(DESK), &path).await?;
    ensure!(answer.status == StatusCode::GONE, "{path} was answered {}", answer.status);
    let (content, keys): (Option<Vec<u8>>, i64) = sqlx::query_as(
        "SELECT content, (SELECT count(*) FROM keys.tickets k WHERE k.ticket_id = t.id) FROM intake.tickets t WHERE \
        number = $1",
    )
    .bind(&erased.number)
    .fetch_one(system.database.owner())
    .await?;
    ensure!(content.is_none() && keys == 0, "something of it is there");
    Ok(())
}

/// Checks that messages of lost tickets, which were still in the broker, create nothing when a service takes them.
async fn no_case_of_lost_tickets(system: &System, lost: &[Ticket]) -> Result<()> {
    let numbers: Vec<&str> = lost.iter().map(|ticket| ticket.number.as_str()).collect();
    eventually("the messages to be taken", PATIENCE, async || {
        let taken: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM routing.dispatches d JOIN desk.inbox i ON i.event_id = d.event_id
              WHERE d.ticket_number = ANY($1) AND i.done_at IS NOT NULL",
        )
        .bind(&numbers)
        .fetch_one(system.database.owner())
        .await?;
        Ok((taken == i64::try_from(numbers.len())?).then_some(()))
    })
    .await?;
    let cases: i64 = sqlx::query_scalar("SELECT count(*) FROM desk.cases WHERE ticket_number = ANY($1)")
        .bind(&numbers)
        .fetch_one(system.database.owner())
        .await?;
    ensure!(cases == 0, "{cases} cases of tickets that are not there");
    Ok(())
}

/// Checks that no message of a ticket that is gone waits for somebody, or comes again and again.
async fn nothing_is_parked(system: &System) -> Result<()> {
    eventually("no message to wait for another try", PATIENCE, async || {
        let mut again = 0;
        for delay in topology::Delay::ALL {
            again += system.broker.depth(delay.queue()).await?;
        }
        Ok((again == 0).then_some(()))
    })
    .await?;
    for queue in topology::work_queues() {
        let parked = system.broker.depth(&topology::dead_queue(queue)).await?;
        ensure!(parked == 0, "{parked} messages of {queue} are parked");
    }
    Ok(())
}

async fn numbers_are_new<'a>(system: &System, given: impl Iterator<Item = &'a Ticket>) -> Result<()> {
    let given: BTreeSet<&str> = given.map(|ticket| ticket.number.as_str()).collect();
    for seed in 20..28 {
        let ticket = file(system, seed).await?;
        ensure!(!given.contains(ticket.number.as_str()), "{} was given twice", ticket.number);
        comes_to_its_desk(system, &ticket).await?;
    }
    Ok(())
}

/// Checks that what was chained before the backup still fits, and that the check names the first anchor behind it.
fn the_log_says_where_it_was_cut(system: &System, anchor: &str, later_anchor: &str) -> Result<()> {
    ensure!(anchor != later_anchor, "something was chained after the backup");
    let fits = system.operate(&["audit", "verify", "--anchor", anchor])?;
    ensure!(fits.contains("1 anchors fit"), "{fits}");
    let mut cut = Command::new(testing::program("helpdesk")?);
    cut.args(["audit", "verify", "--anchor", later_anchor]).env("DATABASE_URL", system.database.url()?);
    for name in ["VAULT_KEYS", "VAULT_INDEX_KEY"] {
        cut.env(name, system.setting(name).context("a key")?);
    }
    let output = cut.output()?;
    let (position, _) = later_anchor.split_once(':').context("position:hash")?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    ensure!(!output.status.success() && said.contains(&format!("the anchor at {position}")), "{said}");
    Ok(())
}
