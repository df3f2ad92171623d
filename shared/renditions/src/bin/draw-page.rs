//! The drawing process as a program of its own, for tests and for looking at one file:
//! `draw-page draw-page 1 1240 <file.pdf | tail -n +2 >page.png`. It needs the pipe, because it may write no file. The
//! services start themselves as the drawing process; we do not ship this program.

use std::process::ExitCode;

fn main() -> ExitCode {
    renditions::main().unwrap_or(ExitCode::from(64))
}
