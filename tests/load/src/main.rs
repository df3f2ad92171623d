//! `load`: what the system does per second. Each figure stands next to the machine's own limit from the same run.
//!
//! A row is our system's rate, the rate of a bare program that does the same I/O without our logic, and their ratio. It
//! measures both in turn, several times, and reports the medians. All loops are bounded in time and in the number of
//! clients; all traffic is loopback.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measurement that meets the impossible is to fail loudly"
)]

mod bare;
mod clients;
mod game_day;
mod rows;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Measures every row against its limit and writes a table.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    /// Seconds of each measurement
    #[arg(long, default_value_t = 6)]
    seconds: u64,
    /// How often to measure each pair; the medians count
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Only one kind of rows: intake, status, pages, relay, routing, arrival, processes, accounts, stranger; of the
    /// stranger's also a single attack ("stranger sign-ins")
    #[arg(long, default_value = "")]
    only: String,
    /// Where the figures go as JSON
    #[arg(long, default_value = ".local/bench.json")]
    out: PathBuf,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What else it does. It starts the bare programs itself.
#[derive(Debug, Subcommand)]
enum Command {
    /// Replays the curve of a registration against an installation that allows it (docs/gameday.md)
    #[command(name = "gameday")]
    GameDay(game_day::Options),
    /// axum + multipart + one PUT per document + one INSERT
    #[command(name = "bare-intake", hide = true)]
    BareIntake,
    /// axum + one SELECT by primary key
    #[command(name = "bare-lookup", hide = true)]
    BareLookup,
    /// axum + one page from memory
    #[command(name = "bare-page", hide = true)]
    BarePage,
}

/// How long and how often to measure.
#[derive(Clone, Copy, Debug)]
struct Plan {
    length: Duration,
    rounds: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Some(Command::GameDay(options)) => game_day::play(options).await,
        Some(Command::BareIntake) => bare::intake::serve().await,
        Some(Command::BareLookup) => bare::lookup::serve().await,
        Some(Command::BarePage) => bare::page::serve().await,
        None => measure(&arguments).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            table::say(&format!("load: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn measure(arguments: &Arguments) -> Result<()> {
    let plan = Plan { length: Duration::from_secs(arguments.seconds), rounds: arguments.rounds.max(1) };
    let rows = rows::all(plan, &arguments.only).await?;
    table::print(&rows);
    table::write(&rows, &arguments.out)
}
