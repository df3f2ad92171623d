//! Writes the table and the JSON file.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

/// One measurement with its limit. Rates are per second, times in milliseconds, memory in MB (10^6 bytes).
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Row {
    /// What we measured.
    pub(crate) name: String,
    /// Our system.
    pub(crate) rate_per_s: Option<f64>,
    /// The bare program.
    pub(crate) limit_per_s: Option<f64>,
    /// Ours divided by the limit. For a stranger's rows: the 99th percentile under attack divided by the one alone.
    pub(crate) ratio: Option<f64>,
    /// Median time of ours.
    pub(crate) p50_ms: Option<f64>,
    /// 99th percentile of ours.
    pub(crate) p99_ms: Option<f64>,
    /// Memory of the process that does the work, at the end.
    pub(crate) rss_mb: Option<f64>,
    /// Processor time that this process takes for one piece of work, in milliseconds.
    pub(crate) processor_ms: Option<f64>,
    /// The same of the bare program.
    pub(crate) limit_processor_ms: Option<f64>,
}

impl Row {
    /// Makes a row with a rate and its limit.
    pub(crate) fn rated(name: &str, rate: f64, limit: f64) -> Self {
        Self {
            name: name.to_owned(),
            rate_per_s: Some(rounded(rate)),
            limit_per_s: Some(rounded(limit)),
            ratio: Some((rate / limit * 100.0).round() / 100.0),
            ..Self::default()
        }
    }

    /// Adds times to the row.
    pub(crate) fn timed(self, p50_ms: f64, p99_ms: f64) -> Self {
        Self { p50_ms: Some(rounded(p50_ms)), p99_ms: Some(rounded(p99_ms)), ..self }
    }

    /// Adds processor times of a piece of work to the row: ours, and the bare program's.
    pub(crate) fn costing(self, ours_ms: f64, limit_ms: f64) -> Self {
        let to_a_thousandth = |ms: f64| Some((ms * 1000.0).round() / 1000.0);
        Self { processor_ms: to_a_thousandth(ours_ms), limit_processor_ms: to_a_thousandth(limit_ms), ..self }
    }

    /// Adds memory to the row.
    pub(crate) fn sized(self, rss_mb: f64) -> Self {
        Self { rss_mb: Some(rounded(rss_mb)), ..self }
    }
}

/// The rows as the JSON file stores them.
#[derive(Serialize)]
struct File<'a> {
    rows: &'a [Row],
}

/// Prints the table as Markdown.
pub(crate) fn print(rows: &[Row]) {
    let mut out = String::from(
        "| work | per second | limit | ratio | p50 ms | p99 ms | RSS MB | CPU ms | limit's CPU ms |\n| --- | --- | --- | \
        --- | --- | --- | --- | --- | --- |\n",
    );
    for row in rows {
        let cell = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| value.to_string());
        let cells = [
            row.rate_per_s,
            row.limit_per_s,
            row.ratio,
            row.p50_ms,
            row.p99_ms,
            row.rss_mb,
            row.processor_ms,
            row.limit_processor_ms,
        ]
        .map(cell);
        writeln!(out, "| {} | {} |", row.name, cells.join(" | ")).expect("writing to a string cannot fail");
    }
    say(&out);
}

/// Writes the JSON file.
pub(crate) fn write(rows: &[Row], file: &Path) -> Result<()> {
    let text = serde_json::to_string_pretty(&File { rows })?;
    std::fs::write(file, text).with_context(|| format!("writing {}", file.display()))
}

/// Prints progress and results on standard output.
#[expect(clippy::print_stdout, reason = "this program exists to print what it measured")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// Rounds: two digits after the point below 10, one below 100, none above.
fn rounded(value: f64) -> f64 {
    let scale = if value < 10.0 {
        100.0
    } else if value < 100.0 {
        10.0
    } else {
        1.0
    };
    (value * scale).round() / scale
}
