//! Commands write results to standard output and everything else to standard error. When nobody reads the result any
//! more (`… | head`), a command goes on in silence to its end: what it changes does not depend on who listens. Its exit
//! code says that it could not say all.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

/// The exit code when nobody reads the result any more: what a shell says of a program that SIGPIPE ended.
const NOBODY_READS: u8 = 141;

/// Why standard output takes nothing more; the first reason.
static CLOSED: OnceLock<io::ErrorKind> = OnceLock::new();

/// Prints a line of a command's result on standard output.
pub fn say(line: impl AsRef<str>) {
    // What could not be said shows in the exit code.
    let _said = write(&mut io::stdout().lock(), line.as_ref());
}

/// Prints a line beside a command's result, on standard error.
pub fn note(line: impl AsRef<str>) {
    // There is nobody else to tell.
    io::stderr().lock().write_all(format!("{}\n", line.as_ref()).as_bytes()).ok();
}

/// Prints lines that are shown once and that nobody could get again: credentials and links. When standard output is
/// closed they go to standard error, so that they are not lost.
pub fn say_once(lines: &[String]) {
    let text = lines.join("\n");
    if !write(&mut io::stdout().lock(), &text) {
        note(format!("standard output is closed; this is shown only once:\n{text}"));
    }
}

/// The exit code of a command that did its work, after what could be said of it.
pub(crate) fn done() -> ExitCode {
    match CLOSED.get() {
        None => ExitCode::SUCCESS,
        Some(io::ErrorKind::BrokenPipe) => ExitCode::from(NOBODY_READS),
        Some(kind) => {
            note(format!("done, but standard output took not all of the result: {kind}"));
            ExitCode::FAILURE
        }
    }
}

fn write(to: &mut impl Write, line: &str) -> bool {
    if CLOSED.get().is_some() {
        return false;
    }
    // In one piece, so that a reader that goes away leaves no half line and no buffer to be emptied at the exit.
    match to.write_all(format!("{line}\n").as_bytes()).and_then(|()| to.flush()) {
        Ok(()) => true,
        Err(error) => {
            CLOSED.get_or_init(|| error.kind());
            false
        }
    }
}

/// A table with aligned columns; the first row is the heading.
#[must_use]
pub fn table(rows: &[Vec<String>]) -> String {
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
