//! Reads a file of formations, CSV or JSON, with the field names of the public catalogue of 2024. Everything that is
//! wrong with a file is told at once, each with its line and field; a file with a fault is not imported.

mod csv;
mod fields;
mod json;
mod record;
mod whole;

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use crate::catalogue::Formation;

pub(crate) use csv::write;

/// Most formations of a file: twice as many as there were in 2024.
const MOST_ROWS: usize = 250_000;

/// Most bytes of a file.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// Faults that are told one by one.
pub(crate) const TOLD: usize = 100;

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands, from 1.
    pub line: u64,
    /// The field; empty when the line itself is meant.
    pub field: String,
    /// What is wrong, in a few words. It does not repeat the value.
    pub told: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}", self.line)?;
        if !self.field.is_empty() {
            write!(formatter, ", {}", self.field)?;
        }
        write!(formatter, ": {}", self.told)
    }
}

/// Why a file is not imported.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// It cannot be read.
    #[error("the file cannot be read")]
    Unreadable(#[from] io::Error),
    /// It has more bytes than any catalogue.
    #[error("the file has more than {} MiB", MOST_BYTES / 1024 / 1024)]
    TooLarge,
    /// It is neither `.csv` nor `.json`.
    #[error("the file's name ends neither with .csv nor with .json")]
    UnknownFormat,
    /// It has faults: how many there are, and the first of them.
    #[error("{count} faults")]
    Faults {
        /// All of them.
        count: usize,
        /// At most a hundred.
        first: Vec<Fault>,
    },
}

/// Faults on their way: all are counted, the first ones kept.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    count: usize,
    first: Vec<Fault>,
}

impl Faults {
    pub(crate) fn tell(&mut self, line: u64, field: &str, told: impl Into<String>) {
        self.count += 1;
        if self.first.len() < TOLD {
            self.first.push(Fault { line, field: field.to_owned(), told: told.into() });
        }
    }

    fn verdict(mut self) -> Result<(), Unfit> {
        if self.count == 0 {
            return Ok(());
        }
        self.first.sort_by_key(|fault| fault.line);
        Err(Unfit::Faults { count: self.count, first: self.first })
    }
}

/// Reads the file.
///
/// # Errors
/// [`Unfit`].
pub(crate) fn read(file: &Path) -> Result<Vec<Formation>, Unfit> {
    let ending = file.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    let mut text = Vec::new();
    File::open(file)?.take(MOST_BYTES + 1).read_to_end(&mut text)?;
    if text.len() as u64 > MOST_BYTES {
        return Err(Unfit::TooLarge);
    }
    match ending.as_deref() {
        Some("csv") => of_csv(&text),
        Some("json") => of_json(&text),
        Some(_) | None => Err(Unfit::UnknownFormat),
    }
}

/// Reads CSV in UTF-8 with a heading.
pub(crate) fn of_csv(text: &[u8]) -> Result<Vec<Formation>, Unfit> {
    judged(|faults| csv::read(text, faults))
}

/// Reads a JSON array of objects.
pub(crate) fn of_json(text: &[u8]) -> Result<Vec<Formation>, Unfit> {
    judged(|faults| json::read(text, faults))
}

fn judged(read: impl FnOnce(&mut Faults) -> Vec<(u64, Formation)>) -> Result<Vec<Formation>, Unfit> {
    let mut faults = Faults::default();
    let rows = read(&mut faults);
    whole::judge(&rows, &mut faults);
    faults.verdict()?;
    Ok(rows.into_iter().map(|(_line, formation)| formation).collect())
}

/// A formation field by field, as a file has it.
pub(crate) fn named_fields(formation: &Formation) -> Vec<(&'static str, String)> {
    fields::all().map(|field| field.0).zip(record::written(formation)).collect()
}

#[cfg(test)]
pub(crate) mod tests;
