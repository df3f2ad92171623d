//! The report shows what was read as a table for people, and what was wrong as one error.

use std::fmt;

/// The settings in use, one a row, without secrets. Its `Display` is a table for a terminal.
#[derive(Debug)]
pub struct Report {
    rows: Vec<Row>,
}

/// Every problem found while reading the settings.
#[derive(Debug, thiserror::Error)]
pub struct SettingsError {
    problems: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) shown: Shown,
    pub(super) from: String,
    pub(super) about: &'static str,
}

/// What the table says about a value.
#[derive(Debug)]
pub(super) enum Shown {
    Value(String),
    Default(String),
    Secret,
    Unset,
    Missing,
}

impl Report {
    pub(super) fn new(rows: Vec<Row>) -> Self {
        Self { rows }
    }

    /// Name, default and meaning of each setting, in two lines each.
    pub(super) fn describe(&self) -> String {
        let entries = self.rows.iter().map(|row| {
            let default = match &row.shown {
                Shown::Value(value) | Shown::Default(value) => format!("default {value}"),
                Shown::Secret | Shown::Missing => "required".to_owned(),
                Shown::Unset => "optional".to_owned(),
            };
            format!("  {} [{default}]\n          {}", row.name, row.about)
        });
        entries.collect::<Vec<_>>().join("\n")
    }
}

impl SettingsError {
    pub(super) fn new(problems: Vec<String>) -> Self {
        Self { problems }
    }

    /// The problems, each starting with the setting's name.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the settings have {} problem(s):", self.problems.len())?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cells = || self.rows.iter().map(|row| [row.name.clone(), row.shown.to_string(), row.from.clone()]);
        let mut widths = ["SETTING".len(), "VALUE".len(), "FROM".len()];
        for row in cells() {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        let [name_width, value_width, from_width] = widths;
        writeln!(f, "{:name_width$}  {:value_width$}  {:from_width$}  MEANING", "SETTING", "VALUE", "FROM")?;
        for (row, [name, value, from]) in self.rows.iter().zip(cells()) {
            writeln!(f, "{name:name_width$}  {value:value_width$}  {from:from_width$}  {}", row.about)?;
        }
        Ok(())
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => f.write_str(&without_password(value)),
            Self::Default(value) => write!(f, "{value} (default)"),
            Self::Secret => f.write_str("«secret»"),
            Self::Unset => f.write_str("(not set)"),
            Self::Missing => f.write_str("(missing)"),
        }
    }
}

/// A URL's user and password are secrets even in a setting that is not one.
pub(super) fn without_password(value: &str) -> String {
    let parts = value.split_once("://").and_then(|(scheme, rest)| {
        let authority_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(authority_end)?;
        let (_, host) = authority.rsplit_once('@')?;
        Some(format!("{scheme}://«secret»@{host}{path}"))
    });
    parts.unwrap_or_else(|| value.to_owned())
}
