//! The consumer loop: takes batches, counts attempts, lets a handler work, and acknowledges settled messages.

mod age;
mod batch;
mod handler;
mod in_hand;
mod presence;
mod session;
mod settlement;

use std::sync::Arc;
use std::time::{Duration, Instant};

use database::Inbox;
use futures_util::future::join_all;
use runtime::telemetry::cause;
use runtime::{Job, Probe, Shutdown};

use crate::backoff::Backoff;
use crate::{AmqpConfig, Gate, Publisher, measures};
use age::Ages;
use in_hand::InHand;
use presence::Presence;
use session::Session;

pub use handler::{Handler, Incoming, Outcome, Rejection};

/// Attempts before the consumer parks a message.
pub const MAX_ATTEMPTS: u32 = 6;

/// How often the age of the oldest message is measured.
const MEASURE: Duration = Duration::from_secs(5);

/// What to consume and how much at a time.
#[derive(Clone, Debug)]
pub struct ConsumerConfig {
    /// The broker.
    pub amqp: AmqpConfig,
    /// The queue. Its name is also the name of the job and of the probe.
    pub queue: &'static str,
    /// The queue over which failed messages come back and under whose name the consumer parks them. It is this queue,
    /// unless this queue may disappear while messages wait.
    pub home: &'static str,
    /// How many connections consume at the same time, at least 1. While one waits for the inbox, another works.
    pub sessions: usize,
    /// Most unacknowledged messages of one session, at least `batch`.
    pub prefetch: u16,
    /// Most messages that the handler gets at once, at least 1.
    pub batch: usize,
}

/// Returns a job that consumes a queue, and a probe that fails after 15 s without a consumer.
///
/// The inbox counts an attempt before the work. The consumer only acknowledges a message whose work was done before. A
/// failed message waits 10 s, then 1 min, then 10 min; after [`MAX_ATTEMPTS`] the consumer parks it. It parks an
/// invalid message (no event id, no JSON) at once. While the database or the publisher is away it keeps the batch in
/// hand, and the outage costs no attempt.
///
/// On a stop the consumer finishes and acknowledges the batches in hand. The broker keeps the rest.
pub fn consumer<H: Handler>(config: ConsumerConfig, inbox: Inbox, publisher: Publisher, handler: H) -> (Job, Probe) {
    gated_consumer(config, inbox, publisher, handler, Gate::open())
}

/// As [`consumer`], while `gate` is open. The probe passes while the gate is closed.
pub fn gated_consumer<H: Handler>(
    config: ConsumerConfig,
    inbox: Inbox,
    publisher: Publisher,
    handler: H,
    gate: Gate,
) -> (Job, Probe) {
    let queue = config.queue;
    let presence = Presence::of(queue);
    let (observed, entrance) = (presence.clone(), gate.clone());
    let probe = Probe::new(queue, move || {
        let state = match entrance.state() {
            Some(true) => observed.check(),
            Some(false) => Ok(()),
            None => Err("not known yet whether to consume".to_owned()),
        };
        async move { state }
    });
    let ages = Ages::new(publisher.clock().clone());
    let work = Arc::new(Work { config, inbox, publisher, handler, presence, ages, gate, in_hand: InHand::default() });
    let job = Job::new(queue, "takes messages from the queue of this name", move |shutdown| {
        let work = Arc::clone(&work);
        async move {
            tokio::select! {
                _ended = join_all((0..work.config.sessions.max(1)).map(|_session| work.keep_consuming(&shutdown))) => {}
                () = work.measure() => {}
            }
            Ok(())
        }
    });
    (job, probe)
}

/// What a consumer needs, independent of its connections.
struct Work<H> {
    config: ConsumerConfig,
    inbox: Inbox,
    publisher: Publisher,
    handler: H,
    presence: Presence,
    ages: Ages,
    gate: Gate,
    in_hand: InHand,
}

impl<H: Handler> Work<H> {
    /// Records how old the oldest message of the queue is, while this process takes any. Never ends.
    async fn measure(&self) {
        let mut moments = tokio::time::interval(MEASURE);
        moments.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            moments.tick().await;
            let oldest = self.ages.look();
            measures::oldest_message(self.config.queue, self.presence.is_there().then_some(oldest));
        }
    }

    /// Consumes until the process stops, on one connection after the other.
    async fn keep_consuming(&self, shutdown: &Shutdown) {
        let mut backoff = Backoff::new();
        let mut told = false;
        while !shutdown.is_stopping() {
            tokio::select! {
                () = shutdown.stopping() => return,
                () = self.gate.opened() => {}
            }
            let started = Instant::now();
            if let Err(error) = self.consume(&mut told, shutdown).await {
                measures::reconnects(self.config.queue);
                let error = cause(&error);
                if told {
                    tracing::debug!(queue = self.config.queue, error, "still not consuming");
                } else {
                    tracing::warn!(queue = self.config.queue, error, "not consuming; the connection is built anew");
                    told = true;
                }
            } else {
                backoff.reset();
                continue;
            }
            backoff.reset_if_stable(started);
            if !shutdown.is_stopping() {
                backoff.wait(shutdown).await;
            }
        }
    }

    /// Consumes on one connection until it fails, the gate closes or the process stops. `told` says whether we logged
    /// an outage; the first consumption ends that outage.
    async fn consume(&self, told: &mut bool, shutdown: &Shutdown) -> Result<(), crate::BrokerError> {
        let mut session = Session::open(&self.config).await?;
        *told = false;
        self.presence.found();
        tracing::info!(queue = self.config.queue, "consuming");
        let result = self.work_off(&mut session, shutdown).await;
        self.presence.lost();
        session.close().await;
        result
    }

    async fn work_off(&self, session: &mut Session<'_>, shutdown: &Shutdown) -> Result<(), crate::BrokerError> {
        loop {
            let deliveries = tokio::select! {
                biased;
                () = shutdown.stopping() => return Ok(()),
                () = self.gate.closed() => return Ok(()),
                deliveries = session.gather(self.config.batch.max(1)) => deliveries?,
            };
            let _held = self.ages.hold(&deliveries);
            // Without a publisher the messages could not be passed on, and the outage would cost attempts.
            tokio::select! {
                biased;
                () = shutdown.stopping() => return Ok(()),
                () = self.publisher.available() => {}
            }
            let Some(last) = deliveries.last().map(|delivery| delivery.delivery_tag) else { continue };
            if !self.settle_all(session, deliveries, shutdown).await {
                return Ok(());
            }
            session.acknowledge_up_to(last).await?;
        }
    }
}
