//! `load gameday`: replays how a registration came in against an installation that allows it, and reports what it met.
//!
//! It files invented submissions with documents over the public API, as an assisted channel does: `HELPDESK_URL` and
//! `CHANNEL_TOKEN` are all it is given. Time, number, rate and requests under way are bounded. The first SIGTERM or
//! SIGINT ends it in good order: nothing more is begun, what is under way is finished, and the report is written.

mod arrival;
mod curve;
mod filing;
mod installation;
mod report;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use runtime::{Clock, Shutdown};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use crate::table::say;
use curve::{Curve, Facts};
use filing::{Filing, Outcome};
use installation::Installation;
use report::{End, Report};

/// Submissions that are under way at the same time at most.
const AT_ONCE: usize = 64;
/// A submission that begins so long after its time is counted as late.
const LATE: Duration = Duration::from_secs(1);
/// The longest game day, and the highest rate.
const LONGEST: Duration = Duration::from_hours(4);
const HIGHEST: f64 = 500.0;
/// As many invented persons there are for one game day at most; they begin with one of twice as many.
const PERSONS: u64 = 4_000_000;

/// Replays the curve of a registration against an installation that allows it.
#[derive(Args, Debug)]
#[command(
    after_help = "HELPDESK_URL (http://host:port) and CHANNEL_TOKEN come from the environment. The installation \
                        has to allow it: ALLOW_GAMEDAY=true at intake, and nowhere where people wait for answers."
)]
pub(crate) struct Options {
    /// Which registration
    #[arg(long, value_enum)]
    curve: Curve,
    /// How many tickets are filed in its place
    #[arg(long, default_value_t = 1000)]
    tickets: u64,
    /// Within which time
    #[arg(long = "for", default_value = "5m", value_parser = humantime::parse_duration)]
    length: Duration,
    /// Submissions in a second that its peak may have; a curve with more is refused before it begins
    #[arg(long, default_value_t = 50.0)]
    at_most: f64,
    /// Bytes of each document
    #[arg(long, default_value_t = 150_000, value_parser = clap::value_parser!(u32).range(1_000..=190_000))]
    document: u32,
    /// Tickets that are looked up in the end, to see when they arrived at their desks
    #[arg(long, default_value_t = 50)]
    lookups: usize,
    /// Where the report goes as JSON
    #[arg(long, default_value = ".local/gameday.json")]
    out: PathBuf,
}

/// Plays it and writes the report.
///
/// # Errors
/// When the installation does not allow it, or the bounds do not, or the report has no place.
pub(crate) async fn play(options: &Options) -> Result<()> {
    let facts = options.curve.facts();
    let peak = options.peak(&facts)?;
    if let Some(folder) = options.out.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    let shutdown = Shutdown::on_signals().context("listening for signals")?;
    let installation = Installation::from_environment(facts.name)?;
    installation.demand_permission().await?;
    let clock = Clock::system();
    let mut report = Report::new(&facts, options, peak, clock.now());
    say(&format!("{} tickets in the place of {} people; {}", options.tickets, facts.people, facts.source));

    let first = clock.now().as_second().unsigned_abs().wrapping_mul(7_919) % PERSONS;
    let filing = Filing::new(installation.clone(), first, usize::try_from(options.document)?);
    let begun = Instant::now();
    let outcomes = file_all(options, &facts, filing, &shutdown, &mut report).await?;
    report.filed(&outcomes, begun.elapsed());
    if !shutdown.is_stopping() {
        report.arrival = arrival::measure(&installation, &outcomes, options.lookups, &shutdown).await?;
    }
    say(&report.text());
    report.write(&options.out)
}

/// Begins each submission at its time, and waits for all that were begun.
async fn file_all(
    options: &Options,
    facts: &Facts,
    filing: Filing,
    shutdown: &Shutdown,
    report: &mut Report,
) -> Result<Vec<Outcome>> {
    let (filing, places, started) = (Arc::new(filing), Arc::new(Semaphore::new(AT_ONCE)), Instant::now());
    let (mut under_way, mut outcomes) = (JoinSet::new(), Vec::new());
    for number in 0..options.tickets {
        let due = started + options.length.mul_f64(facts.when(part(number, options.tickets)));
        let place = tokio::select! {
            () = shutdown.stopping() => break,
            place = async {
                sleep_until(due).await;
                Arc::clone(&places).acquire_owned().await
            } => place?,
        };
        report.late += u64::from(due.elapsed() > LATE);
        let (filing, shutdown) = (Arc::clone(&filing), shutdown.clone());
        under_way.spawn(async move {
            let outcome = filing.file(number, &shutdown).await;
            drop(place);
            outcome
        });
        while let Some(done) = under_way.try_join_next() {
            outcomes.push(done?);
        }
        if outcomes.iter().rev().take(AT_ONCE).any(Outcome::forbids_more) {
            report.ended = End::Forbidden;
            break;
        }
    }
    if shutdown.is_stopping() {
        report.ended = End::Asked;
    }
    tokio::select! {
        () = shutdown.abandoned() => report.abandoned = u64::try_from(under_way.len())?,
        () = async { while let Some(done) = under_way.join_next().await { outcomes.extend(done); } } => {}
    }
    Ok(outcomes)
}

impl Options {
    /// The highest rate that the curve comes to.
    fn peak(&self, facts: &Facts) -> Result<f64> {
        ensure!((1..=PERSONS).contains(&self.tickets), "--tickets must be from 1 to {PERSONS}");
        ensure!(
            (Duration::from_secs(1)..=LONGEST).contains(&self.length),
            "--for must be from 1s to {}",
            humantime::format_duration(LONGEST)
        );
        ensure!(self.at_most > 0.0 && self.at_most <= HIGHEST, "--at-most must be above 0 and at most {HIGHEST}");
        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 tickets")]
        let peak = self.tickets as f64 / self.length.as_secs_f64() * facts.peak();
        ensure!(
            peak <= self.at_most,
            "the curve comes to {peak:.1} submissions a second, and --at-most allows {}: fewer --tickets, or a longer \
            --for",
            self.at_most
        );
        Ok(peak)
    }
}

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 tickets")]
fn part(number: u64, of: u64) -> f64 {
    number as f64 / of as f64
}
