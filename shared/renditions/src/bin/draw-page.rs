//! The drawing process by itself, for tests and for looking at one file: `draw-page 1 1240 <file.pdf`. Services are their own drawing process; this program
//! is not shipped.

use std::process::ExitCode;

fn main() -> ExitCode {
    renditions::main().unwrap_or(ExitCode::from(64))
}
