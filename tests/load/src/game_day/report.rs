//! What a game day met, as text and as JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use serde::Serialize;

use super::Options;
use super::curve::Facts;
use super::filing::{Ended, Outcome};
use crate::clients::percentile;

/// Everything that is told. Times are in milliseconds where a name ends with `_ms`, else in seconds.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    curve: &'static str,
    source: &'static str,
    assumed: &'static str,
    scaled: Scaled,
    begun_at: String,
    pub(super) ended: End,
    took_s: f64,
    /// Submissions that were begun: accepted, refused, given up and abandoned together.
    sent: u64,
    accepted: u64,
    /// By status and code.
    refused: BTreeMap<String, u64>,
    given_up: u64,
    /// Under way when a second signal came; nobody knows what became of them.
    pub(super) abandoned: u64,
    /// Begun more than a second after their time, because too many were under way.
    pub(super) late: u64,
    waits: Waits,
    /// From the first try to the ticket's number, waits included.
    accepted_ms: Times,
    pub(super) arrival: Arrival,
}

/// What was made smaller, and by how much.
#[derive(Debug, Serialize)]
struct Scaled {
    people: u64,
    hours: f64,
    tickets: u64,
    seconds: f64,
    /// People that one ticket stands for.
    people_a_ticket: f64,
    /// Times that it went faster.
    faster: f64,
    peak_a_second: f64,
    document_bytes: u32,
}

/// Why it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum End {
    /// All of it was played.
    Whole,
    /// Somebody asked for the end.
    Asked,
    /// The installation did not allow it any more.
    Forbidden,
}

/// What those were told who had to come again.
#[derive(Debug, Default, Serialize)]
struct Waits {
    /// How many submissions had to.
    submissions: u64,
    /// How often, by status; 0 where no answer came.
    told: BTreeMap<u16, u64>,
    /// The longest that one waited in all.
    longest_s: f64,
}

/// Percentiles of some times.
#[derive(Debug, Default, Serialize)]
struct Times {
    p50: Option<f64>,
    p99: Option<f64>,
    highest: Option<f64>,
}

/// When tickets arrived at their desks.
#[derive(Debug, Default, Serialize)]
pub(super) struct Arrival {
    /// How many were looked up.
    pub(super) looked_up: u64,
    /// How many of them had arrived.
    arrived: u64,
    arrived_ms: Times,
}

