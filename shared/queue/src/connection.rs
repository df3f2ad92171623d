//! One connection to the broker. Opening and closing it each end within a bound.

use std::time::Duration;

use lapin::types::ShortString;
use lapin::{Connection, ConnectionProperties};

use crate::AmqpConfig;

/// Longest wait for a connection, its handshake included, and for the broker's answer to any single request.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(5);
/// Longest wait for an orderly close.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);
/// Seconds between heartbeats. A peer that is silent for twice as long is gone, and the broker requeues what a vanished
/// consumer had in hand.
const HEARTBEAT_SECONDS: u16 = 5;
/// AMQP's reply code for an orderly end.
pub(crate) const REPLY_SUCCESS: u16 = 200;

/// Why the service could not use the broker.
#[derive(Debug, thiserror::Error)]
pub enum BrokerError {
    /// The configured URL cannot be read.
    #[error("the broker's URL is not an AMQP URL")]
    Url,
    /// No answer within 5 s.
    #[error("no answer from the broker while {doing}")]
    TimedOut {
        /// What we asked of it.
        doing: &'static str,
    },
    /// The broker or the network refused.
    #[error("the broker failed while {doing}")]
    Failed {
        /// What we asked of it.
        doing: &'static str,
        /// Its answer.
        #[source]
        source: Box<lapin::Error>,
    },
    /// The broker ended the consumer, for instance because its queue was deleted.
    #[error("the broker ended the consumer")]
    Cancelled,
}

/// Connects under the service's name plus `purpose`.
pub(crate) async fn connect(config: &AmqpConfig, purpose: &str) -> Result<Connection, BrokerError> {
    let mut uri = config.parse().ok_or(BrokerError::Url)?;
    uri.query.heartbeat = Some(HEARTBEAT_SECONDS);
    let name = format!("{} {purpose}", config.connection_name);
    let properties = ConnectionProperties::default().with_connection_name(name.into());
    within("connecting", Connection::connect_uri(uri, properties)).await
}

/// Closes the connection. Does not wait longer than its bound for a broker that does not answer.
pub(crate) async fn close(connection: &Connection) {
    let goodbye = connection.close(REPLY_SUCCESS, ShortString::default());
    // The connection is over either way: an error means that it was closed already.
    if let Ok(Err(error)) = tokio::time::timeout(CLOSE_TIMEOUT, goodbye).await {
        tracing::debug!(%error, "the connection to the broker was closed already");
    }
}

/// Awaits one answer of the broker, at most for [`TIMEOUT`].
pub(crate) async fn within<T>(
    doing: &'static str,
    asked: impl Future<Output = lapin::Result<T>>,
) -> Result<T, BrokerError> {
    match tokio::time::timeout(TIMEOUT, asked).await {
        Ok(answer) => answer.map_err(|source| BrokerError::Failed { doing, source: Box::new(source) }),
        Err(_elapsed) => Err(BrokerError::TimedOut { doing }),
    }
}
