//! Tickets reach their desk (Diterima).
//!
//! Cases, timeline, events and the inbox's mark commit together for the whole batch. So a message that the broker
//! delivers again, or that is out of date, has no effect. When the database refuses one message of a batch, the
//! receiver takes each message alone, so that one does not hold up the others.

use std::collections::HashSet;

use database::{Inbox, Schema};
use desk::store::cases;
use desk::store::timeline::{self, Step};
use desk::{CaseEvent, measures};
use domain::{Desk, Stage, TicketNumber};
use jiff::Timestamp;
use messages::{EventKind, TicketRouted};
use queue::{Handler, Incoming, Outcome};
use runtime::telemetry::cause;

use super::guidance::{self, Waiting};
use crate::State;

/// Receives the tickets of one desk.
#[derive(Clone, Debug)]
pub struct Receiver {
    state: State,
    desk: Desk,
}

/// A message that can be received, and the trace that it belongs to.
struct Arrival {
    ticket: TicketRouted,
    traceparent: Option<String>,
}

impl Receiver {
    /// Receives tickets for `desk`.
    #[must_use]
    pub fn new(state: State, desk: Desk) -> Self {
        Self { state, desk }
    }

    /// Receives the arrivals in one transaction; returns the numbers of those that were not received before.
    async fn receive(&self, arrivals: &[&Arrival]) -> Result<Vec<TicketNumber>, sqlx::Error> {
        let now = self.state.desks.now();
        let tickets: Vec<&TicketRouted> = arrivals.iter().map(|arrival| &arrival.ticket).collect();
        let mut transaction = self.state.desks.pool.begin().await?;
        let received = cases::receive(&mut transaction, self.desk, &tickets).await?;
        timeline::add(&mut *transaction, &received, Step { stage: Stage::Received, desk: self.desk, at: now }).await?;
        let fresh: Vec<&Arrival> = fresh(arrivals, &received);
        let events: Vec<_> =
            fresh.iter().map(|arrival| self.received_event(arrival, now).message(&self.state.desks.clock)).collect();
        desk::add_events(&mut transaction, &events).await?;
        let event_ids: Vec<_> = tickets.iter().map(|ticket| ticket.event_id).collect();
        Inbox::finish(&mut *transaction, Schema::Desk, &event_ids).await?;
        transaction.commit().await?;
        self.state.desks.relay_wake.wake();

        for arrival in fresh {
            measures::reached(self.desk, Stage::Received);
            if !arrival.ticket.transferred {
                measures::first_received(self.desk, arrival.ticket.submitted_at, now);
            }
        }
        Ok(received)
    }

    fn received_event(&self, arrival: &Arrival, now: Timestamp) -> CaseEvent {
        CaseEvent {
            kind: EventKind::Received,
            number: arrival.ticket.ticket_number,
            form: arrival.ticket.form,
            desk: self.desk,
            at: now,
            traceparent: arrival.traceparent.clone(),
        }
    }

    /// The outcome of each arrival, in their order.
    async fn receive_all(&self, arrivals: &[&Arrival]) -> Vec<Outcome> {
        match self.receive(arrivals).await {
            Ok(received) => {
                self.answer_guidance(arrivals, &received).await;
                arrivals.iter().map(|_| Outcome::Done).collect()
            }
            Err(error) if arrivals.len() == 1 || database::is_unavailable(&error) => {
                tracing::warn!(error = cause(&error), desk = self.desk.as_str(), "tickets not received yet");
                let outcome = if database::is_unavailable(&error) {
                    Outcome::Unavailable("not_received")
                } else {
                    Outcome::Retry("not_received")
                };
                arrivals.iter().map(|_| outcome).collect()
            }
            Err(_) => {
                let mut outcomes = Vec::with_capacity(arrivals.len());
                for arrival in arrivals {
                    outcomes.extend(Box::pin(self.receive_all(&[arrival])).await);
                }
                outcomes
            }
        }
    }

    /// Guidance is answered at once. If that fails the ticket is received all the same, and the sweep answers it.
    async fn answer_guidance(&self, arrivals: &[&Arrival], received: &[TicketNumber]) {
        if self.desk != guidance::DESK || received.is_empty() {
            return;
        }
        let waiting: Vec<Waiting> = fresh(arrivals, received)
            .iter()
            .map(|arrival| Waiting { number: arrival.ticket.ticket_number, traceparent: arrival.traceparent.clone() })
            .collect();
        if let Err(error) = guidance::answer(&self.state, &waiting).await {
            tracing::warn!(error = cause(&error), count = waiting.len(), "guidance left to the sweep");
        }
    }

    /// Reads a message, or says why it can never be received here.
    fn read(&self, message: &Incoming) -> Result<Arrival, &'static str> {
        let ticket = TicketRouted::parse(&message.body).ok().ok_or("malformed")?;
        if ticket.event_id != message.event_id {
            return Err("other_event_id");
        }
        if ticket.desk != self.desk {
            return Err("other_desk");
        }
        Ok(Arrival { ticket, traceparent: message.traceparent.clone() })
    }
}

impl Handler for Receiver {
    fn finishes_inbox(&self) -> bool {
        true
    }

    async fn handle(&self, batch: Vec<Incoming>) -> Vec<Outcome> {
        let read: Vec<Result<Arrival, &'static str>> = batch.iter().map(|message| self.read(message)).collect();
        let arrivals: Vec<&Arrival> = read.iter().filter_map(|arrival| arrival.as_ref().ok()).collect();
        let mut outcomes = if arrivals.is_empty() { Vec::new() } else { self.receive_all(&arrivals).await }.into_iter();
        read.iter()
            .map(|arrival| match arrival {
                // There is one outcome per arrival; without one the message is tried again.
                Ok(_) => outcomes.next().unwrap_or(Outcome::Retry("not_received")),
                Err(reason) => Outcome::Park(reason),
            })
            .collect()
    }
}

/// Those of `arrivals` that were received just now.
fn fresh<'a>(arrivals: &[&'a Arrival], received: &[TicketNumber]) -> Vec<&'a Arrival> {
    let received: HashSet<TicketNumber> = received.iter().copied().collect();
    arrivals.iter().copied().filter(|arrival| received.contains(&arrival.ticket.ticket_number)).collect()
}
