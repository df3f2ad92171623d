//! What the operator's commands share: who acts and why, the owner's database, and how they report.

use std::fs::File;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use audit::{Action, Actor, Entry};
use clap::Args;
use database::{DatabaseConfig, Pool};
use domain::{TicketNumber, typed};
use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
pub(crate) use runtime::terminal::{note, say, say_once, table};
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

    /// Who acts.
    pub(crate) fn name(&self) -> &str {
        &self.operator
    }

    /// Why, if the operator gave a reason.
    pub(crate) fn why(&self) -> Option<&str> {
        self.why.as_deref()
    }

    /// Demands a reason, for acts that nobody may do without one.
    pub(crate) fn needs_a_reason(&self) -> Result<()> {
        self.why.as_ref().map(drop).context("say why with --why: the audit log keeps it")
    }
}

/// The account that runs the command, or the one that called sudo.
fn account() -> String {
    let named = ["SUDO_USER", "LOGNAME", "USER"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok())
        .and_then(|account| name(&account).ok());
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

/// Reads a moment as an operator writes it: day and time in WIB (`2026-11-22 08:00`), or RFC 3339 with its own offset.
pub(crate) fn moment(text: &str) -> Result<Timestamp, String> {
    let text = typed::words(text);
    let in_wib = |local: DateTime| local.to_zoned(domain::time::wib()).ok().map(|zoned| zoned.timestamp());
    let day_and_time = || {
        let (day, time) = text.rsplit_once([' ', 'T'])?;
        let time: Time = time.replace('.', ":").parse().ok()?;
        in_wib(typed::date(day).ok()?.to_datetime(time))
    };
    let offset = text.parse::<Timestamp>().ok();
    let moment = offset.or_else(|| text.parse().ok().and_then(in_wib)).or_else(day_and_time);
    moment.ok_or_else(|| "write it in WIB as 2026-11-22 08:00".to_owned())
}

/// Reads a ticket's number as an operator writes or pastes it.
pub(crate) fn ticket_number(text: &str) -> Result<TicketNumber, String> {
    TicketNumber::read(text).map_err(|invalid| invalid.to_string())
}

/// Where to put credentials that we show once.
#[derive(Debug, Default, Args)]
pub(crate) struct Output {
    /// Write the credentials into this new file, which only you may read, instead of printing them
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A file for credentials, which exists before the command changes anything, or standard output.
pub(crate) struct Kept {
    file: Option<(File, PathBuf)>,
}

impl Output {
    /// Creates the file before there is anything to lose. Dropping an unused one deletes it.
    pub(crate) fn open(self) -> Result<Kept> {
        let file = self.output.map(|path| {
            let made = File::options().write(true).create_new(true).mode(0o600).open(&path);
            made.map(|file| (file, path.clone())).with_context(|| format!("making {}", path.display()))
        });
        Ok(Kept { file: file.transpose()? })
    }
}

impl Kept {
    /// Writes the lines there. When the file does not take them, it prints them.
    pub(crate) fn keep(mut self, lines: &[String]) {
        let Some((mut file, path)) = self.file.take() else { return say_once(lines) };
        match file.write_all(format!("{}\n", lines.join("\n")).as_bytes()).and_then(|()| file.sync_all()) {
            Ok(()) => say(format!("written to {}", path.display())),
            Err(error) => {
                say(format!("{} cannot be written: {error}", path.display()));
                say_once(lines);
            }
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if let Some((_, path)) = self.file.take() {
            std::fs::remove_file(path).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_meant_in_wib_unless_it_says_otherwise() {
        let eight: Timestamp = "2026-11-22T01:00:00Z".parse().unwrap();
        for text in [
            "2026-11-22 08:00",
            "2026-11-22T08:00:00",
            "2026-11-22T01:00:00Z",
            "2026-11-22 10:00+09:00",
            "22-11-2026 08:00",
            "22 November 2026 08.00",
        ] {
            assert_eq!(moment(text), Ok(eight), "{text}");
        }
        assert!(moment("besok").is_err());
    }

    #[test]
    fn a_reason_names_a_request_and_no_person() {
        assert_eq!(reason(" permintaan 2026/17 "), Ok("permintaan 2026/17".to_owned()));
        for text in
            ["", " ", "NIK 3174015708950001", "3174 0157 0895 0001", "telp. 0812-3456-7890", "a\nb", &"x".repeat(201)]
        {
            assert!(reason(text).is_err(), "{text}");
        }
    }

    #[test]
    fn credentials_go_into_a_file_that_nobody_else_reads_and_that_goes_when_there_are_none() {
        use std::os::unix::fs::PermissionsExt as _;
        let path = std::env::temp_dir().join(format!("helpdesk-output-{}", std::process::id()));
        let open = || Output { output: Some(path.clone()) }.open();
        drop(open().unwrap());
        assert!(!path.exists());
        open().unwrap().keep(&["TOKEN=x".to_owned()]);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "TOKEN=x\n");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(open().is_err(), "nothing is written over");
        std::fs::remove_file(&path).unwrap();
    }
}
