//! What the router is told by its environment.

use database::DatabaseConfig;
use queue::AmqpConfig;
use runtime::Settings;

/// Everything the service needs to know, one section per neighbour.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where rules are read and dispatches recorded.
    pub database: DatabaseConfig,
    /// Where submissions come from and desks' messages go to.
    pub amqp: AmqpConfig,
}

impl Config {
    /// Reads all sections; problems are collected in `settings`.
    #[must_use]
    pub fn read(settings: &mut Settings) -> Self {
        Self { database: DatabaseConfig::read(settings, "router"), amqp: AmqpConfig::read(settings, "router") }
    }
}
