//! The settings of drawing.

use std::path::PathBuf;
use std::thread::available_parallelism;
use std::time::Duration;

use runtime::Settings;

/// This program itself, even after an update replaced its file.
const SELF: &str = "/proc/self/exe";

/// Upper bound of `DRAWINGS_AT_ONCE`. More would take more memory than anybody plans for.
const MOST_AT_ONCE: usize = 64;

/// Configuration of the drawings.
#[derive(Clone, Debug)]
pub struct RenditionsConfig {
    /// `DRAWING_PROGRAM`: a program whose `main` begins with [`crate::main`].
    pub program: PathBuf,
    /// `DRAWINGS_AT_ONCE`: how many processes may draw at the same time, each with up to 512 MB.
    pub at_once: usize,
    /// `DRAWING_TIMEOUT`: the service ends a drawing after this time.
    pub timeout: Duration,
}

impl RenditionsConfig {
    /// Reads the settings and records what is wrong with them.
    pub fn read(settings: &mut Settings) -> Self {
        let cores = available_parallelism().map_or(1, usize::from).min(MOST_AT_ONCE);
        let program =
            settings.optional("DRAWING_PROGRAM", "program that draws pages of PDFs, when it is not to be this one");
        let at_once = settings.value(
            "DRAWINGS_AT_ONCE",
            cores,
            "pages of PDFs drawn at a time, each in a process of up to 512 MB",
        );
        if at_once == 0 || at_once > MOST_AT_ONCE {
            settings.problem("DRAWINGS_AT_ONCE", format_args!("must be 1 to {MOST_AT_ONCE}"));
        }
        let timeout = settings.duration(
            "DRAWING_TIMEOUT",
            Duration::from_secs(8),
            "after this the drawing of a page is given up",
        );
        if timeout.is_zero() {
            settings.problem("DRAWING_TIMEOUT", "must be longer than nothing");
        }
        Self {
            program: program.map_or_else(|| PathBuf::from(SELF), PathBuf::from),
            at_once: at_once.clamp(1, MOST_AT_ONCE),
            timeout,
        }
    }
}
