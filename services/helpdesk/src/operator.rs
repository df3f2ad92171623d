//! What the operator's commands share: the owner's database, and how they speak.

use anyhow::Result;
use database::DatabaseConfig;
use runtime::Settings;
use sqlx::PgPool;

/// The database with the owner's rights, from `DATABASE_URL`.
pub(crate) fn owners_database() -> Result<PgPool> {
    let mut settings = Settings::from_env();
    let config = DatabaseConfig::read(&mut settings, "operator").with_pool_size(2);
    settings.finish()?;
    Ok(database::connect_lazy(&config))
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
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [vec!["a".to_owned(), "bb".to_owned()], vec!["ccc".to_owned(), "d".to_owned()]];
        assert_eq!(table(&rows), "a    bb\nccc  d");
    }
}
