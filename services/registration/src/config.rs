//! What the service is told by its environment.

use std::num::NonZeroU32;
use std::sync::Arc;

use database::DatabaseConfig;
use documents::StoreConfig;
use queue::AmqpConfig;
use runtime::{PUBLIC_URL_ABOUT, Settings};
use vault::VaultConfig;
use web::{Contact, TrustedProxies};

use crate::cards::CardsConfig;

/// Searches and checks per minute and client network.
const RATE_PER_MINUTE: u32 = 600;

/// Everything the service needs to know, one section per neighbour.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the catalogue and registrations are kept.
    pub database: DatabaseConfig,
    /// Where final registrations are told.
    pub amqp: AmqpConfig,
    /// Where documents are kept.
    pub store: StoreConfig,
    /// Keys that open what applicants told, and seal what they tell here.
    pub vault: VaultConfig,
    /// With what cards are signed.
    pub cards: CardsConfig,
    /// Whose word about a client's address counts.
    pub trusted_proxies: TrustedProxies,
    /// Who runs the site, and how people reach them.
    pub contact: Contact,
    /// Where people find the site.
    pub url: Option<Arc<str>>,
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
            amqp: AmqpConfig::read(settings, "registration"),
            store: StoreConfig::read(settings, "registration"),
            vault: VaultConfig::read(settings),
            cards: CardsConfig::read(settings),
            trusted_proxies: TrustedProxies::read(settings),
            contact: Contact::read(settings),
            url: settings.optional("PUBLIC_URL", PUBLIC_URL_ABOUT).map(|url| url.trim_end_matches('/').into()),
            rate_per_minute: settings.value(
                "REGISTRATION_RATE_PER_MINUTE",
                rate,
                "searches for formations, and checks of their rules, per minute from one client address",
            ),
        }
    }
}
