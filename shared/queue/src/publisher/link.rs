//! A live publishing connection with its lanes.

use std::sync::{Arc, Mutex, PoisonError};

use lapin::Connection;
use tokio::sync::{Notify, Semaphore};

use super::{Lane, PublishError};
use crate::envelope::Envelope;
use crate::{AmqpConfig, BrokerError, connection};

/// How many batches may be under way at the same time.
const LANES: usize = 4;

/// A connection and its idle lanes. Clones share them.
#[derive(Clone, Debug)]
pub(super) struct Link(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    connection: Connection,
    idle: Mutex<Vec<Lane>>,
    permits: Semaphore,
    broken: Notify,
}

impl Link {
    pub(super) async fn open(config: &AmqpConfig) -> Result<Self, BrokerError> {
        let connection = connection::connect(config, "publish").await?;
        let mut lanes = Vec::with_capacity(LANES);
        for _ in 0..LANES {
            lanes.push(Lane::open(&connection).await?);
        }
        Ok(Self(Arc::new(Inner {
            connection,
            idle: Mutex::new(lanes),
            permits: Semaphore::new(LANES),
            broken: Notify::new(),
        })))
    }

    /// Publishes a batch on the next free lane.
    pub(super) async fn publish(&self, envelopes: &[Envelope]) -> Vec<Result<(), PublishError>> {
        let Ok(_permit) = self.0.permits.acquire().await else {
            return unavailable(envelopes);
        };
        let Some(mut lane) = Borrowed::from(self) else {
            return unavailable(envelopes);
        };
        let results = lane.publish(envelopes).await;
        lane.sound =
            !results.iter().any(|result| matches!(result, Err(PublishError::Broken(_) | PublishError::TimedOut)));
        results
    }

    /// Whether the broker stopped taking messages because it lacks memory or disk.
    pub(super) fn is_blocked(&self) -> bool {
        self.0.connection.status().blocked()
    }

    pub(super) fn is_connected(&self) -> bool {
        self.0.connection.status().connected()
    }

    /// Resolves when a lane broke or its batch ended half-way.
    pub(super) async fn broken(&self) {
        self.0.broken.notified().await;
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.0.connection
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Lane>> {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A lane during one batch. It goes back when the broker confirmed the whole batch. Otherwise the link is broken, also
/// when the caller was dropped half-way, because late confirms must not meet another batch.
struct Borrowed<'a> {
    link: &'a Link,
    lane: Option<Lane>,
    sound: bool,
}

impl<'a> Borrowed<'a> {
    /// Takes a lane; `None` when lanes are missing because the link is broken.
    fn from(link: &'a Link) -> Option<Self> {
        let lane = link.idle().pop()?;
        Some(Self { link, lane: Some(lane), sound: false })
    }

    async fn publish(&mut self, envelopes: &[Envelope]) -> Vec<Result<(), PublishError>> {
        match &self.lane {
            Some(lane) => lane.publish(envelopes).await,
            None => unavailable(envelopes),
        }
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        match self.lane.take() {
            Some(lane) if self.sound => self.link.idle().push(lane),
            _ => self.link.0.broken.notify_one(),
        }
    }
}

fn unavailable(envelopes: &[Envelope]) -> Vec<Result<(), PublishError>> {
    envelopes.iter().map(|_| Err(PublishError::Unavailable)).collect()
}
