//! Settles the messages of a batch: every one of them is done, postponed or parked before the consumer acknowledges it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use lapin::message::Delivery;
use messages::topology::{Delay, REJECTED};
use messages::{ReplyRejected, VERSION};
use runtime::{Shutdown, telemetry};
use uuid::Uuid;

use super::batch::{Batch, Message, Received, Rejected, batches};
use super::session::Session;
use super::{Handler, Incoming, MAX_ATTEMPTS, Outcome, Rejection, Work};
use crate::PublishError;
use crate::backoff::Backoff;
use crate::envelope::{self, Envelope, GivenUp};
use crate::measures;

/// How long the consumer keeps messages in hand while something is away that the work on them needs.
const PATIENCE: Duration = Duration::from_secs(30);

/// A message with its count of attempts and its outcome.
struct Settled {
    event_id: Uuid,
    key: Uuid,
    attempts: u32,
    outcome: Outcome,
    received: Received,
}

impl<H: Handler> Work<H> {
    /// Settles all deliveries. `false` when the connection failed or the process stops before that: then nobody may
    /// acknowledge anything, and the broker redelivers everything.
    pub(super) async fn settle_all(
        &self,
        session: &Session<'_>,
        deliveries: Vec<Delivery>,
        shutdown: &Shutdown,
    ) -> bool {
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

        // Copies of what another session holds come after it: by then the inbox knows the outcome.
        loop {
            let (grip, free, busy) = self.in_hand.take(messages, |message| message.key);
            self.settle_free(free, std::mem::take(&mut rejected), &hold).await?;
            drop(grip);
            if busy.is_empty() {
                return Some(());
            }
            self.in_hand.some_freed(&busy.iter().map(|message| message.key).collect::<Vec<_>>()).await;
            messages = busy;
        }
    }

    /// Settles messages that no other session holds.
    async fn settle_free(&self, messages: Vec<Message>, rejected: Vec<Rejected>, hold: &Hold<'_>) -> Option<()> {
        let unreadable: Vec<Envelope> = rejected.into_iter().filter_map(|rejected| self.unreadable(rejected)).collect();
        self.send_onward(unreadable, hold).await?;
        let (fresh, spent) = self.begin(messages, hold).await?;
        let begun: Vec<Uuid> = fresh.iter().map(|(_, key, _)| *key).collect();
        let settled = self.settle_begun(fresh, spent, hold).await;
        if settled.is_none() && !begun.is_empty() {
            self.give_back(&begun).await;
        }
        settled
    }

    /// Works on messages until each has an outcome to act on, and acts on it.
    async fn settle_begun(
        &self,
        mut fresh: Vec<(Incoming, Uuid, Received)>,
        mut settled: Vec<Settled>,
        hold: &Hold<'_>,
    ) -> Option<()> {
        let (mut backoff, started) = (Backoff::new(), Instant::now());
        loop {
            settled.extend(self.handle(fresh).await);
            let patient = started.elapsed() < PATIENCE;
            let (kept, ended): (Vec<_>, Vec<_>) =
                settled.into_iter().partition(|message| patient && matches!(message.outcome, Outcome::Unavailable(_)));
            let reason = kept.iter().find_map(|message| message.outcome.reason());
            self.act_on(ended, hold).await?;
            let Some(reason) = reason else { return Some(()) };
            self.count("kept", kept.len() as u64);
            hold.pause(&mut backoff, "working on messages", &reason).await?;
            fresh = kept
                .into_iter()
                .map(|Settled { event_id, key, attempts, received, .. }| {
                    (self.incoming(event_id, attempts, &received), key, received)
                })
                .collect();
            settled = Vec::new();
        }
    }

    async fn act_on(&self, settled: Vec<Settled>, hold: &Hold<'_>) -> Option<()> {
        let done: Vec<Uuid> =
            settled.iter().filter(|message| message.outcome == Outcome::Done).map(|message| message.key).collect();
        let onward: Vec<Envelope> = settled.into_iter().filter_map(|message| self.onward(message)).collect();
        self.send_onward(onward, hold).await?;
        if !done.is_empty() && !self.handler.finishes_inbox() {
            hold.until_done("noting down what is done", || self.inbox.finish_now(&done)).await?;
        }
        Some(())
    }

