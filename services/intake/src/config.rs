//! What the intake service is told by its environment.

use std::num::NonZeroU32;

use database::DatabaseConfig;
use documents::StoreConfig;
use queue::AmqpConfig;
use runtime::Settings;
use vault::VaultConfig;

/// Everything the service needs to know, one section per neighbour.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where tickets, the outbox and the keys are written.
    pub database: DatabaseConfig,
    /// Where accepted submissions are announced.
    pub amqp: AmqpConfig,
    /// Where sealed documents are put.
    pub store: StoreConfig,
    /// Keys that seal personal data.
    pub vault: VaultConfig,
    /// How much is taken in at once.
    pub limits: Limits,
}

/// How much one process takes in before it says "later".
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Submissions that are read and stored at the same moment. Each holds up to one megabyte of memory. 1 to 4096.
    pub submissions_at_once: usize,
    /// Submissions per second that one channel may file.
    pub channel_rate: NonZeroU32,
}

impl Config {
    /// Reads all sections; problems are collected in `settings`.
    #[must_use]
    pub fn read(settings: &mut Settings) -> Self {
        Self {
            database: DatabaseConfig::read(settings, "intake"),
            amqp: AmqpConfig::read(settings, "intake"),
            store: StoreConfig::read(settings),
            vault: VaultConfig::read(settings),
            limits: Limits::read(settings),
        }
    }
}

impl Limits {
    fn read(settings: &mut Settings) -> Self {
        let submissions_at_once =
            settings.value("SUBMISSIONS_AT_ONCE", 64_usize, "submissions read and stored at the same moment, 1 to 4096");
        if !(1..=4096).contains(&submissions_at_once) {
            settings.problem("SUBMISSIONS_AT_ONCE", "must be from 1 to 4096".to_owned());
        }
        let default_rate = NonZeroU32::new(500).unwrap_or(NonZeroU32::MIN);
        let channel_rate = settings.value("CHANNEL_RATE_PER_SECOND", default_rate, "submissions per second that one channel may file");
        Self { submissions_at_once, channel_rate }
    }
}
