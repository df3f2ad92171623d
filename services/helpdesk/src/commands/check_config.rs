//! `helpdesk check-config`: shows the settings with which `helpdesk serve` would run.

use std::process::ExitCode;

use crate::commands::serve::Config;

/// Prints every setting, its source and its meaning, or everything that is wrong.
pub(crate) fn run() -> ExitCode {
    runtime::check_config(Config::read)
}