    /// Takes back the attempts that a batch counted, when it lost its connection or the process stops: no message was
    /// at fault.
    async fn give_back(&self, begun: &[Uuid]) {
        if let Err(error) = self.inbox.give_back(begun).await {
            tracing::warn!(queue = self.config.queue, %error, "attempts stay counted that an outage spent");
        }
    }

    /// Counts an attempt for each message. Returns those to work on, and those that had too many attempts already.
    async fn begin(
        &self,
        messages: Vec<Message>,
        hold: &Hold<'_>,
    ) -> Option<(Vec<(Incoming, Uuid, Received)>, Vec<Settled>)> {
        if messages.is_empty() {
            return Some((Vec::new(), Vec::new()));
        }
        let ids: Vec<Uuid> = messages.iter().map(|message| message.key).collect();
        // A call whose answer got lost may have counted them already.
        let asked = AtomicBool::new(false);
        let (inbox, queue, ids) = (&self.inbox, self.config.queue, ids.as_slice());
        let count = || {
            let again = asked.swap(true, Ordering::Relaxed);
            async move { if again { inbox.begin_again(queue, ids).await } else { inbox.begin(queue, ids).await } }
        };
        let begun = hold.until_done("counting attempts", count).await?;
        let (mut fresh, mut spent) = (Vec::with_capacity(messages.len()), Vec::new());
        let mut duplicates = 0;
        for (Message { event_id, key, received }, begun) in messages.into_iter().zip(begun) {
            if begun.done {
                duplicates += 1;
            } else if begun.attempts > MAX_ATTEMPTS {
                // Every attempt ended without an outcome: this message kills the process that works on it.
                let outcome = Outcome::Park("never_finished");
                spent.push(Settled { event_id, key, attempts: MAX_ATTEMPTS, outcome, received });
            } else {
                fresh.push((self.incoming(event_id, begun.attempts, &received), key, received));
            }
        }
        self.count("duplicate", duplicates);
        Some((fresh, spent))
    }

    /// Lets the handler work and adds its outcomes.
    async fn handle(&self, fresh: Vec<(Incoming, Uuid, Received)>) -> Vec<Settled> {
        if fresh.is_empty() {
            return Vec::new();
        }
        let (batch, kept): (Vec<_>, Vec<_>) = fresh
            .into_iter()
            .map(|(incoming, key, received)| (incoming.clone(), (incoming.event_id, key, incoming.attempt, received)))
            .unzip();
        let started = Instant::now();
        let outcomes = self.handler.handle(batch).await;
        metrics::histogram!("messages_handler_duration_seconds", "queue" => self.config.queue)
            .record(started.elapsed());
        let outcomes = outcomes.into_iter().chain(std::iter::repeat(Outcome::Retry("no_outcome")));
        kept.into_iter()
            .zip(outcomes)
            .map(|((event_id, key, attempts, received), outcome)| Settled {
                event_id,
                key,
                attempts,
                outcome,
                received,
            })
            .collect()
    }

    /// The envelope that sends a message to a retry or parking queue; `None` when the message is done.
    fn onward(&self, message: Settled) -> Option<Envelope> {
        let Settled { event_id, attempts, outcome, received, .. } = message;
        let (queue, home) = (self.config.queue, self.config.home);
        match outcome {
            Outcome::Done => {
                self.count("done", 1);
                None
            }
            Outcome::Retry(reason) | Outcome::Unavailable(reason) if attempts < MAX_ATTEMPTS => {
                self.count("retry", 1);
                let delay = Delay::after(attempts);
                tracing::warn!(queue, %event_id, attempts, reason, delay = delay.header(), "a message failed and is \
                    tried again");
                Some(
                    Envelope::postponed(&received.properties, received.body, home, delay, reason)
                        .sent_by(received.sender),
                )
            }
            Outcome::Retry(reason) | Outcome::Unavailable(reason) | Outcome::Park(reason) => {
                Some(self.parked(&received, reason, attempts))
            }
            Outcome::Reject(rejection) => Some(self.rejected(&received, rejection, attempts)),
        }
    }

