//! A game day, played by the real program: its report agrees with the database, it ends well when it is asked to, and
//! sends nothing where nobody allowed it.

use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use testing::{Broker, Layout, System, eventually, program};

const PATIENCE: Duration = Duration::from_secs(30);
const TICKETS: u64 = 40;

#[tokio::test(flavor = "multi_thread")]
async fn a_game_days_report_agrees_with_the_database_whether_it_ends_by_itself_or_is_asked_to() -> Result<()> {
    let allowed = [("ALLOW_GAMEDAY", "true")];
    let system = System::start_with(Layout::AllInOne, Broker::new_virtual_host().await?, &allowed).await?;
    let game = Game::new(&system, "2018-opening")?;

    let (output, report) = game.ended(game.begin(TICKETS, "4s")?)?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(report["ended"], "whole");
    assert_eq!((report["sent"].as_u64(), report["accepted"].as_u64()), (Some(TICKETS), Some(TICKETS)), "{report}");
    assert_eq!(system.database.count("SELECT count(*) FROM intake.tickets").await?, i64::try_from(TICKETS)?);
    let arrival = &report["arrival"];
    assert_eq!((arrival["looked_up"].as_u64(), arrival["arrived"].as_u64()), (Some(TICKETS), Some(TICKETS)));
    assert!(report["accepted_ms"]["p99"].is_f64() && arrival["arrived_ms"]["p99"].is_f64(), "{report}");
    let told = String::from_utf8(output.stdout)?;
    assert!(told.contains(&format!("{TICKETS} of {TICKETS} looked up had arrived")), "{told}");

    // Of another one, of two minutes, only the beginning is played.
    let played = i64::try_from(TICKETS)?;
    let long = game.begin(TICKETS * 10, "2m")?;
    eventually("its first ticket", PATIENCE, async || {
        Ok((system.database.count("SELECT count(*) FROM intake.tickets").await? > played).then_some(()))
    })
    .await?;
    let asked = Command::new("kill").args(["-TERM", &long.id().to_string()]).status()?;
    ensure!(asked.success(), "it could not be signalled");
    let (output, report) = game.ended(long)?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let accepted = report["accepted"].as_i64().context("a count")?;
    assert!(report["ended"] == "asked" && (1..10 * played).contains(&accepted), "{report}");
    assert_eq!(system.database.count("SELECT count(*) FROM intake.tickets").await?, played + accepted, "{report}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_game_day_sends_nothing_where_nobody_allowed_it() -> Result<()> {
    let system = System::start(Layout::AllInOne).await?;
    let game = Game::new(&system, "2021-last-day")?;
    let output = game.begin(TICKETS, "4s")?.wait_with_output()?;
    let told = String::from_utf8(output.stdout)?;
    assert!(!output.status.success() && told.contains("does not allow a game day"), "{told}");
    assert!(!game.report.exists(), "nothing was played");
    assert_eq!(system.database.count("SELECT count(*) FROM intake.tickets").await?, 0);
    Ok(())
}

/// A channel for the game day, and where its reports go.
struct Game {
    curve: &'static str,
    url: String,
    token: String,
    report: PathBuf,
}

impl Game {
    fn new(system: &System, curve: &'static str) -> Result<Self> {
        let token = system.operate(&["token", "create", "--channel", "latihan"])?;
        Ok(Self { curve, url: system.url("helpdesk"), token, report: system.folder().join("latihan.json") })
    }

    fn begin(&self, tickets: u64, length: &str) -> Result<Child> {
        let mut command = Command::new(program("load")?);
        command.args(["gameday", "--curve", self.curve, "--tickets", &tickets.to_string(), "--for", length]);
        command.args(["--document", "20000"]).arg("--out").arg(&self.report);
        command.env_clear().env("HELPDESK_URL", &self.url).env("CHANNEL_TOKEN", &self.token);
        Ok(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?)
    }

    fn ended(&self, game: Child) -> Result<(Output, Value)> {
        let output = game.wait_with_output()?;
        let written =
            std::fs::read(&self.report).with_context(|| String::from_utf8_lossy(&output.stdout).into_owned())?;
        Ok((output, serde_json::from_slice(&written)?))
    }
}
