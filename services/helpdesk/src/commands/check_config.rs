//! `helpdesk check-config`: what `helpdesk serve` would run with.

use std::process::ExitCode;

use crate::commands::serve::Config;

/// Prints every setting, its source and its meaning, or everything that is wrong.
pub(crate) fn run() -> ExitCode {
    runtime::check_config(Config::read)
}
