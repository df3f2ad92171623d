//! The drawing process by itself, for tests and to look at one file:
//! `draw-page draw-page 1 1240 <file.pdf | tail -n +2 >page.png` (behind a pipe, for it may write no file). Services
//! are their own drawing process; this program is not shipped.

use std::process::ExitCode;

fn main() -> ExitCode {
    renditions::main().unwrap_or(ExitCode::from(64))
}
