//! `helpdesk serve`: runs every service in this process.

use std::process::ExitCode;

use runtime::{Clock, Service, Settings};

/// The settings of all services.
pub(crate) struct Config {
    intake: intake::Config,
    router: router::Config,
    answer: answer::Config,
    console: console::Config,
    status: status::Config,
    notify: notify::Config,
}

impl Config {
    /// Reads all of them.
    pub(crate) fn read(settings: &mut Settings) -> Self {
        Self {
            intake: intake::Config::read(settings),
            router: router::Config::read(settings),
            answer: answer::Config::read(settings),
            console: console::Config::read(settings),
            status: status::Config::read(settings),
            notify: notify::Config::read(settings),
        }
    }
}

/// Runs until SIGTERM.
pub(crate) fn run() -> ExitCode {
    runtime::serve("helpdesk", Config::read, start)
}

async fn start(config: Config, clock: Clock) -> anyhow::Result<Vec<Service>> {
    Ok(vec![
        intake::start(config.intake, clock.clone()).await?,
        router::start(config.router, clock.clone()).await?,
        answer::start(config.answer, clock.clone()).await?,
        console::start(config.console, clock.clone()).await?,
        status::start(config.status, clock.clone()).await?,
        notify::start(config.notify, clock).await?,
    ])
}
