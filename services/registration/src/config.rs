//! What the service is told by its environment.

use std::num::NonZeroU32;

use database::DatabaseConfig;
use runtime::Settings;
use web::{Contact, TrustedProxies};

/// Searches and checks per minute and client network.
const RATE_PER_MINUTE: u32 = 600;

/// Everything the service needs to know, one section per neighbour.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the catalogue is kept.
    pub database: DatabaseConfig,
    /// Whose word about a client's address counts.
    pub trusted_proxies: TrustedProxies,
    /// Who runs the site, and how people reach them.
    pub contact: Contact,
    /// Searches and checks per minute from one network; 600 by default, since whole villages share one.
    pub rate_per_minute: NonZeroU32,
}

impl Config {
    /// Reads all sections; problems are collected in `settings`.
    #[must_use]
    pub fn read(settings: &mut Settings) -> Self {
        let rate = NonZeroU32::new(RATE_PER_MINUTE).unwrap_or(NonZeroU32::MIN);
        Self {
            database: DatabaseConfig::read(settings, "registration"),
            trusted_proxies: TrustedProxies::read(settings),
            contact: Contact::read(settings),
            rate_per_minute: settings.value(
                "REGISTRATION_RATE_PER_MINUTE",
                rate,
                "searches for formations, and checks of their rules, per minute from one client address",
            ),
        }
    }
}
