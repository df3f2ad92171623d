//! What the operator's commands share: who acts and why, the owner's database, and how they speak.

use anyhow::{Context as _, Result};
use audit::{Action, Actor, Entry};
use clap::Args;
use database::{DatabaseConfig, Pool};
use jiff::Timestamp;
use jiff::civil::DateTime;
use runtime::{Clock, Settings};

/// Longest name of an operator, and longest reason, in characters.
const LONGEST_NAME: usize = 64;
const LONGEST_REASON: usize = 200;

/// Most digits in a row within a reason: a NIK or a phone number has more.
const MOST_DIGITS: usize = 8;

/// Who acts and why, for the audit log.
#[derive(Clone, Debug, Args)]
pub(crate) struct Operator {
    /// Your name, for the audit log; without it the name of your account on this machine
    #[arg(long, global = true, env = "OPERATOR", value_name = "NAME", default_value_t = account(), value_parser = name)]
    operator: String,
    /// Why, for the audit log: a request's or an incident's reference, and nothing personal of an applicant
    #[arg(long, global = true, value_name = "REASON", value_parser = reason)]
    why: Option<String>,
}

impl Operator {
    /// An entry about what this operator does now.
    pub(crate) fn entry(&self, action: Action) -> Entry {
        Entry::new(Clock::system().now(), Actor::Operator, action).by_name(&self.operator, self.why.as_deref())
    }

    /// For what nobody may do without a reason.
    pub(crate) fn needs_a_reason(&self) -> Result<()> {
        self.why.as_ref().map(drop).context("say why with --why: the audit log keeps it")
    }
}

/// The account that runs the command, or the one that called sudo.
fn account() -> String {
    let named =
        ["SUDO_USER", "LOGNAME", "USER"].into_iter().find_map(|name| std::env::var(name).ok()).and_then(|account| name(&account).ok());
    named.unwrap_or_else(|| "unknown".to_owned())
}

fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    let fits = (1..=LONGEST_NAME).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if fits { Ok(text.to_owned()) } else { Err(format!("1 to {LONGEST_NAME} characters")) }
}

fn reason(text: &str) -> Result<String, String> {
    let text = text.trim();
    if !(1..=LONGEST_REASON).contains(&text.chars().count()) || text.chars().any(char::is_control) {
        return Err(format!("1 to {LONGEST_REASON} characters"));
    }
    let digits: String = text.chars().filter(|character| !" .-".contains(*character)).collect();
    let longest = digits.split(|character: char| !character.is_ascii_digit()).map(str::len).max().unwrap_or_default();
    if longest > MOST_DIGITS {
        return Err("no NIK and no telephone number: name the request, not the person".to_owned());
    }
    Ok(text.to_owned())
}

/// The database with the owner's rights, from `DATABASE_URL`.
pub(crate) fn owners_database() -> Result<Pool> {
    let mut settings = Settings::from_env();
    let config = DatabaseConfig::read(&mut settings, "operator").with_pool_size(2);
    settings.finish()?;
    Ok(database::connect_lazy(&config))
}

/// A moment as an operator writes it: day and time in WIB (`2026-11-22 08:00`), or RFC 3339 with its own offset.
pub(crate) fn moment(text: &str) -> Result<Timestamp, String> {
    let in_wib = || text.parse::<DateTime>().and_then(|local| local.to_zoned(domain::time::wib()).map(|zoned| zoned.timestamp()));
    text.parse::<Timestamp>().or_else(|_no_offset| in_wib()).map_err(|_neither| "write it in WIB as 2026-11-22 08:00".to_owned())
}

/// Prints a line of a command's result on standard output.
#[expect(clippy::print_stdout, reason = "an operator's command speaks on standard output")]
pub(crate) fn say(line: impl AsRef<str>) {
    println!("{}", line.as_ref());
}

/// A table with aligned columns; the first row is the heading.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0))
        .collect();
    let lines = rows.iter().map(|row| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_meant_in_wib_unless_it_says_otherwise() {
        let eight: Timestamp = "2026-11-22T01:00:00Z".parse().unwrap();
        for text in ["2026-11-22 08:00", "2026-11-22T08:00:00", "2026-11-22T01:00:00Z", "2026-11-22 10:00+09:00"] {
            assert_eq!(moment(text), Ok(eight), "{text}");
        }
        assert!(moment("besok").is_err());
    }

    #[test]
    fn a_reason_names_a_request_and_no_person() {
        assert_eq!(reason(" permintaan 2026/17 "), Ok("permintaan 2026/17".to_owned()));
        for text in ["", " ", "NIK 3174015708950001", "3174 0157 0895 0001", "telp. 0812-3456-7890", "a\nb", &"x".repeat(201)] {
            assert!(reason(text).is_err(), "{text}");
        }
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [vec!["a".to_owned(), "bb".to_owned()], vec!["ccc".to_owned(), "d".to_owned()]];
        assert_eq!(table(&rows), "a    bb\nccc  d");
    }
}
