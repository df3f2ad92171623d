//! `agency-trial simulate` on the running system: whatever its faults, every ticket gets one answer, and it knows what
//! the helpdesk rejected.

use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, ensure};
use testing::{Layout, System, eventually};

use crate::agencies::{DESK, file, reached};
use crate::agency::{Agency, PATIENCE};

#[tokio::test(flavor = "multi_thread")]
async fn a_simulated_agency_with_every_fault_answers_every_ticket_once() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let agency = Agency::serving(&system, DESK).await?;
    for seed in 73_000..73_012 {
        file(&system.api(), seed).await?;
    }
    let arguments = [
        "--rate",
        "50",
        "--for",
        "50s",
        "--tickets",
        "12",
        "--slowness",
        "2s",
        "--faults",
        "slow,duplicate,garbage,silent",
    ];
    let account = simulate(&agency, &system, &arguments)?;
    assert_eq!(counted(&account, "tickets taken"), Some(12), "{account}");
    assert_eq!(counted(&account, "answered"), Some(10), "{account}");
    assert_eq!(counted(&account, "kept silently, back in the queue"), Some(2), "{account}");
    assert_eq!(counted(&account, "wrong reports sent on purpose"), Some(20), "{account}");
    assert_eq!(counted(&account, "rejected: malformed, on purpose"), Some(6), "{account}");
    for reason in
        ["no_event_id", "not_json", "other_event_id", "too_long", "unknown_text", "unknown_ticket", "unknown_version"]
    {
        assert_eq!(counted(&account, &format!("rejected: {reason}, on purpose")), Some(2), "{reason}: {account}");
    }
    assert!(!account.contains("NOT on purpose"), "{account}");
    eventually("the silent ones back in the queue", PATIENCE, async || {
        Ok((system.broker.depth("desk.instansi.complaints").await? == 2).then_some(()))
    })
    .await?;

    let account =
        simulate(&agency, &system, &["--desk", DESK.as_str(), "--rate", "50", "--for", "50s", "--tickets", "2"])?;
    assert_eq!(counted(&account, "answered"), Some(2), "{account}");
    let pool = system.database.owner();
    eventually("every ticket answered", PATIENCE, async || {
        let answered: i64 =
            sqlx::query_scalar("SELECT count(*) FROM desk.cases WHERE stage = 'answered'").fetch_one(pool).await?;
        Ok((answered == 12).then_some(()))
    })
    .await?;
    let answers: i64 = sqlx::query_scalar("SELECT count(*) FROM desk.answers").fetch_one(pool).await?;
    assert_eq!(answers, 12, "each once");
    for queue in ["desk.instansi.complaints", "dead.answer.replies", &agency.rejected_queue()] {
        assert_eq!(system.broker.depth(queue).await?, 0, "{queue}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_simulation_that_is_stopped_finishes_what_it_has_in_hand() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let agency = Agency::serving(&system, DESK).await?;
    let (number, person) = file(&system.api(), 73_100).await?;
    let simulation =
        command(&agency, &system, &["--faults", "slow", "--slowness", "1h"])?.stdout(Stdio::piped()).spawn()?;
    reached(&system, &number, &person, "processing").await?;
    let signalled = Command::new("kill").args(["-TERM", &simulation.id().to_string()]).status()?;
    ensure!(signalled.success(), "not signalled");
    let account = said(&simulation.wait_with_output()?)?;
    assert_eq!(counted(&account, "answered"), Some(1), "{account}");
    reached(&system, &number, &person, "answered").await?;
    assert_eq!(system.broker.depth("desk.instansi.complaints").await?, 0, "acknowledged");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_without_the_desk_is_told_how_to_get_it() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let agency = Agency::add(&system, DESK)?;
    let refused = command(&agency, &system, &[])?.output()?;
    let why = String::from_utf8(refused.stderr)?;
    assert!(
        !refused.status.success() && why.contains(&format!("helpdesk desk served-by {DESK} {}", agency.name)),
        "{why}"
    );
    Ok(())
}

fn simulate(agency: &Agency, system: &System, arguments: &[&str]) -> Result<String> {
    said(&command(agency, system, arguments)?.output()?)
}

fn command(agency: &Agency, system: &System, arguments: &[&str]) -> Result<Command> {
    let mut command = Command::new(testing::program("agency-trial")?);
    command.arg("simulate").args(arguments).env_clear().envs(agency.environment(system)).stdin(Stdio::null());
    Ok(command)
}

fn said(output: &Output) -> Result<String> {
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).context("a text")
}

/// The figure in a line of the summary.
fn counted(account: &str, what: &str) -> Option<u64> {
    let rest = account.lines().find_map(|line| line.strip_prefix(what).filter(|rest| rest.starts_with("  ")))?;
    rest.trim().parse().ok()
}
