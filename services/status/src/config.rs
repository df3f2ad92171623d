//! What the status service is told by its environment.

use std::num::NonZeroU32;

use database::DatabaseConfig;
use runtime::Settings;
use vault::VaultConfig;
use web::{Contact, TrustedProxies};

/// Connections for lookups. Each lookup is one short query, so few connections answer the most of them.
const POOL_SIZE: u32 = 4;

/// Lookups per minute and client address.
const RATE_PER_MINUTE: u32 = 600;

/// Everything the service needs to know, one section per neighbour.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where tickets are looked up.
    pub database: DatabaseConfig,
    /// Keys that open what was sealed.
    pub vault: VaultConfig,
    /// Whose word about a client's address counts.
    pub trusted_proxies: TrustedProxies,
    /// Who runs the site, and how people reach them.
    pub contact: Contact,
    /// Whether something sends letters, such as the number of a ticket to whoever lost it.
    pub sends_letters: bool,
    /// Lookups per minute from one address; 600 by default, since whole villages share one.
    pub rate_per_minute: NonZeroU32,
}

impl Config {
    /// Reads all sections; problems are collected in `settings`.
    #[must_use]
    pub fn read(settings: &mut Settings) -> Self {
        let pool_size = settings.value(
            "STATUS_DATABASE_POOL_SIZE",
            POOL_SIZE,
            "connections for lookups; few are fastest, 1 to 100",
        );
        if !(1..=100).contains(&pool_size) {
            settings.problem("STATUS_DATABASE_POOL_SIZE", "must be from 1 to 100");
        }
        let default_rate = NonZeroU32::new(RATE_PER_MINUTE).unwrap_or(NonZeroU32::MIN);
        Self {
            database: DatabaseConfig::read(settings, "status").with_pool_size(pool_size).with_generic_plans(),
            vault: VaultConfig::read(settings),
            trusted_proxies: TrustedProxies::read(settings),
            contact: Contact::read(settings),
            sends_letters: settings.value(
                "OFFER_NOTICES",
                false,
                "whether letters are sent to the addresses that applicants leave: true or false",
            ),
            rate_per_minute: settings.value(
                "STATUS_RATE_PER_MINUTE",
                default_rate,
                "lookups per minute from one client address",
            ),
        }
    }
}
