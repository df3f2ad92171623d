//! What becomes of the messages of a batch: every one of them ends done, postponed or parked before it is acknowledged.

use std::time::Instant;

use lapin::message::Delivery;
use messages::topology::Delay;
use runtime::{Shutdown, telemetry};
use uuid::Uuid;

use super::batch::{Batch, Message, Received, Rejected, batches};
use super::session::Session;
use super::{Handler, Incoming, MAX_ATTEMPTS, Outcome, Work};
use crate::backoff::Backoff;
use crate::envelope::{self, Envelope, GivenUp};

/// A message with its count of attempts and what became of it.
struct Settled {
    event_id: Uuid,
    attempts: u32,
    outcome: Outcome,
    received: Received,
}

impl<H: Handler> Work<H> {
    /// Settles all deliveries. `false` when the connection failed or the process stops before that: then nothing may be acknowledged,
    /// and the broker delivers everything again.
    pub(super) async fn settle_all(&self, session: &Session<'_>, deliveries: Vec<Delivery>, shutdown: &Shutdown) -> bool {
        for batch in batches(deliveries) {
            if self.settle(session, batch, shutdown).await.is_none() {
                return false;
            }
        }
        true
    }

    async fn settle(&self, session: &Session<'_>, batch: Batch, shutdown: &Shutdown) -> Option<()> {
        let hold = Hold { session, shutdown, queue: self.config.queue };
        let Batch { mut messages, mut rejected, copies } = batch;
        self.count("duplicate", copies);

        // Copies of what another session has in hand come after it: then the inbox knows what became of it.
        loop {
            let (grip, free, busy) = self.in_hand.take(messages, |message| message.event_id);
            self.settle_free(free, std::mem::take(&mut rejected), &hold).await?;
            drop(grip);
            if busy.is_empty() {
                return Some(());
            }
            self.in_hand.some_freed(&busy.iter().map(|message| message.event_id).collect::<Vec<_>>()).await;
            messages = busy;
        }
    }

    /// Settles messages that no other session has in hand.
    async fn settle_free(&self, messages: Vec<Message>, rejected: Vec<Rejected>, hold: &Hold<'_>) -> Option<()> {
        let (fresh, mut settled) = self.begin(messages, hold).await?;
        settled.extend(self.handle(fresh).await);
        let done: Vec<Uuid> = settled.iter().filter(|message| message.outcome == Outcome::Done).map(|message| message.event_id).collect();

        let mut onward: Vec<Envelope> = rejected.into_iter().map(|rejected| self.parked(&rejected.received, rejected.reason, 0)).collect();
        onward.extend(settled.into_iter().filter_map(|message| self.onward(message)));
        self.send_onward(onward, hold).await?;
        if !done.is_empty() && !self.handler.finishes_inbox() {
            hold.until_done("noting down what is done", || self.inbox.finish_now(&done)).await?;
        }
        Some(())
    }

    /// Counts an attempt for each message. Returns those to work on, and those that were tried too often already.
    async fn begin(&self, messages: Vec<Message>, hold: &Hold<'_>) -> Option<(Vec<(Incoming, Received)>, Vec<Settled>)> {
        if messages.is_empty() {
            return Some((Vec::new(), Vec::new()));
        }
        let ids: Vec<Uuid> = messages.iter().map(|message| message.event_id).collect();
        let begun = hold.until_done("counting attempts", || self.inbox.begin(self.config.queue, &ids)).await?;
        let (mut fresh, mut spent) = (Vec::with_capacity(messages.len()), Vec::new());
        let mut duplicates = 0;
        for (Message { event_id, received }, begun) in messages.into_iter().zip(begun) {
            if begun.done {
                duplicates += 1;
            } else if begun.attempts > MAX_ATTEMPTS {
                // Every attempt ended without an outcome: this message kills the process that works on it.
                let outcome = Outcome::Park("never_finished");
                spent.push(Settled { event_id, attempts: MAX_ATTEMPTS, outcome, received });
            } else {
                fresh.push((self.incoming(event_id, begun.attempts, &received), received));
            }
        }
        self.count("duplicate", duplicates);
        Some((fresh, spent))
    }

