//! Every binary does the same around its services: it reads its command line and its settings, starts telemetry, and
//! ends with an exit code.
//!
//! Exit codes: 0 done; 1 failed, also when a drain was cut short; 2 wrong usage; 78 wrong settings; 141 when nobody
//! reads a command's result any more.

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use clap::Command;
use tokio::runtime::Runtime;

use crate::clock::Clock;
use crate::healthcheck::is_ready;
use crate::measurements;
use crate::process::{self, ProcessConfig};
use crate::service::Service;
use crate::settings::{Report, Settings, SettingsError};
use crate::shutdown::Shutdown;
use crate::telemetry::{self, LogTo, TelemetryConfig};
use crate::terminal;

/// The settings are wrong (`EX_CONFIG` of sysexits.h).
const WRONG_SETTINGS: u8 = 78;

/// How long blocking work that nobody waits for may hold up the exit.
const LAST_MOMENT: Duration = Duration::from_secs(1);

const CHECK_CONFIG: &str = "check-config";
const HEALTHCHECK: &str = "healthcheck";

/// The whole `main` of a service's binary: `--help` with every setting, `--version`, `check-config`, `healthcheck`, and
/// otherwise [`serve`].
pub fn main<C>(
    name: &'static str,
    about: &'static str,
    read: impl Fn(&mut Settings) -> C,
    start: impl AsyncFnOnce(C, Clock) -> anyhow::Result<Vec<Service>>,
) -> ExitCode {
    let command = Command::new(name)
        .about(about)
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand(Command::new(CHECK_CONFIG).about("Shows the settings in use, or all that is wrong with them"))
        .subcommand(Command::new(HEALTHCHECK).about("Ends with 0 when the process on this machine takes traffic"))
        .after_help(settings_help(&read));
    match command.try_get_matches() {
        Ok(matches) => match matches.subcommand_name() {
            Some(CHECK_CONFIG) => check_config(read),
            Some(HEALTHCHECK) => healthcheck(),
            Some(_) | None => serve(name, read, start),
        },
        Err(usage) => {
            let code = usage.exit_code();
            usage.print().map_or(ExitCode::FAILURE, |()| code_of(code))
        }
    }
}

/// Reads the settings, starts the services and runs them until SIGTERM.
pub fn serve<C>(
    name: &'static str,
    read: impl Fn(&mut Settings) -> C,
    start: impl AsyncFnOnce(C, Clock) -> anyhow::Result<Vec<Service>>,
) -> ExitCode {
    let (process, telemetry, config) = match read_all(Settings::from_env(), read) {
        Ok((all, _)) => all,
        Err(error) => return wrong_settings(&error),
    };
    with_runtime(name, &telemetry, LogTo::Stdout, async || {
        let shutdown = Shutdown::on_signals().context("cannot listen for signals")?;
        // Before the services say what their metrics mean and let counters begin at zero: earlier words are lost.
        measurements::record()?;
        let services = tokio::select! {
            biased;
            services = Box::pin(start(config, Clock::system())) => services.context("cannot start")?,
            () = shutdown.stopping() => return Ok(()),
        };
        Box::pin(process::run(process, services, shutdown)).await
    })
}

/// Runs a command: reads its settings, does `work`, and says on standard error what went wrong. Logs
/// go there too, from `warn` up. A command that did its work, but could not say all of its result
/// (see [`terminal`]), ends with 141 or 1.
pub fn command<C>(
    name: &'static str,
    read: impl Fn(&mut Settings) -> C,
    work: impl AsyncFnOnce(C, Clock) -> anyhow::Result<()>,
) -> ExitCode {
    let mut settings = Settings::from_env();
    let telemetry = TelemetryConfig::read_for_command(&mut settings);
    let config = read(&mut settings);
    if let Err(error) = settings.finish() {
        return wrong_settings(&error);
    }
    with_runtime(name, &telemetry, LogTo::Stderr, async || Box::pin(work(config, Clock::system())).await)
}

/// Prints the table of settings, or all that is wrong with them.
pub fn check_config<C>(read: impl Fn(&mut Settings) -> C) -> ExitCode {
    match read_all(Settings::from_env(), read) {
        Ok((_, report)) => match write!(io::stdout(), "{report}") {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(error) => wrong_settings(&error),
    }
}

/// Says whether the process at `ADMIN_LISTEN` takes traffic: 0 or 1.
#[must_use]
pub fn healthcheck() -> ExitCode {
    let mut settings = Settings::from_env();
    let admin = ProcessConfig::read(&mut settings).admin_listen;
    match is_ready(admin) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => failed(&anyhow::anyhow!("the process at {admin} takes no traffic")),
        Err(error) => failed(&anyhow::Error::new(error).context(format!("nobody answers at {admin}"))),
    }
}

/// The settings of a service with their defaults and meanings, for the end of `--help`.
pub fn settings_help<C>(read: impl Fn(&mut Settings) -> C) -> String {
    let mut settings = Settings::from_pairs([]);
    read_sections(&mut settings, read);
    format!(
        "Settings, from the environment (NAME=value, or NAME_FILE=path of a file with the value):\n{}",
        settings.describe()
    )
}

type Sections<C> = (ProcessConfig, TelemetryConfig, C);

fn read_sections<C>(settings: &mut Settings, read: impl Fn(&mut Settings) -> C) -> Sections<C> {
    (ProcessConfig::read(settings), TelemetryConfig::read(settings), read(settings))
}

fn read_all<C>(
    mut settings: Settings,
    read: impl Fn(&mut Settings) -> C,
) -> Result<(Sections<C>, Report), SettingsError> {
    let sections = read_sections(&mut settings, read);
    settings.finish().map(|report| (sections, report))
}

/// Runs `work` on a runtime with telemetry, and flushes telemetry when all else is done.
fn with_runtime(
    name: &'static str,
    telemetry: &TelemetryConfig,
    to: LogTo,
    work: impl AsyncFnOnce() -> anyhow::Result<()>,
) -> ExitCode {
    // Already chosen is as good: there is only one provider to choose.
    rustls::crypto::ring::default_provider().install_default().ok();
    let runtime = match runtime() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    let started = runtime.block_on(async { telemetry::start(telemetry, name, to) });
    let telemetry = match started {
        Ok(telemetry) => telemetry,
        Err(error) => return failed(&error),
    };
    let outcome = runtime.block_on(work());
    let code = match &outcome {
        Ok(()) => match to {
            LogTo::Stderr => terminal::done(),
            LogTo::Stdout => ExitCode::SUCCESS,
        },
        Err(error) => match to {
            LogTo::Stderr => failed(error),
            LogTo::Stdout => {
                tracing::error!(error = format!("{error:#}"), "failed");
                ExitCode::FAILURE
            }
        },
    };
    telemetry.shut_down();
    runtime.shutdown_timeout(LAST_MOMENT);
    code
}

fn runtime() -> anyhow::Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the async runtime")
}

fn wrong_settings(error: &SettingsError) -> ExitCode {
    complain(error);
    ExitCode::from(WRONG_SETTINGS)
}

fn failed(error: &anyhow::Error) -> ExitCode {
    complain(&format_args!("error: {error:#}"));
    ExitCode::FAILURE
}

/// Where standard error is closed there is nobody left to tell.
fn complain(what: &impl std::fmt::Display) {
    writeln!(io::stderr(), "{what}").ok();
}

fn code_of(code: i32) -> ExitCode {
    u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
}
