//! Settings come from the environment: from `NAME`, or from the file that `NAME_FILE` names (an orchestrator mounts
//! secrets so). Reading never stops at the first mistake: it collects every problem and reports all at once. It can
//! show what it read as a table, in which no secret appears.

mod report;
mod sources;

use std::fmt::{self, Display};
use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use secrecy::SecretString;

pub use report::{Report, SettingsError};

use report::{Row, Shown, without_password};
use sources::{Found, Sources};

/// Reads settings and remembers what was asked for, what was found and what was wrong.
pub struct Settings {
    sources: Sources,
    rows: Vec<Row>,
    problems: Vec<String>,
}

impl Settings {
    /// Settings from this process's environment.
    #[must_use]
    pub fn from_env() -> Self {
        Self::over(Sources::environment())
    }

    /// Settings from the given pairs, for tests and for listing what could be set.
    pub fn from_pairs<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self::over(Sources::pairs(pairs))
    }

    fn over(sources: Sources) -> Self {
        Self { sources, rows: Vec::new(), problems: Vec::new() }
    }

    /// A value that must be set. When it is not, the problem is recorded and an empty text returned.
    pub fn required(&mut self, name: &str, about: &'static str) -> String {
        let found = self.look(&[name]);
        self.note(name, about, found.as_ref(), |value| Shown::Value(value.to_owned()), Shown::Missing);
        self.or_missing(name, found)
    }

    /// A secret that must be set; it is never shown. When it is not set, the problem is recorded
    /// and an empty secret returned.
    pub fn secret(&mut self, name: &str, about: &'static str) -> SecretString {
        let found = self.look(&[name]);
        self.note(name, about, found.as_ref(), |_| Shown::Secret, Shown::Missing);
        self.or_missing(name, found).into()
    }

    /// A secret that each service may have its own of: `INTAKE_NAME` for the service `intake`,
    /// else `NAME`. When neither is set, the problem is recorded and an empty secret returned.
    pub fn service_secret(&mut self, service: &str, name: &str, about: &'static str) -> SecretString {
        let own = format!("{}_{name}", service.to_uppercase().replace('-', "_"));
        let either = format!("{own} or {name}");
        let found = self.look(&[&own, name]);
        self.note(&either, about, found.as_ref(), |_| Shown::Secret, Shown::Missing);
        self.or_missing(&either, found).into()
    }

    /// A value that may be left out.
    pub fn optional(&mut self, name: &str, about: &'static str) -> Option<String> {
        let found = self.look(&[name]);
        self.note(name, about, found.as_ref(), |value| Shown::Value(value.to_owned()), Shown::Unset);
        found.map(|found| found.value)
    }

    /// A secret that may be left out; it is never shown.
    pub fn optional_secret(&mut self, name: &str, about: &'static str) -> Option<SecretString> {
        let found = self.look(&[name]);
        self.note(name, about, found.as_ref(), |_| Shown::Secret, Shown::Unset);
        found.map(|found| found.value.into())
    }

    /// A parsed value that may be left out. When it does not parse, the problem is recorded.
    pub fn optional_value<T>(&mut self, name: &str, about: &'static str) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        let found = self.look(&[name]);
        self.note(name, about, found.as_ref(), |value| Shown::Value(value.to_owned()), Shown::Unset);
        self.parsed(name, found, |text| text.parse().map_err(|e: T::Err| e.to_string()))
    }

    /// A parsed value (a number, an address, `true` or `false` …), or `default` when it is not set.
    /// When it does not parse, the problem is recorded and the default returned.
    pub fn value<T>(&mut self, name: &str, default: T, about: &'static str) -> T
    where
        T: FromStr + Display,
        T::Err: Display,
    {
        let found = self.look(&[name]);
        let shown = Shown::Default(default.to_string());
        self.note(name, about, found.as_ref(), |value| Shown::Value(value.to_owned()), shown);
        self.parsed(name, found, |text| text.parse().map_err(|e: T::Err| e.to_string())).unwrap_or(default)
    }

    /// A span of time as people write it (`25s`, `2m 30s`), or `default` when it is not set.
    pub fn duration(&mut self, name: &str, default: Duration, about: &'static str) -> Duration {
        let found = self.look(&[name]);
        let shown = Shown::Default(humantime::format_duration(default).to_string());
        self.note(name, about, found.as_ref(), |value| Shown::Value(value.to_owned()), shown);
        self.parsed(name, found, |text| humantime::parse_duration(text).map_err(|e| e.to_string())).unwrap_or(default)
    }

    /// Refuses a way to a server that is neither encrypted nor checked, unless `host` is this machine or
    /// `ALLOW_PLAINTEXT` is `true`: passwords, sealed data and the broker's messages would be anybody's on the way.
    /// `what` says how to ask for encryption.
    pub fn refuse_plaintext(&mut self, name: &str, host: &str, what: &str) {
        let about = "true: servers on other machines may be reached without TLS, where the network itself encrypts";
        if !self.value("ALLOW_PLAINTEXT", false, about) && !is_loopback(host) {
            self.problem(
                name,
                format_args!("reaches another machine without TLS; {what}, or set ALLOW_PLAINTEXT=true"),
            );
        }
    }

    /// Records that a value was readable but is not right. `what` must not repeat a secret.
    pub fn problem(&mut self, name: &str, what: impl Display) {
        let problem = format!("{name}: {what}");
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// The table of what was read.
    ///
    /// # Errors
    ///
    /// All recorded problems at once.
    pub fn finish(self) -> Result<Report, SettingsError> {
        if self.problems.is_empty() { Ok(Report::new(self.rows)) } else { Err(SettingsError::new(self.problems)) }
    }

    /// Every setting asked for so far, with its meaning and default, for `--help`.
    pub(crate) fn describe(self) -> String {
        Report::new(self.rows).describe()
    }

    fn look(&mut self, names: &[&str]) -> Option<Found> {
        for name in names {
            match self.sources.find(name) {
                Ok(None) => {}
                Ok(found) => return found,
                Err(problem) => {
                    self.problem(name, problem);
                    return Some(Found::unreadable(name));
                }
            }
        }
        None
    }

    fn note(
        &mut self,
        name: &str,
        about: &'static str,
        found: Option<&Found>,
        show: impl FnOnce(&str) -> Shown,
        otherwise: Shown,
    ) {
        if self.rows.iter().any(|row| row.name == name) {
            return;
        }
        let (shown, from) = match found {
            Some(found) => (show(&found.value), found.from.clone()),
            None => (otherwise, String::new()),
        };
        self.rows.push(Row { name: name.to_owned(), shown, from, about });
    }

    fn or_missing(&mut self, name: &str, found: Option<Found>) -> String {
        let Some(found) = found else {
            self.problem(name, "must be set");
            return String::new();
        };
        found.value
    }

    fn parsed<T>(
        &mut self,
        name: &str,
        found: Option<Found>,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let found = found.filter(|found| !found.is_unreadable())?;
        match parse(&found.value) {
            Ok(value) => Some(value),
            Err(why) => {
                let shown = without_password(&found.value);
                self.problem(name, format_args!("`{shown}` is not valid: {why}"));
                None
            }
        }
    }
}

/// Whether a host is this machine: a loopback address, `localhost`, or the folder of a local socket.
fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback());
    address || bare.eq_ignore_ascii_case("localhost") || bare.starts_with('/')
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("problems", &self.problems).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
