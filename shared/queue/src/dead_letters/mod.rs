//! Parking queues, for the operator: which messages were parked and why, and how to send them home.

mod letter;

use lapin::message::{BasicGetMessage, Delivery};
use lapin::options::{BasicAckOptions, BasicGetOptions, QueueDeclareOptions};
use lapin::types::FieldTable;
use lapin::{Channel, Connection};
use messages::topology;
use uuid::Uuid;

use crate::connection::{self, within};
use crate::envelope::{self, Envelope};
use crate::publisher::Lane;
use crate::{AmqpConfig, BrokerError, PublishError};

pub use letter::DeadLetter;

/// How many messages the command sends home at once.
const BATCH: usize = 256;

/// Why the operator could not see or move parked messages.
#[derive(Debug, thiserror::Error)]
pub enum DeadLetterError {
    /// No service consumes a queue of this name, so it has no parking queue.
    #[error("{queue} is not a queue that services work on")]
    UnknownQueue {
        /// The name that the operator gave.
        queue: String,
    },
    /// The broker failed.
    #[error("parked messages could not be reached")]
    Broker(#[from] BrokerError),
    /// The inbox could not restart the count of attempts. The messages stay parked.
    #[error("the count of attempts could not be started anew")]
    Reset(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A message could not be sent home. It stays parked.
    #[error("a parked message could not be sent to its queue")]
    Publish(#[from] PublishError),
}

/// How many messages of a queue are parked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parked {
    /// The queue they came from.
    pub queue: &'static str,
    /// How many.
    pub messages: u32,
}

/// The operator's view of the parking queues, over a connection of its own.
#[derive(Debug)]
pub struct DeadLetters {
    connection: Connection,
}

impl DeadLetters {
    /// Connects. The user must be allowed to read the parking queues and, to send messages home, to write to the
    /// default exchange.
    ///
    /// # Errors
    /// When the broker is unreachable.
    pub async fn connect(config: &AmqpConfig) -> Result<Self, BrokerError> {
        Ok(Self { connection: connection::connect(config, "dead letters").await? })
    }

    /// Lists every parking queue with its length.
    ///
    /// # Errors
    /// When the broker fails or nobody imported the topology.
    pub async fn list(&self) -> Result<Vec<Parked>, DeadLetterError> {
        let channel = self.channel().await?;
        let mut all = Vec::new();
        for queue in topology::work_queues() {
            all.push(Parked { queue, messages: length(&channel, queue).await? });
        }
        Ok(all)
    }

    /// Reads the first `limit` messages parked from `queue`. They stay where they are.
    ///
    /// # Errors
    /// When the queue is unknown or the broker fails.
    pub async fn show(&self, queue: &str, limit: u32) -> Result<Vec<DeadLetter>, DeadLetterError> {
        let channel = self.channel_for(queue).await?;
        let mut letters = Vec::new();
        for _ in 0..limit {
            let Some(message) = get(&channel, queue).await? else { break };
            letters.push(DeadLetter::from(&message.delivery));
        }
        // Closing the channel requeues what we did not acknowledge.
        self.put_back(channel).await?;
        Ok(letters)
    }

    /// Sends messages parked from `queue` home: the one with the id `only`, else all that are there now. Returns how
    /// many it sent.
    ///
    /// `reset` restarts a message's count of attempts, by the id by which the inbox knows it. This awaits `reset`
    /// before it sends the message. A message leaves the parking queue only after the broker has confirmed it in its
    /// own queue.
    ///
    /// # Errors
    /// When the queue is unknown, `reset` fails, or the broker does. Messages that it did not send stay parked.
    pub async fn redrive<E>(
        &self,
        queue: &str,
        only: Option<Uuid>,
        reset: impl AsyncFn(Uuid) -> Result<(), E>,
    ) -> Result<usize, DeadLetterError>
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let channel = self.channel_for(queue).await?;
        let lane = Lane::open(&self.connection).await?;
        // Counts first: a message that is parked again meanwhile stays for the next time.
        let mut left = length(&channel, queue).await?;
        let mut sent = 0;
        while left > 0 {
            let mut batch = Vec::new();
            while left > 0 && batch.len() < BATCH {
                let Some(message) = get(&channel, queue).await? else {
                    left = 0;
                    break;
                };
                left -= 1;
                let id = envelope::event_id(&message.delivery.properties);
                if only.is_none() || id == only {
                    batch.push((id, message.delivery));
                }
            }
            for key in batch
                .iter()
                .filter_map(|(_, delivery)| envelope::inbox_key_of_parked(&delivery.properties, &delivery.data))
            {
                reset(key).await.map_err(|error| DeadLetterError::Reset(error.into()))?;
            }
            send_home(&lane, queue, &batch).await?;
            sent += batch.len();
        }
        self.put_back(channel).await?;
        Ok(sent)
    }

    /// Closes the connection.
    pub async fn close(self) {
        connection::close(&self.connection).await;
    }

    async fn channel_for(&self, queue: &str) -> Result<Channel, DeadLetterError> {
        if !topology::work_queues().any(|known| known == queue) {
            return Err(DeadLetterError::UnknownQueue { queue: queue.to_owned() });
        }
        Ok(self.channel().await?)
    }

    async fn channel(&self) -> Result<Channel, BrokerError> {
        within("opening a channel", self.connection.create_channel()).await
    }

    async fn put_back(&self, channel: Channel) -> Result<(), BrokerError> {
        within("putting messages back", channel.close(connection::REPLY_SUCCESS, "looked at".into())).await
    }
}

/// Publishes a batch to its own queue and removes the confirmed messages from the parking queue.
async fn send_home(lane: &Lane, queue: &str, batch: &[(Option<Uuid>, Delivery)]) -> Result<(), DeadLetterError> {
    let envelopes: Vec<Envelope> = batch
        .iter()
        .map(|(_, delivery)| Envelope::homeward(&delivery.properties, delivery.data.clone().into(), queue))
        .collect();
    let results = lane.publish(&envelopes).await;
    let mut failure = None;
    for ((_, delivery), result) in batch.iter().zip(results) {
        match result {
            Ok(()) => {
                within("taking a message out of its parking queue", delivery.ack(BasicAckOptions::default())).await?;
            }
            Err(error) => failure = Some(error),
        }
    }
    failure.map_or(Ok(()), |error| Err(error.into()))
}

async fn length(channel: &Channel, queue: &str) -> Result<u32, BrokerError> {
    let passive = QueueDeclareOptions { passive: true, durable: true, ..QueueDeclareOptions::default() };
    let name = topology::dead_queue(queue).into();
    let declared =
        within("measuring a parking queue", channel.queue_declare(name, passive, FieldTable::default())).await?;
    Ok(declared.message_count())
}

async fn get(channel: &Channel, queue: &str) -> Result<Option<BasicGetMessage>, BrokerError> {
    let name = topology::dead_queue(queue).into();
    within("taking a parked message", channel.basic_get(name, BasicGetOptions::default())).await
}
