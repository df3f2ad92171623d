//! Confirmed publishing over one supervised connection.

mod error;
mod lane;
mod link;
mod supervisor;

use std::time::{Duration, Instant};

use runtime::{Clock, Job, Probe};
use tokio::sync::watch;

use crate::envelope::Envelope;
use crate::{AmqpConfig, Outgoing, measures};
use link::Link;

pub use error::PublishError;
pub(crate) use lane::Lane;

/// Most messages that await their confirms at the same time on one channel. A longer batch takes several turns.
const TURN: usize = 512;
/// How often a waiting caller checks whether the broker unblocked the connection.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// Publishes with `mandatory` and confirms. Clones share one connection.
#[derive(Clone, Debug)]
pub struct Publisher {
    link: watch::Receiver<Option<Link>>,
    clock: Clock,
}

impl Publisher {
    /// Returns a publisher, the job that maintains its connection, and a probe that fails without a connection.
    ///
    /// The job stops last, so that other jobs can publish what they have in hand. A service that works without the
    /// broker, such as intake, does not make the probe a condition of its readiness.
    #[must_use]
    pub fn start(config: AmqpConfig, clock: Clock) -> (Self, Job, Probe) {
        measures::describe();
        let (sender, link) = watch::channel(None);
        let publisher = Self { link, clock };
        let job = supervisor::job(config, sender);
        let observed = publisher.clone();
        let probe = Probe::new("publisher", move || {
            let state = observed.state();
            async move { state }
        });
        (publisher, job, probe)
    }

    /// Publishes a batch and awaits its confirms, at most for 10 s per 512 messages. Returns one result per message, in
    /// the same order.
    ///
    /// `Ok` means that the broker has confirmed the message and, when it is mandatory, that a queue has taken it. After
    /// an error the message may have arrived all the same; publishing it again under the same event id is safe.
    pub async fn publish(&self, messages: Vec<Outgoing>) -> Vec<Result<(), PublishError>> {
        let now = self.clock.now();
        self.publish_envelopes(messages.into_iter().map(|message| Envelope::new(message, now)).collect()).await
    }

    /// Whether the broker would take messages now.
    #[must_use]
    pub fn is_available(&self) -> bool {
        self.state().is_ok()
    }

    /// Resolves when the broker takes messages.
    pub(crate) async fn available(&self) {
        let mut link = self.link.clone();
        while !self.is_available() {
            // A closed channel means that the process ends: the shutdown then ends the caller, too.
            let changed = tokio::time::timeout(LOOK_AGAIN, link.changed()).await;
            if let Ok(Err(_closed)) = changed {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        }
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    pub(crate) async fn publish_envelopes(&self, mut envelopes: Vec<Envelope>) -> Vec<Result<(), PublishError>> {
        let started = Instant::now();
        let mut results = Vec::with_capacity(envelopes.len());
        while !envelopes.is_empty() {
            let rest = envelopes.split_off(envelopes.len().min(TURN));
            results.extend(self.publish_turn(&envelopes).await);
            envelopes = rest;
        }
        metrics::histogram!("messages_publish_duration_seconds").record(started.elapsed());
        for (outcome, count) in tally(&results) {
            measures::published(outcome, count);
        }
        results
    }

    async fn publish_turn(&self, envelopes: &[Envelope]) -> Vec<Result<(), PublishError>> {
        let link = self.link.borrow().clone();
        match link {
            Some(link) if !link.is_blocked() => link.publish(envelopes).await,
            _ => envelopes.iter().map(|_| Err(PublishError::Unavailable)).collect(),
        }
    }

    fn state(&self) -> Result<(), String> {
        match &*self.link.borrow() {
            None => Err("no connection to the broker".to_owned()),
            Some(link) if link.is_blocked() => {
                Err("the broker is short of memory or disk and takes no messages".to_owned())
            }
            Some(_) => Ok(()),
        }
    }
}

/// How many messages had each outcome.
fn tally(results: &[Result<(), PublishError>]) -> Vec<(&'static str, u64)> {
    let mut counts: Vec<(&'static str, u64)> = Vec::new();
    for result in results {
        let outcome = result.as_ref().map_or_else(PublishError::outcome, |()| "sent");
        match counts.iter_mut().find(|(name, _)| *name == outcome) {
            Some((_, count)) => *count += 1,
            None => counts.push((outcome, 1)),
        }
    }
    counts
}
