//! What this service must be told.

use std::time::Duration;

use database::DatabaseConfig;
use documents::StoreConfig;
use domain::Desk;
use officers::SessionConfig;
use queue::AmqpConfig;
use runtime::Settings;
use vault::VaultConfig;
use web::{Site, TrustedProxies};

/// Configuration of the answer service.
#[derive(Clone, Debug)]
pub struct Config {
    /// `ANSWER_DATABASE_URL`, else `DATABASE_URL`.
    pub database: DatabaseConfig,
    /// `ANSWER_AMQP_URL`, else `AMQP_URL`.
    pub amqp: AmqpConfig,
    /// Where documents lie, sealed.
    pub documents: StoreConfig,
    /// Keys that open tickets.
    pub vault: VaultConfig,
    /// `SERVED_DESKS`: the desks whose queues are consumed here. API and console serve every desk, by token.
    pub served: Vec<Desk>,
    /// How long officers stay signed in.
    pub sessions: SessionConfig,
    /// The address that officers find the console at.
    pub site: Site,
    /// Whose word about a client's address counts.
    pub trusted_proxies: TrustedProxies,
    /// `CLAIM_FOR`: how long a claim keeps others away.
    pub claim_for: Duration,
}

impl Config {
    /// Reads everything and records what is wrong with it.
    pub fn read(settings: &mut Settings) -> Self {
        Self {
            database: DatabaseConfig::read(settings, crate::NAME),
            amqp: AmqpConfig::read(settings, crate::NAME),
            documents: StoreConfig::read(settings),
            vault: VaultConfig::read(settings),
            served: served_desks(settings),
            sessions: SessionConfig::read(settings),
            site: Site::read(settings),
            trusted_proxies: TrustedProxies::read(settings),
            claim_for: settings.duration(
                "CLAIM_FOR",
                Duration::from_mins(30),
                "how long a ticket that an officer took is kept for that officer",
            ),
        }
    }
}

/// The desks in `SERVED_DESKS`, every one when it is not set.
fn served_desks(settings: &mut Settings) -> Vec<Desk> {
    let Some(list) = settings.optional("SERVED_DESKS", "desks whose queues are consumed here, with commas; all when not set") else {
        return Desk::ALL.to_vec();
    };
    let mut desks = Vec::new();
    for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match name.parse::<Desk>() {
            Ok(desk) if desks.contains(&desk) => {}
            Ok(desk) => desks.push(desk),
            Err(_) => settings.problem("SERVED_DESKS", format!("{name:?} is no desk")),
        }
    }
    desks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served(list: &str) -> (Vec<Desk>, bool) {
        let mut settings = Settings::from_pairs([("SERVED_DESKS".to_owned(), list.to_owned())]);
        let desks = served_desks(&mut settings);
        (desks, settings.finish().is_ok())
    }

    #[test]
    fn every_desk_is_served_unless_some_are_named() {
        let mut settings = Settings::from_pairs([]);
        assert_eq!(served_desks(&mut settings), Desk::ALL.to_vec());
        assert_eq!(served("bkn.accounts, bkn.data-fixes,bkn.accounts"), (vec![Desk::BknAccounts, Desk::BknDataFixes], true));
    }

    #[test]
    fn an_unknown_desk_is_a_problem_and_not_silently_left_out() {
        assert_eq!(served("bkn.accounts,bkn.acounts"), (vec![Desk::BknAccounts], false));
    }
}
