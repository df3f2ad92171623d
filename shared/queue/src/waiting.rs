//! How many messages wait in a queue, for jobs that must not add to it without need.

use lapin::Connection;
use lapin::options::QueueDeclareOptions;
use lapin::types::{FieldTable, ShortString};
use runtime::telemetry;

use crate::connection::{self, within};
use crate::{AmqpConfig, BrokerError};

/// Counts the messages that wait in `queue` and that no consumer holds. For some seconds after a crash the broker may
/// say 0 although messages are still there.
///
/// # Errors
/// When the broker is away or has no such queue.
pub async fn waiting(config: &AmqpConfig, queue: &str) -> Result<u32, BrokerError> {
    let connection = connection::connect(config, "counts").await?;
    let counted = count(&connection, queue).await;
    connection::close(&connection).await;
    counted
}

/// As [`waiting`], for several queues over one connection. `None` for a queue that the broker does not count.
///
/// # Errors
/// When the broker is away.
pub async fn waiting_in(config: &AmqpConfig, queues: &[&str]) -> Result<Vec<Option<u32>>, BrokerError> {
    let connection = connection::connect(config, "counts").await?;
    let mut counted = Vec::with_capacity(queues.len());
    for queue in queues {
        let count = count(&connection, queue).await;
        if let Err(error) = &count {
            tracing::debug!(queue, error = telemetry::cause(error), "a queue could not be counted");
        }
        counted.push(count.ok());
    }
    connection::close(&connection).await;
    Ok(counted)
}

/// The broker closes a channel that asked for a queue that is not there, so each count has one of its own.
async fn count(connection: &Connection, queue: &str) -> Result<u32, BrokerError> {
    let channel = within("opening a channel", connection.create_channel()).await?;
    let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
    let queue = within("counting a queue", channel.queue_declare(queue.into(), passive, FieldTable::default())).await?;
    let messages = queue.message_count();
    within("leaving a channel", channel.close(connection::REPLY_SUCCESS, ShortString::default())).await?;
    Ok(messages)
}
