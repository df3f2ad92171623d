//! What this service must be told.

use std::time::Duration;

use database::DatabaseConfig;
use documents::StoreConfig;
use officers::SessionConfig;
use queue::{AmqpConfig, ResendPolicy};
use renditions::RenditionsConfig;
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
    /// When a ticket that has not come to its desk is sent there again.
    pub resend: ResendPolicy,
    /// Where documents lie, sealed.
    pub documents: StoreConfig,
    /// How pages of documents are drawn.
    pub renditions: RenditionsConfig,
    /// Keys that open tickets.
    pub vault: VaultConfig,
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
            resend: ResendPolicy::read(settings),
            documents: StoreConfig::read(settings, "answer"),
            renditions: RenditionsConfig::read(settings),
            vault: VaultConfig::read(settings),
            sessions: officers::read_sessions(settings),
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
