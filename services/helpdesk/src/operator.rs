//! What the operator's commands share: the owner's database, and how they speak.

use anyhow::Result;
use database::{DatabaseConfig, Pool};
use jiff::Timestamp;
use jiff::civil::DateTime;
use runtime::Settings;

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
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [vec!["a".to_owned(), "bb".to_owned()], vec!["ccc".to_owned(), "d".to_owned()]];
        assert_eq!(table(&rows), "a    bb\nccc  d");
    }
}
