//! One connection with one channel and one consumer.

use std::time::Duration;

use futures_util::StreamExt;
use lapin::message::Delivery;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicQosOptions};
use lapin::types::{AMQPValue, FieldTable, ShortString};
use lapin::{Channel, Connection, Consumer};

use super::ConsumerConfig;
use crate::connection::{self, within};
use crate::{AmqpConfig, BrokerError};

/// How long a batch that is not full waits for more.
const LINGER: Duration = Duration::from_millis(3);

/// A consumer and what it stands on.
pub(super) struct Session {
    connection: Connection,
    channel: Channel,
    consumer: Consumer,
}

impl Session {
    pub(super) async fn open(config: &ConsumerConfig) -> Result<Self, BrokerError> {
        let connection = connect(&config.amqp, config.queue).await?;
        let channel = within("opening a channel", connection.create_channel()).await?;
        within("limiting the prefetch", channel.basic_qos(config.prefetch.max(1), BasicQosOptions::default())).await?;
        let (queue, tag) = (config.queue.into(), ShortString::default());
        let consume = channel.basic_consume(queue, tag, BasicConsumeOptions::default(), arguments());
        let consumer = within("starting to consume", consume).await?;
        Ok(Self { connection, channel, consumer })
    }

    /// Waits for a message, then a little for more of them, up to `most`. Never empty.
    pub(super) async fn gather(&mut self, most: usize) -> Result<Vec<Delivery>, BrokerError> {
        let mut gathered = vec![self.next().await?];
        let deadline = tokio::time::Instant::now() + LINGER;
        while gathered.len() < most {
            match tokio::time::timeout_at(deadline, self.next()).await {
                Ok(delivery) => gathered.push(delivery?),
                Err(_elapsed) => break,
            }
        }
        Ok(gathered)
    }

    /// Acknowledges every message up to this delivery tag: all of them are settled.
    pub(super) async fn acknowledge_up_to(&self, delivery_tag: u64) -> Result<(), BrokerError> {
        within("acknowledging", self.channel.basic_ack(delivery_tag, BasicAckOptions { multiple: true })).await
    }

    pub(super) fn is_connected(&self) -> bool {
        self.connection.status().connected() && self.channel.status().connected()
    }

    /// Says goodbye. The broker delivers again what was not acknowledged.
    pub(super) async fn close(self) {
        connection::close(&self.connection).await;
    }

    async fn next(&mut self) -> Result<Delivery, BrokerError> {
        match self.consumer.next().await {
            Some(Ok(delivery)) => Ok(delivery),
            Some(Err(source)) => Err(BrokerError::Failed { doing: "consuming", source: Box::new(source) }),
            None => Err(BrokerError::Cancelled),
        }
    }
}

/// A broker that loses a queue may move its consumers to the queue of the same name that comes next. A consumer moved like that was
/// seen to get nothing more, while messages counted as being in its hands; so it asks to be cancelled, and is built anew.
fn arguments() -> FieldTable {
    let mut arguments = FieldTable::default();
    arguments.insert("x-cancel-on-ha-failover".into(), AMQPValue::Boolean(true));
    arguments
}

async fn connect(config: &AmqpConfig, queue: &str) -> Result<Connection, BrokerError> {
    connection::connect(config, &format!("consume {queue}")).await
}
