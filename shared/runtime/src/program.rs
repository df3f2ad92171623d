//! What every binary does around its services.

use std::process::ExitCode;

use crate::clock::Clock;
use crate::service::Service;
use crate::settings::Settings;

/// The whole `main` of a service's binary.
pub fn main<C>(
    name: &'static str,
    about: &'static str,
    read: impl Fn(&mut Settings) -> C,
    start: impl AsyncFnOnce(C, Clock) -> anyhow::Result<Vec<Service>>,
) -> ExitCode {
    let _ = (about, &read, &start);
    serve(name, read, start)
}

/// Reads the settings, starts the services and runs them until SIGTERM.
pub fn serve<C>(
    name: &'static str,
    read: impl Fn(&mut Settings) -> C,
    start: impl AsyncFnOnce(C, Clock) -> anyhow::Result<Vec<Service>>,
) -> ExitCode {
    let _ = (name, read, start);
    ExitCode::SUCCESS
}

/// Runs an operator's command: reads the settings, does `work`, says on standard error what went wrong.
pub fn command<C>(
    name: &'static str,
    read: impl Fn(&mut Settings) -> C,
    work: impl AsyncFnOnce(C, Clock) -> anyhow::Result<()>,
) -> ExitCode {
    let _ = (name, read, work);
    ExitCode::SUCCESS
}

/// Prints the table of settings, or all that is wrong with them.
pub fn check_config<C>(read: impl Fn(&mut Settings) -> C) -> ExitCode {
    let _ = read;
    ExitCode::SUCCESS
}

/// The settings with their defaults and meanings, for the end of `--help`.
pub fn settings_help<C>(read: impl Fn(&mut Settings) -> C) -> String {
    let mut settings = Settings::from_pairs([]);
    read(&mut settings);
    settings.describe()
}
