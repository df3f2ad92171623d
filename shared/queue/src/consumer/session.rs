//! One connection with one channel and one consumer.

use std::time::Duration;

use futures_util::StreamExt;
use lapin::message::Delivery;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicQosOptions};
use lapin::types::{FieldTable, ShortString};
use lapin::{Channel, Connection, Consumer};

use super::ConsumerConfig;
use crate::BrokerError;
use crate::connection::{self, within};

/// How long a batch that is not full waits for more.
const LINGER: Duration = Duration::from_millis(3);

/// A consumer that gets nothing for this long subscribes anew. When an operator deletes a queue and makes it again,
/// RabbitMQ 3.10 may silently move its consumers to the new queue and then deliver nothing to them, while it counts
/// messages as being in their hands.
const RENEW_AFTER: Duration = Duration::from_secs(15);

/// A consumer with its connection and channel.
pub(super) struct Session<'a> {
    config: &'a ConsumerConfig,
    connection: Connection,
    subscription: Subscription,
}

impl<'a> Session<'a> {
    pub(super) async fn open(config: &'a ConsumerConfig) -> Result<Self, BrokerError> {
        let connection = connection::connect(&config.amqp, &format!("consume {}", config.queue)).await?;
        let subscription = Subscription::open(&connection, config).await?;
        Ok(Self { config, connection, subscription })
    }

    /// Waits for a message, then a little for more of them, up to `most`. The result is never empty.
    pub(super) async fn gather(&mut self, most: usize) -> Result<Vec<Delivery>, BrokerError> {
        let mut gathered = vec![self.first().await?];
        let deadline = tokio::time::Instant::now() + LINGER;
        while gathered.len() < most {
            match tokio::time::timeout_at(deadline, self.subscription.next()).await {
                Ok(delivery) => gathered.push(delivery?),
                Err(_elapsed) => break,
            }
        }
        Ok(gathered)
    }

    /// Acknowledges every message up to this delivery tag. The caller has settled all of them.
    pub(super) async fn acknowledge_up_to(&self, delivery_tag: u64) -> Result<(), BrokerError> {
        within("acknowledging", self.subscription.channel.basic_ack(delivery_tag, BasicAckOptions { multiple: true }))
            .await
    }

    pub(super) fn is_connected(&self) -> bool {
        self.connection.status().connected() && self.subscription.channel.status().connected()
    }

    /// Closes the session. The broker redelivers what it did not acknowledge.
    pub(super) async fn close(self) {
        connection::close(&self.connection).await;
    }

    async fn first(&mut self) -> Result<Delivery, BrokerError> {
        loop {
            match tokio::time::timeout(RENEW_AFTER, self.subscription.next()).await {
                Ok(delivery) => return delivery,
                Err(_elapsed) => self.renew().await?,
            }
        }
    }

    /// Subscribes on a new channel, then leaves the old one. The session has nothing in hand now, and the broker
    /// redelivers what arrives on the old channel meanwhile.
    async fn renew(&mut self) -> Result<(), BrokerError> {
        let renewed = Subscription::open(&self.connection, self.config).await?;
        let former = std::mem::replace(&mut self.subscription, renewed);
        within("leaving a channel", former.channel.close(connection::REPLY_SUCCESS, ShortString::default())).await
    }
}

/// A consumer on a channel of its own.
struct Subscription {
    channel: Channel,
    consumer: Consumer,
}

impl Subscription {
    async fn open(connection: &Connection, config: &ConsumerConfig) -> Result<Self, BrokerError> {
        let channel = within("opening a channel", connection.create_channel()).await?;
        within("limiting the prefetch", channel.basic_qos(config.prefetch.max(1), BasicQosOptions::default())).await?;
        let (queue, tag) = (config.queue.into(), ShortString::default());
        let consume = channel.basic_consume(queue, tag, BasicConsumeOptions::default(), FieldTable::default());
        let consumer = within("starting to consume", consume).await?;
        Ok(Self { channel, consumer })
    }

    async fn next(&mut self) -> Result<Delivery, BrokerError> {
        match self.consumer.next().await {
            Some(Ok(delivery)) => Ok(delivery),
            Some(Err(source)) => Err(BrokerError::Failed { doing: "consuming", source: Box::new(source) }),
            None => Err(BrokerError::Cancelled),
        }
    }
}