    /// Lets the handler work and adds what it said.
    async fn handle(&self, fresh: Vec<(Incoming, Received)>) -> Vec<Settled> {
        if fresh.is_empty() {
            return Vec::new();
        }
        let (batch, kept): (Vec<_>, Vec<_>) =
            fresh.into_iter().map(|(incoming, received)| ((incoming.clone()), (incoming.event_id, incoming.attempt, received))).unzip();
        let started = Instant::now();
        let outcomes = self.handler.handle(batch).await;
        metrics::histogram!("messages_handler_duration_seconds", "queue" => self.config.queue).record(started.elapsed());
        let outcomes = outcomes.into_iter().chain(std::iter::repeat(Outcome::Retry("no_outcome")));
        kept.into_iter()
            .zip(outcomes)
            .map(|((event_id, attempts, received), outcome)| Settled { event_id, attempts, outcome, received })
            .collect()
    }

    /// The message on its way to a retry or parking queue; nothing when it is done.
    fn onward(&self, message: Settled) -> Option<Envelope> {
        let Settled { event_id, attempts, outcome, received } = message;
        let queue = self.config.queue;
        match outcome {
            Outcome::Done => {
                self.count("done", 1);
                None
            }
            Outcome::Retry(reason) if attempts < MAX_ATTEMPTS => {
                self.count("retry", 1);
                let delay = Delay::after(attempts);
                tracing::warn!(queue, %event_id, attempts, reason, delay = delay.header(), "a message failed and is tried again");
                Some(Envelope::postponed(&received.properties, received.body, queue, delay, reason))
            }
            Outcome::Retry(reason) | Outcome::Park(reason) => Some(self.parked(&received, reason, attempts)),
        }
    }

    fn parked(&self, received: &Received, reason: &'static str, attempts: u32) -> Envelope {
        self.count("park", 1);
        let queue = self.config.queue;
        let event_id = envelope::event_id(&received.properties).map(tracing::field::display);
        tracing::error!(queue, event_id, attempts, reason, "a message is parked for the operator");
        let given_up = GivenUp { reason, attempts, at: self.publisher.clock().now() };
        Envelope::parked(&received.properties, received.body.clone(), queue, &given_up)
    }

    /// Publishes until everything is confirmed. The originals are acknowledged only after that.
    async fn send_onward(&self, mut envelopes: Vec<Envelope>, hold: &Hold<'_>) -> Option<()> {
        let mut backoff = Backoff::new();
        while !envelopes.is_empty() {
            let results = self.publisher.publish_envelopes(envelopes.clone()).await;
            let failed = results.iter().find_map(|result| result.as_ref().err()).cloned();
            envelopes = envelopes.into_iter().zip(results).filter_map(|(envelope, result)| result.err().map(|_| envelope)).collect();
            if let Some(error) = failed {
                hold.pause(&mut backoff, "sending messages to retry or parking queues", &error).await?;
            }
        }
        Some(())
    }

    fn incoming(&self, event_id: Uuid, attempt: u32, received: &Received) -> Incoming {
        let queue = self.config.queue;
        let span = tracing::info_span!("message.handle", queue, %event_id, attempt);
        let came_with = envelope::traceparent(&received.properties);
        if let Some(traceparent) = &came_with {
            telemetry::continue_trace(&span, traceparent);
        }
        let traceparent = span.in_scope(telemetry::current_traceparent).or(came_with);
        Incoming { event_id, queue, attempt, traceparent, body: received.body.clone(), span }
    }

    fn count(&self, outcome: &'static str, messages: u64) {
        if messages > 0 {
            metrics::counter!("messages_consumed_total", "queue" => self.config.queue, "outcome" => outcome).increment(messages);
        }
    }
}

/// Keeps a batch in hand while the database or the publisher is away, so that no attempt is spent on an outage. Lets go of it when its
/// connection is lost, since the broker then delivers it again, or when the process stops.
struct Hold<'a> {
    session: &'a Session<'a>,
    shutdown: &'a Shutdown,
    queue: &'static str,
}

impl Hold<'_> {
    async fn until_done<T, F>(&self, doing: &'static str, attempt: impl Fn() -> F) -> Option<T>
    where
        F: Future<Output = Result<T, sqlx::Error>>,
    {
        let mut backoff = Backoff::new();
        loop {
            match attempt().await {
                Ok(value) => return Some(value),
                Err(error) => self.pause(&mut backoff, doing, &error).await?,
            }
        }
    }

    async fn pause(&self, backoff: &mut Backoff, doing: &'static str, error: &(dyn std::error::Error + Sync)) -> Option<()> {
        tracing::warn!(queue = self.queue, doing, error = %error, "a batch is kept until this works again");
        backoff.wait(self.shutdown).await;
        (self.session.is_connected() && !self.shutdown.is_stopping()).then_some(())
    }
}
