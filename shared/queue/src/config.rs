//! Which broker to talk to.

use lapin::uri::AMQPUri;
use runtime::Settings;
use secrecy::{ExposeSecret, SecretString};

/// A broker, and the name under which it sees this service.
#[derive(Clone, Debug)]
pub struct AmqpConfig {
    /// `amqp://user:password@host:port/vhost`, or `amqps://` for TLS.
    pub url: SecretString,
    /// Shown in the broker's list of connections.
    pub connection_name: &'static str,
}

impl AmqpConfig {
    /// Reads `<SERVICE>_AMQP_URL`, else `AMQP_URL`.
    #[must_use]
    pub fn read(settings: &mut Settings, service: &'static str) -> Self {
        let url = settings.service_secret(service, "AMQP_URL", "RabbitMQ: amqp://user:password@host:port/vhost");
        let config = Self { url, connection_name: service };
        // An empty text was recorded as missing already.
        if !config.url.expose_secret().is_empty() && config.parse().is_none() {
            settings.problem("AMQP_URL", "is not an AMQP URL");
        }
        config
    }

    /// The URL in parts; the parser's own error may quote the password, so it is dropped here.
    pub(crate) fn parse(&self) -> Option<AMQPUri> {
        self.url.expose_secret().parse().ok()
    }
}