    /// Decides what becomes of a delivery that is no valid message. The inbox never counted it, so nobody tries it
    /// again.
    fn unreadable(&self, rejected: Rejected) -> Option<Envelope> {
        let Rejected { reason, received } = rejected;
        match self.handler.unreadable(reason) {
            Outcome::Done => None,
            Outcome::Retry(reason) | Outcome::Unavailable(reason) | Outcome::Park(reason) => {
                Some(self.parked(&received, reason, 0))
            }
            Outcome::Reject(rejection) => Some(self.rejected(&received, rejection, 0)),
        }
    }

    /// The envelope that tells the sender of a rejection. Without a sender there is nobody to tell: then the operator
    /// keeps what is left of the message.
    fn rejected(&self, received: &Received, rejection: Rejection, attempts: u32) -> Envelope {
        let Some(sender) = received.sender.as_deref() else {
            return self.parked(&received.without_body(), rejection.reason, attempts);
        };
        self.count("reject", 1);
        let (queue, rejected_id) = (self.config.queue, envelope::event_id(&received.properties));
        let event_id = rejected_id.map(tracing::field::display);
        tracing::warn!(
            queue,
            event_id,
            sender,
            reason = rejection.reason,
            "a message had no effect; its sender is told"
        );
        let clock = self.publisher.clock();
        let letter = ReplyRejected {
            version: VERSION,
            event_id: clock.new_id(),
            rejected_id,
            reason: rejection.reason.to_owned(),
            explanation: rejection.explanation.to_owned(),
            at: clock.now(),
        };
        Envelope::rejected(&letter, sender, envelope::traceparent(&received.properties))
    }

    fn parked(&self, received: &Received, reason: &'static str, attempts: u32) -> Envelope {
        self.count("park", 1);
        let (queue, home) = (self.config.queue, self.config.home);
        let event_id = envelope::event_id(&received.properties).map(tracing::field::display);
        tracing::error!(queue, event_id, attempts, reason, "a message is parked for the operator");
        let given_up = GivenUp { reason, attempts, at: self.publisher.clock().now() };
        Envelope::parked(&received.properties, received.body.clone(), home, &given_up).sent_by(received.sender.clone())
    }

    /// Publishes until the broker has confirmed everything. Only then may the consumer acknowledge the originals.
    async fn send_onward(&self, mut envelopes: Vec<Envelope>, hold: &Hold<'_>) -> Option<()> {
        let mut backoff = Backoff::new();
        while !envelopes.is_empty() {
            let results = self.publisher.publish_envelopes(envelopes.clone()).await;
            let failed = results.iter().find_map(|result| result.as_ref().err()).cloned();
            envelopes = envelopes
                .into_iter()
                .zip(results)
                .filter_map(|(envelope, result)| {
                    result.err().filter(|error| !is_for_nobody(&envelope, error)).map(|_| envelope)
                })
                .collect();
            if let Some(error) = failed.filter(|_| !envelopes.is_empty()) {
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
        let sender = received.sender.clone();
        Incoming { event_id, queue, attempt, sender, traceparent, body: received.body.clone(), span }
    }

    fn count(&self, outcome: &'static str, messages: u64) {
        if messages > 0 {
            measures::consumed(self.config.queue, outcome, messages);
        }
    }
}

/// Whether a rejection found no queue: the operator removed its sender, so nobody is left to tell.
fn is_for_nobody(envelope: &Envelope, error: &PublishError) -> bool {
    envelope.exchange == REJECTED && matches!(error, PublishError::Returned)
}

/// Keeps a batch in hand while the database or the publisher is away, so that the outage costs no attempt. Gives it up
/// when its connection is lost, because the broker then redelivers it, or when the process stops.
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

    async fn pause(
        &self,
        backoff: &mut Backoff,
        doing: &'static str,
        error: &(dyn std::fmt::Display + Sync),
    ) -> Option<()> {
        tracing::warn!(queue = self.queue, doing, %error, "a batch is kept until this works again");
        backoff.wait(self.shutdown).await;
        (self.session.is_connected() && !self.shutdown.is_stopping()).then_some(())
    }
}
