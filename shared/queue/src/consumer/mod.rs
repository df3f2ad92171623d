//! The consumer loop: takes batches, counts attempts, lets a handler work, and acknowledges what is settled.

mod batch;
mod handler;
mod in_hand;
mod presence;
mod session;
mod settlement;

use std::sync::Arc;
use std::time::Instant;

use database::Inbox;
use futures_util::future::join_all;
use runtime::telemetry::cause;
use runtime::{Job, Probe, Shutdown};

use crate::backoff::Backoff;
use crate::{AmqpConfig, Gate, Publisher};
use in_hand::InHand;
use presence::Presence;
use session::Session;

pub use handler::{Handler, Incoming, Outcome, Rejection};

/// Attempts before a message is parked.
pub const MAX_ATTEMPTS: u32 = 6;

/// What to consume and how much at a time.
#[derive(Clone, Debug)]
pub struct ConsumerConfig {
    /// The broker.
    pub amqp: AmqpConfig,
    /// The queue; its name is the job's and the probe's, too.
    pub queue: &'static str,
    /// The queue over which what failed comes back and under whose name it is parked: this one, unless this one may go
    /// away while messages wait.
    pub home: &'static str,
    /// Connections that consume side by side, at least 1: while one waits for its work to be noted down, another goes
    /// on.
    pub sessions: usize,
    /// Messages held unacknowledged by one session at most, at least `batch`.
    pub prefetch: u16,
    /// Messages given to the handler at once at most, at least 1.
    pub batch: usize,
}

/// A job that consumes a queue, and a probe that fails after 15 s without a consumer.
///
/// Attempts are counted in the inbox before the work. A message whose work was done before is only acknowledged. What
/// fails waits 10 s, then 1 min, then 10 min, and is parked after [`MAX_ATTEMPTS`]; what is no message (no event id, no
/// JSON) is parked at once. While the database or the publisher is away the batch in hand is kept, and no attempt is
/// spent on the outage.
///
/// On a stop the batches in hand are finished and acknowledged; the broker keeps the rest.
pub fn consumer<H: Handler>(config: ConsumerConfig, inbox: Inbox, publisher: Publisher, handler: H) -> (Job, Probe) {
    gated_consumer(config, inbox, publisher, handler, Gate::open())
}

/// As [`consumer`], while `gate` is open. Behind a closed gate the probe is content.
pub fn gated_consumer<H: Handler>(
    config: ConsumerConfig,
    inbox: Inbox,
    publisher: Publisher,
    handler: H,
    gate: Gate,
) -> (Job, Probe) {
    let queue = config.queue;
    let presence = Presence::default();
    let (observed, entrance) = (presence.clone(), gate.clone());
    let probe = Probe::new(queue, move || {
        let state = match entrance.state() {
            Some(true) => observed.check(),
            Some(false) => Ok(()),
            None => Err("not known yet whether to consume".to_owned()),
        };
        async move { state }
    });
    let work = Arc::new(Work { config, inbox, publisher, handler, presence, gate, in_hand: InHand::default() });
    let job = Job::new(queue, "takes messages from the queue of this name", move |shutdown| {
        let work = Arc::clone(&work);
        async move {
            join_all((0..work.config.sessions.max(1)).map(|_session| work.keep_consuming(&shutdown))).await;
            Ok(())
        }
    });
    (job, probe)
}

/// What a consumer needs, whatever becomes of its connections.
struct Work<H> {
    config: ConsumerConfig,
    inbox: Inbox,
    publisher: Publisher,
    handler: H,
    presence: Presence,
    gate: Gate,
    in_hand: InHand,
}

impl<H: Handler> Work<H> {
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

    /// Consumes on one connection until it fails, the gate closes or the process stops. Once it consumes, an outage
    /// `told` before is over.
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
            // Work that cannot be passed on would spend attempts on an outage.
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
