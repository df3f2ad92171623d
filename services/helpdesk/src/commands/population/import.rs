//! `helpdesk population import`: reads a file of invented persons, says what is wrong with it line by line, and gives
//! them to the simulated register, which keeps them.

use std::fs::File;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use audit::Action;
use clap::Args;
use http::Uri;
use population::simulated;
use runtime::{Clock, Settings};

use super::persons;
use crate::operator::{Operator, note, owners_database, say};

/// Most faults that are shown.
const SHOWN: usize = 20;

/// What the columns mean.
pub(super) const HELP: &str = "\
The file is CSV in UTF-8 with a heading; `state` may be left out:
  nik,kk,full_name,birth_place,birth_date,state    date: 17-08-1995; state: active, dead, twice or inactive

A file with a wrong line adds nobody. Whoever is there already, by NIK, is replaced. The register is the one of
POPULATION_REGISTER_URL; only a simulated one on this machine takes persons. Verdicts that are kept stay until they run
out.";

/// Which file.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// CSV in UTF-8 with a heading
    file: PathBuf,
    /// Only check the file
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command. Safe to repeat.
pub(super) async fn run(command: Import, operator: Operator) -> Result<()> {
    let file = File::open(&command.file).with_context(|| format!("opening {}", command.file.display()))?;
    let persons = match persons::read(file, Clock::system().today_wib())? {
        Ok(persons) => persons,
        Err(faults) => {
            for fault in faults.iter().take(SHOWN) {
                note(fault);
            }
            bail!("{} lines are wrong, and nobody was added", faults.len());
        }
    };
    if command.dry_run {
        say(format!("{} persons; dry run: nobody was added", persons.number));
        return Ok(());
    }
    let mut settings = Settings::from_env();
    let url = settings.required("POPULATION_REGISTER_URL", "the simulated register");
    settings.finish()?;
    let url: Uri = url.parse().context("POPULATION_REGISTER_URL is no address")?;
    let all = simulated::add(&url, persons.csv).await?;
    let detail = format!("population register {} rows", persons.number);
    audit::record(&owners_database()?, &operator.entry(Action::ReferenceImported).detail(detail)).await?;
    say(format!("{} persons added or replaced, {all} in the register", persons.number));
    Ok(())
}
