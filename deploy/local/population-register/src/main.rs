//! Runs the simulated population register.

use std::fs::File;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use clap::Parser;
use population_register::{Persons, Register, Switches, serve};
use runtime::Shutdown;
use tokio::net::TcpListener;

/// A population register of invented persons, which answers as Dukcapil's does.
#[derive(Parser)]
#[command(
    version,
    after_help = "User and password come from the environment: POPULATION_REGISTER_USER and \
                  POPULATION_REGISTER_PASSWORD, or NAME_FILE for a file with it.\nWhile it runs, PUT /switches sets how it fails: {\"latency_ms\": 2000, \
                  \"away\": true, \"broken\": true, \"quota\": 100}, each of them optional; GET /switches shows it. \
                  PUT /persons with a CSV file adds persons, as `helpdesk population import` does."
)]
struct Options {
    /// Address to listen on; port 0 takes a free one, which the ready line names
    #[arg(long, default_value = "127.0.0.1:9100")]
    listen: SocketAddr,

    /// CSV file of the persons: `nik,kk,full_name,birth_place,birth_date,state`
    #[arg(long)]
    persons: PathBuf,

    /// CSV file in which it keeps who is added while it runs (PUT /persons); without it they are forgotten
    #[arg(long)]
    added: Option<PathBuf>,

    /// Wait before each answer, such as 200ms
    #[arg(long, default_value = "0ms", value_parser = humantime::parse_duration)]
    latency: Duration,

    /// Answers that it has; without it there is no end
    #[arg(long)]
    quota: Option<u64>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let file = File::open(&options.persons).with_context(|| format!("opening {}", options.persons.display()))?;
    let persons = Persons::read(file).with_context(|| format!("reading {}", options.persons.display()))?;
    let latency_ms = u64::try_from(options.latency.as_millis()).unwrap_or(u64::MAX);
    let switches = Switches { latency_ms, quota: options.quota, ..Switches::default() };
    let register = Register::new(
        persons,
        setting("POPULATION_REGISTER_USER")?.into(),
        setting("POPULATION_REGISTER_PASSWORD")?.into(),
        switches,
    );
    let register = match options.added {
        Some(added) => register.keeping(added)?,
        None => register,
    };
    let number = register.persons();
    let shutdown = Shutdown::on_signals().context("listening for signals")?;
    let listener =
        TcpListener::bind(options.listen).await.with_context(|| format!("listening on {}", options.listen))?;
    let address = listener.local_addr().context("reading the address")?;
    writeln!(std::io::stdout(), "population register ready on http://{address} with {number} persons")
        .context("saying that it is ready")?;
    serve(listener, register, async move { shutdown.stopping().await }).await
}

/// A setting from the environment, or from the file that `NAME_FILE` names: command lines are visible to others, so
/// passwords are not given there.
fn setting(name: &'static str) -> anyhow::Result<String> {
    let value = match std::env::var(format!("{name}_FILE")) {
        Ok(file) => std::fs::read_to_string(&file).with_context(|| format!("reading {name} from {file}"))?,
        Err(_) => std::env::var(name).unwrap_or_default(),
    };
    Some(value.trim().to_owned()).filter(|value| !value.is_empty()).with_context(|| format!("{name} must be set"))
}
