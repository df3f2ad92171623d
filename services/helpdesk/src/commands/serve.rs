//! `helpdesk serve`: runs every service in this process. Accounts run where there is a population register, stamping
//! where there is a distributor of e-meterai, and the registration where its database is named.

use std::process::ExitCode;

use runtime::{Clock, Service, Settings};

/// The setting without which accounts do not run.
const REGISTER: &str = "POPULATION_REGISTER_URL";

/// The setting without which stamping does not run.
const DISTRIBUTOR: &str = "STAMP_DISTRIBUTOR_URL";

/// The setting without which the registration does not run.
const REGISTRATION: &str = "REGISTRATION_DATABASE_URL";

/// The settings of all services.
pub(crate) struct Config {
    intake: intake::Config,
    router: router::Config,
    answer: answer::Config,
    console: console::Config,
    status: status::Config,
    notify: notify::Config,
    accounts: Option<accounts::Config>,
    stamping: Option<stamping::Config>,
    registration: Option<registration::Config>,
}

impl Config {
    /// Reads all of them.
    pub(crate) fn read(settings: &mut Settings) -> Self {
        let (mut intake, mut accounts) = (intake::Config::read(settings), accounts_config(settings));
        let registration = registration_config(settings);
        intake.public.offers.accounts |= accounts.is_some();
        intake.public.offers.formations |= registration.is_some();
        if let Some(accounts) = &mut accounts {
            accounts.public.registration |= registration.is_some();
        }
        Self {
            intake,
            router: router::Config::read(settings),
            answer: answer::Config::read(settings),
            console: console::Config::read(settings),
            status: status::Config::read(settings),
            notify: notify::Config::read(settings),
            accounts,
            stamping: stamping_config(settings),
            registration,
        }
    }
}

/// The settings of accounts; none where nobody can be asked about identities.
fn accounts_config(settings: &mut Settings) -> Option<accounts::Config> {
    let about = "the population register: https://host:port; without it no accounts can be made here";
    settings.optional(REGISTER, about)?;
    Some(accounts::Config::read(settings))
}

/// The settings of stamping; none where nobody sells e-meterai.
fn stamping_config(settings: &mut Settings) -> Option<stamping::Config> {
    let about = "the distributor of e-meterai: https://host:port; without it no file is stamped here";
    settings.optional(DISTRIBUTOR, about)?;
    Some(stamping::Config::read(settings))
}

/// The settings of the registration; none where its database is not named.
fn registration_config(settings: &mut Settings) -> Option<registration::Config> {
    let about = "the database of the registration; without it no formations are shown here";
    settings.optional(REGISTRATION, about)?;
    Some(registration::Config::read(settings))
}

/// Runs until SIGTERM.
pub(crate) fn run() -> ExitCode {
    runtime::serve("helpdesk", Config::read, start)
}

async fn start(config: Config, clock: Clock) -> anyhow::Result<Vec<Service>> {
    let mut services = vec![
        intake::start(config.intake, clock.clone()).await?,
        router::start(config.router, clock.clone()).await?,
        answer::start(config.answer, clock.clone()).await?,
        console::start(config.console, clock.clone()).await?,
        status::start(config.status, clock.clone()).await?,
        notify::start(config.notify, clock.clone()).await?,
    ];
    if let Some(config) = config.accounts {
        services.push(accounts::start(config, clock.clone()).await?);
    } else {
        tracing::info!("accounts do not run: {REGISTER} is not set");
    }
    if let Some(config) = config.stamping {
        services.push(stamping::start(config, clock.clone()).await?);
    } else {
        tracing::info!("no file is stamped: {DISTRIBUTOR} is not set");
    }
    if let Some(config) = config.registration {
        services.push(registration::start(config, clock).await?);
    } else {
        tracing::info!("the registration does not run: {REGISTRATION} is not set");
    }
    Ok(services)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(pairs: &[(&str, &str)]) -> (bool, String) {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut settings = Settings::from_pairs(pairs);
        let there = accounts_config(&mut settings).is_some();
        (there, settings.finish().map_or_else(|error| error.problems().join("; "), |_| String::new()))
    }

    #[test]
    fn a_helpdesk_without_a_population_register_needs_no_setting_of_accounts() {
        assert_eq!(problems(&[]), (false, String::new()));
        assert_eq!(problems(&[(REGISTER, "")]), (false, String::new()), "empty is not set");
    }

    #[test]
    fn a_helpdesk_without_a_database_of_the_registration_shows_no_formations() {
        let url = (REGISTRATION.to_owned(), "postgres://registration@db/helpdesk".to_owned());
        for (pairs, there) in [(Vec::new(), false), (vec![url], true)] {
            let mut settings = Settings::from_pairs(pairs);
            assert_eq!(registration_config(&mut settings).is_some(), there);
        }
    }

    #[test]
    fn with_a_population_register_every_setting_of_accounts_is_asked_for() {
        let (there, missing) = problems(&[(REGISTER, "https://register.example.go.id")]);
        assert!(there);
        for name in ["ACCOUNTS_DATABASE_URL", "POPULATION_REGISTER_USER", "POPULATION_REGISTER_PASSWORD", "S3_BUCKET"] {
            assert!(missing.contains(name), "{name} in {missing}");
        }
    }
}
