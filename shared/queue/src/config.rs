//! Which broker a service talks to.

use lapin::uri::{AMQPScheme, AMQPUri};
use runtime::Settings;
use secrecy::{ExposeSecret, SecretString};

/// A broker, and the name under which it sees this service.
#[derive(Clone, Debug)]
pub struct AmqpConfig {
    /// `amqp://user:password@host:port/vhost`, or `amqps://` for TLS.
    pub url: SecretString,
    /// The name that the broker's list of connections shows.
    pub connection_name: &'static str,
}

impl AmqpConfig {
    /// Reads `<SERVICE>_AMQP_URL`, else `AMQP_URL`.
    #[must_use]
    pub fn read(settings: &mut Settings, service: &'static str) -> Self {
        let url = settings.service_secret(service, "AMQP_URL", "RabbitMQ: amqp://user:password@host:port/vhost");
        let config = Self { url, connection_name: service };
        // The settings recorded an empty text as missing already.
        match config.parse() {
            Some(uri) if uri.scheme == AMQPScheme::AMQP => {
                settings.refuse_plaintext("AMQP_URL", &uri.authority.host, "write amqps://");
            }
            None if !config.url.expose_secret().is_empty() => settings.problem("AMQP_URL", "is not an AMQP URL"),
            Some(_) | None => {}
        }
        config
    }

    /// Parses the URL. It drops the parser's own error, which may quote the password.
    pub(crate) fn parse(&self) -> Option<AMQPUri> {
        self.url.expose_secret().parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(url: &str) -> usize {
        let mut settings = Settings::from_pairs([("AMQP_URL".to_owned(), url.to_owned())]);
        let _config = AmqpConfig::read(&mut settings, "intake");
        settings.finish().map_or_else(|error| error.problems().len(), |_| 0)
    }

    #[test]
    fn a_broker_on_another_machine_is_reached_over_tls() {
        assert_eq!(problems("amqp://user:password@127.0.0.1:5672/helpdesk"), 0);
        assert_eq!(problems("amqps://user:password@broker.example.go.id/helpdesk"), 0);
        assert_eq!(problems("amqp://user:password@broker.example.go.id/helpdesk"), 1);
    }
}
