//! `helpdesk breach-report`: lists whose data somebody read between two moments, so that the operator can notify them
//! (UU PDP 27/2022, article 46: within three days).

use database::Pool;
use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use audit::Action;
use audit::operator::breach_report::{self as log, Asked, OPENED, Reading};
use clap::Args;
use domain::time::wib_text;
use intake::operator::breach_report::{erased, persons};
use jiff::Timestamp;
use uuid::Uuid;

use crate::operator::{Operator, moment, note, owners_database, say};

/// Whose access, and when.
#[derive(Debug, Args)]
#[command(
    after_help = "Needs --why. One line for each ticket and reader: how it was seen (opened, or seen in a list or a \
        search, which show the end\n\
                        of the NIK and its regency), what of it, how often, first and last time."
)]
pub(crate) struct BreachReport {
    /// From this moment on. In WIB, such as "2026-11-22 08:00"
    #[arg(long, value_name = "TIME", value_parser = moment)]
    from: Timestamp,
    /// Before this moment
    #[arg(long, value_name = "TIME", value_parser = moment)]
    until: Timestamp,
    /// Name of the officer, or of the agency's or the desk's token; repeat for several
    #[arg(long, required_unless_present = "everybody")]
    who: Vec<String>,
    /// Everybody's access
    #[arg(long, conflicts_with = "who")]
    everybody: bool,
    /// Write the list (CSV, readable by you alone) into this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub(crate) async fn run(command: BreachReport, operator: Operator) -> Result<()> {
    operator.needs_a_reason()?;
    if command.from >= command.until {
        bail!("--from is not before --until");
    }
    let pool = owners_database()?;
    let who = if command.everybody { None } else { Some(people(&pool, &command.who).await?) };
    let asked = Asked { from: command.from, until: command.until, who: who.as_deref() };
    let found = log::readings(&pool, asked).await?;
    let unnamed = log::unnamed(&pool, asked).await?;
    let opened = tickets(found.iter().filter(|reading| reading.how == OPENED));
    let tickets = tickets(found.iter());
    let (persons, of_opened) = (persons(&pool, &tickets).await?, persons(&pool, &opened).await?);
    let about = if command.everybody { "everybody".to_owned() } else { command.who.join(", ") };
    let detail = format!("{about}, {} to {}: {} tickets", command.from, command.until, tickets.len());
    audit::record(&pool, &operator.entry(Action::BreachReport).detail(detail)).await?;
    write(command.output.as_ref(), &csv(&found)?)?;
    let summary = format!(
        "{} tickets of {persons} persons were seen, {} of them (of {of_opened} persons) opened and the others in a \
        list only; {unnamed} searches from before their tickets were named, and {} tickets were erased since",
        tickets.len(),
        opened.len(),
        erased(&pool, &tickets).await?,
    );
    // Next to a list on standard output it would disturb whoever reads that as CSV.
    if command.output.is_some() {
        say(summary);
    } else {
        note(summary);
    }
    Ok(())
}

/// The tickets, each once.
fn tickets<'a>(readings: impl Iterator<Item = &'a Reading>) -> Vec<String> {
    readings.map(|reading| reading.ticket.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Officers and tokens of these names.
async fn people(pool: &Pool, names: &[String]) -> Result<Vec<Uuid>> {
    let mut all = Vec::new();
    for name in names {
        let found = log::people(pool, name).await?;
        if found.is_empty() {
            bail!(
                "no officer, agency or token is called “{name}”; `helpdesk officer list`, `agency list` and `token \
                list` show them"
            );
        }
        all.extend(found);
    }
    Ok(all)
}

fn csv(readings: &[Reading]) -> Result<Vec<u8>> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record(["ticket", "who", "how", "what", "times", "first_wib", "last_wib"])?;
    for reading in readings {
        let (times, first, last) = (reading.times.to_string(), wib_text(reading.first), wib_text(reading.last));
        lines.write_record([&reading.ticket, &reading.who, &reading.how, &reading.what, &times, &first, &last])?;
    }
    Ok(lines.into_inner()?)
}

fn write(file: Option<&PathBuf>, list: &[u8]) -> Result<()> {
    let Some(path) = file else {
        say(String::from_utf8_lossy(list).trim_end());
        return Ok(());
    };
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("making {}; a file that is there is not written over", path.display()))?;
    file.write_all(list).with_context(|| format!("writing {}", path.display()))
}