impl Report {
    /// A report in which nothing has happened yet.
    pub(super) fn new(facts: &Facts, options: &Options, peak: f64, now: Timestamp) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 people")]
        let people_a_ticket = facts.people as f64 / options.tickets as f64;
        let scaled = Scaled {
            people: facts.people,
            hours: facts.lasted.as_secs_f64() / 3600.0,
            tickets: options.tickets,
            seconds: options.length.as_secs_f64(),
            people_a_ticket: rounded(people_a_ticket),
            faster: rounded(facts.lasted.as_secs_f64() / options.length.as_secs_f64()),
            peak_a_second: rounded(peak),
            document_bytes: options.document,
        };
        Self {
            curve: facts.name,
            source: facts.source,
            assumed: facts.assumed,
            scaled,
            begun_at: now.to_string(),
            ended: End::Whole,
            took_s: 0.0,
            sent: 0,
            accepted: 0,
            refused: BTreeMap::new(),
            given_up: 0,
            abandoned: 0,
            late: 0,
            waits: Waits::default(),
            accepted_ms: Times::default(),
            arrival: Arrival::default(),
        }
    }

    /// Counts what became of the submissions.
    pub(super) fn filed(&mut self, outcomes: &[Outcome], took: Duration) {
        let mut accepted = Vec::new();
        for outcome in outcomes {
            self.waits.count(&outcome.waits);
            match &outcome.end {
                Ended::Accepted { .. } => accepted.push(outcome.took),
                Ended::Refused { status, code } => *self.refused.entry(format!("{status} {code}")).or_default() += 1,
                Ended::GivenUp => self.given_up += 1,
            }
        }
        self.accepted = count(accepted.len());
        self.sent = count(outcomes.len()) + self.abandoned;
        self.accepted_ms = Times::of(&accepted);
        self.took_s = rounded(took.as_secs_f64());
    }

    /// For people.
    pub(super) fn text(&self) -> String {
        let (scaled, arrival) = (&self.scaled, &self.arrival);
        let refused: Vec<String> = self.refused.iter().map(|(why, many)| format!("{many} × {why}")).collect();
        let told: Vec<String> = self.waits.told.iter().map(|(status, many)| format!("{many} × {status}")).collect();
        let mut out = String::new();
        for (name, value) in [
            ("curve", format!("{}, {}", self.curve, self.source)),
            ("assumed", self.assumed.to_owned()),
            (
                "scaled",
                format!(
                    "{} tickets for {} people, {} s for {} h: one ticket for {} people, {} times faster, {} a second at \
                    its peak",
                    scaled.tickets,
                    scaled.people,
                    scaled.seconds,
                    scaled.hours,
                    scaled.people_a_ticket,
                    scaled.faster,
                    scaled.peak_a_second
                ),
            ),
            ("ended", format!("{}, after {} s", self.ended.text(), self.took_s)),
            ("sent", format!("{}, {} of them late", self.sent, self.late)),
            ("accepted", format!("{} within {}", self.accepted, self.accepted_ms.text())),
            ("refused", listed(&refused)),
            ("given up", format!("{}, and {} abandoned", self.given_up, self.abandoned)),
            (
                "waits",
                format!(
                    "{} submissions had to come again ({}), the longest waited {} s",
                    self.waits.submissions,
                    listed(&told),
                    self.waits.longest_s
                ),
            ),
            (
                "arrival",
                format!(
                    "{} of {} looked up had arrived, within {}",
                    arrival.arrived,
                    arrival.looked_up,
                    arrival.arrived_ms.text()
                ),
            ),
        ] {
            writeln!(out, "{name:<10}{value}").expect("writing to a string cannot fail");
        }
        out
    }

    /// For programs.
    pub(super) fn write(&self, file: &Path) -> Result<()> {
        std::fs::write(file, serde_json::to_string_pretty(self)?).with_context(|| format!("writing {}", file.display()))
    }
}

impl End {
    fn text(self) -> &'static str {
        match self {
            Self::Whole => "at its end",
            Self::Asked => "early, as somebody asked",
            Self::Forbidden => "early, because it is not allowed any more",
        }
    }
}

impl Waits {
    fn count(&mut self, waits: &[(u16, Duration)]) {
        self.submissions += u64::from(!waits.is_empty());
        for (status, _) in waits {
            *self.told.entry(*status).or_default() += 1;
        }
        let all: Duration = waits.iter().map(|(_, wait)| *wait).sum();
        self.longest_s = self.longest_s.max(rounded(all.as_secs_f64()));
    }
}

impl Times {
    fn of(times: &[Duration]) -> Self {
        let mut sorted: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1000.0).collect();
        sorted.sort_by(f64::total_cmp);
        let at = |part| (!sorted.is_empty()).then(|| rounded(percentile(&sorted, part)));
        Self { p50: at(0.5), p99: at(0.99), highest: at(1.0) }
    }

    fn text(&self) -> String {
        let text = |time: Option<f64>| time.map_or_else(|| "–".to_owned(), |time| time.to_string());
        format!("{} ms (p50), {} ms (p99), {} ms at most", text(self.p50), text(self.p99), text(self.highest))
    }
}

impl Arrival {
    /// From Pertanyaan to Diterima, of those that arrived.
    pub(super) fn took(&mut self, times: &[Duration]) {
        self.arrived = count(times.len());
        self.arrived_ms = Times::of(times);
    }
}

fn listed(parts: &[String]) -> String {
    if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
}

fn count(many: usize) -> u64 {
    u64::try_from(many).unwrap_or(u64::MAX)
}

fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
