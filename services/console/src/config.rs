//! The settings of this service.

use std::net::SocketAddr;
use std::time::Duration;

use desk::DesksConfig;
use officers::SessionConfig;
use queue::AmqpConfig;
use renditions::RenditionsConfig;
use runtime::Settings;
use web::{Site, TrustedProxies};

/// The service's name in settings, logs and metrics.
pub const NAME: &str = "console";

/// Configuration of the console.
#[derive(Clone, Debug)]
pub struct Config {
    /// The database, the documents and the keys of the desks.
    pub desks: DesksConfig,
    /// `CONSOLE_AMQP_URL`, else `AMQP_URL`.
    pub amqp: AmqpConfig,
    /// How pages of documents are drawn.
    pub renditions: RenditionsConfig,
    /// How long officers stay signed in.
    pub sessions: SessionConfig,
    /// `ESCALATE_BEFORE`: how much working time before its deadline a ticket stands on the supervisors' list.
    pub escalate_before: Duration,
    /// `CONSOLE_LISTEN`: a port of the console's own, in a network that the internet does not reach.
    pub listen: Option<SocketAddr>,
    /// `CONSOLE_PUBLIC_URL`, else `PUBLIC_URL`: the address that officers find the console at.
    pub site: Site,
    /// Whose word about a client's address counts.
    pub trusted_proxies: TrustedProxies,
}

impl Config {
    /// Reads everything and records what is wrong with it.
    pub fn read(settings: &mut Settings) -> Self {
        let listen: Option<SocketAddr> = settings.optional_value(
            "CONSOLE_LISTEN",
            "address and port of the console alone; without it the console is on LISTEN",
        );
        let site = Site::read_own(
            settings,
            "CONSOLE_PUBLIC_URL",
            "address that officers find the console at, where it is not PUBLIC_URL",
        );
        if listen.is_some_and(|listen| !listen.ip().to_canonical().is_loopback()) && site.url().is_none() {
            settings.problem("CONSOLE_PUBLIC_URL", "must be set unless CONSOLE_LISTEN is a loopback address");
        }
        Self {
            desks: DesksConfig::read(settings, NAME),
            amqp: AmqpConfig::read(settings, NAME),
            renditions: RenditionsConfig::read(settings),
            sessions: officers::read_sessions(settings),
            escalate_before: settings.duration(
                "ESCALATE_BEFORE",
                Duration::from_hours(6),
                "working time before its deadline at which a ticket stands on the supervisors' list of what is about to be late",
            ),
            listen,
            site,
            trusted_proxies: TrustedProxies::read(settings),
        }
    }
}
