//! `agency-trial conformance`: plays the helpdesk for an agency's own system and says which rules the system keeps. It
//! needs a RabbitMQ for tests and nothing else: its API serves invented tickets and has no database.

mod api;
mod course;
mod invented;
mod ledger;
mod practice;
mod rule;
mod stage;
mod system;
mod watch;

use std::io::Write as _;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use clap::Args;
use domain::Desk;
use runtime::terminal::say;
use runtime::{Clock, Shutdown};
use tokio::net::TcpListener;

use self::course::{Course, progress};
use self::ledger::Verdict;
use self::practice::Practice;
use self::stage::Stage;
use self::system::System;

const NOTES: &str = "Reads AMQP_URL (the broker's address) and RABBITMQ_MANAGEMENT_URL (an administrator's) of a \
    RabbitMQ for tests, never the\n\
    helpdesk's. It makes a virtual host and two users with names of their own, and removes them in the end, also \
    after SIGINT.\n\n\
    Exit code: 0 when every rule was seen and kept, else 1.\n\n\
    Examples:\n  \
      export AMQP_URL=amqp://guest:guest@127.0.0.1:5672/unused\n  \
      export RABBITMQ_MANAGEMENT_URL=http://guest:guest@127.0.0.1:15672\n  \
      agency-trial conformance -- python3 agency.py\n  \
      agency-trial conformance --env-file agency.env --patience 10m      # and start your system with it yourself";

/// What to try, and how patiently.
#[derive(Debug, Args)]
#[command(after_help = NOTES)]
pub(crate) struct Conformance {
    /// Desk whose tickets the system gets
    #[arg(long, default_value_t = Desk::InstansiComplaints)]
    desk: Desk,
    /// Longest wait for an answer, and for a connection
    #[arg(long, default_value = "60s", value_name = "DURATION", value_parser = humantime::parse_duration)]
    patience: Duration,
    /// Where the API listens; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The API's address as the system reaches it, where that is another one, for example from a container
    #[arg(long, value_name = "URL")]
    api_url: Option<String>,
    /// Write the AGENCY_ lines into this new file instead of showing them
    #[arg(long)]
    env_file: Option<PathBuf>,
    /// Report as JSON
    #[arg(long)]
    json: bool,
    /// Command that starts the system, with the AGENCY_ lines in its environment; without it you start it yourself
    #[arg(last = true)]
    system: Vec<String>,
}

/// Runs the course and reports. Removes everything that it made, however the course ends.
pub(crate) async fn run(command: Conformance) -> Result<()> {
    let shutdown = Shutdown::on_signals().context("cannot listen for signals")?;
    let clock = Clock::system();
    let stage = Arc::new(Stage::new(&clock, command.desk)?);
    let practice = Practice::new(clock, command.desk, stage.agency.clone(), stage.token.clone());
    let practice = Arc::new(practice);
    let listener =
        TcpListener::bind(command.listen).await.with_context(|| format!("listening on {}", command.listen))?;
    let api_url =
        command.api_url.clone().map_or_else(|| listener.local_addr().map(|address| format!("http://{address}")), Ok)?;
    let lines = stage.lines(&api_url);
    let mut system = System::new(command.system.clone(), &lines);

    let played = tokio::select! {
        biased;
        () = shutdown.stopping() => Err(anyhow::anyhow!("stopped before the end")),
        played = play(&command, &stage, &practice, &mut system, listener, &lines) => played,
    };
    let stopped = system.stop().await;
    let removed = stage.remove().await.context("removing what was made at the broker");
    played.and(stopped).and(removed)?;
    report(&practice, command.json)
}

async fn play(
    command: &Conformance,
    stage: &Arc<Stage>,
    practice: &Arc<Practice>,
    system: &mut System,
    listener: TcpListener,
    lines: &[String],
) -> Result<()> {
    let line = Arc::new(stage.set_up().await?);
    let _told = tell(command, lines)?;
    let course = Course {
        stage: Arc::clone(stage),
        line: Arc::clone(&line),
        practice: Arc::clone(practice),
        patience: command.patience,
    };
    tokio::select! {
        ended = api::serve(listener, Arc::clone(practice)) => ended.context("serving the API"),
        ended = watch::watch(Arc::clone(practice), line) => ended,
        done = course.run(system) => done,
    }
}

/// A file with credentials. Dropping this deletes it.
struct Told(PathBuf);

impl Drop for Told {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.0) {
            progress(format_args!("{} stays: {error}", self.0.display()));
        }
    }
}

/// Passes the credentials to whoever starts the system.
fn tell(command: &Conformance, lines: &[String]) -> Result<Option<Told>> {
    let Some(file) = &command.env_file else {
        if command.system.is_empty() {
            progress(format_args!("start your system with\n\n{}\n", lines.join("\n")));
        }
        return Ok(None);
    };
    let opened = std::fs::File::options().write(true).create_new(true).mode(0o600).open(file);
    let mut opened = opened.with_context(|| format!("making {}", file.display()))?;
    let told = Told(file.clone());
    writeln!(opened, "{}", lines.join("\n")).with_context(|| format!("writing {}", file.display()))?;
    progress(format_args!("start your system with {}", file.display()));
    Ok(Some(told))
}

/// Prints the report. Fails unless the system kept every rule.
fn report(practice: &Practice, as_json: bool) -> Result<()> {
    let ledger = &practice.ledger;
    say(if as_json { serde_json::to_string_pretty(&ledger.json())? } else { ledger.text() });
    let (broken, not_seen) = (ledger.count(Verdict::Broken), ledger.count(Verdict::NotSeen));
    ensure!(broken == 0, "{broken} rules are broken");
    if not_seen > 0 {
        bail!("{not_seen} rules were not seen");
    }
    Ok(())
}
