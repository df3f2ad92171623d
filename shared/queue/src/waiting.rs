//! How many messages wait in a queue, for jobs that must not add to it without need.

use lapin::options::QueueDeclareOptions;
use lapin::types::FieldTable;

use crate::connection::{self, within};
use crate::{AmqpConfig, BrokerError};

/// Counts the messages that wait in `queue` and that no consumer holds. For some seconds after a crash the broker may
/// say 0 although messages are still there.
///
/// # Errors
/// When the broker is away or has no such queue.
pub async fn waiting(config: &AmqpConfig, queue: &str) -> Result<u32, BrokerError> {
    let connection = connection::connect(config, "counts").await?;
    let counted = async {
        let channel = within("opening a channel", connection.create_channel()).await?;
        let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
        let queue =
            within("counting a queue", channel.queue_declare(queue.into(), passive, FieldTable::default())).await?;
        Ok(queue.message_count())
    }
    .await;
    connection::close(&connection).await;
    counted
}
