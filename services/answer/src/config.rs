//! The settings of this service.

use desk::DesksConfig;
use queue::{AmqpConfig, ResendPolicy};
use runtime::Settings;
use web::TrustedProxies;

/// The service's name in settings, logs and metrics.
pub const NAME: &str = "answer";

/// Configuration of the answer service.
#[derive(Clone, Debug)]
pub struct Config {
    /// The database, the documents and the keys of the desks.
    pub desks: DesksConfig,
    /// `ANSWER_AMQP_URL`, else `AMQP_URL`.
    pub amqp: AmqpConfig,
    /// When a ticket that has not come to its desk is sent there again.
    pub resend: ResendPolicy,
    /// Whose word about a client's address counts.
    pub trusted_proxies: TrustedProxies,
}

impl Config {
    /// Reads everything and records what is wrong with it.
    pub fn read(settings: &mut Settings) -> Self {
        Self {
            desks: DesksConfig::read(settings, NAME),
            amqp: AmqpConfig::read(settings, NAME),
            resend: ResendPolicy::read(settings),
            trusted_proxies: TrustedProxies::read(settings),
        }
    }
}
