//! Routes a batch of submissions: decides where each goes, publishes all of them, waits for the broker's confirms and
//! records the dispatches. Only then the consumer acknowledges them.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable as _};
use database::Pool;
use messages::topology::DESKS;
use messages::{TicketRouted, TicketSubmitted};
use queue::{Handler, Incoming, Outcome, Outgoing, Publisher};
use runtime::Clock;
use runtime::telemetry::cause;
use tracing::{Span, error, warn};
use uuid::Uuid;

use crate::decision::{Decision, Rule, decide};
use crate::measures;
use crate::store::{self, Dispatch, RuleBook};

/// How long one batch waits for a database that is away, before its messages go to the retry queue: about 8 seconds.
const PATIENCE: ExponentialBuilder = ExponentialBuilder::new()
    .with_min_delay(Duration::from_millis(200))
    .with_max_delay(Duration::from_secs(2))
    .with_max_times(7)
    .with_jitter();

/// The handler of `router.submissions`. Safe to run twice with the same message.
#[derive(Debug)]
pub struct Route {
    pool: Pool,
    rules: RuleBook,
    publisher: Publisher,
    clock: Clock,
}

/// A submission with its desk.
struct Addressed {
    submitted: TicketSubmitted,
    decision: Decision,
    span: Span,
}

impl Route {
    /// A handler that reads rules and records dispatches with `pool` and publishes with `publisher`.
    #[must_use]
    pub fn new(pool: Pool, publisher: Publisher, clock: Clock) -> Self {
        Self { rules: RuleBook::new(pool.clone(), clock.clone()), pool, publisher, clock }
    }
}

impl Handler for Route {
    async fn handle(&self, batch: Vec<Incoming>) -> Vec<Outcome> {
        let rules = match (|| self.rules.current()).retry(PATIENCE).when(database::is_unavailable).await {
            Ok(rules) => rules,
            Err(error) => {
                let outcome = failed(&error, "rules_unavailable");
                let error = cause(&error);
                error!(error, "the routing rules could not be read");
                return batch.iter().map(|_message| outcome).collect();
            }
        };

        let mut outcomes: HashMap<Uuid, Outcome> = HashMap::with_capacity(batch.len());
        let mut addressed = Vec::with_capacity(batch.len());
        for message in &batch {
            match message.span.in_scope(|| address(message, &rules)) {
                Ok(ticket) => addressed.push(ticket),
                Err(outcome) => {
                    outcomes.insert(message.event_id, outcome);
                }
            }
        }

        let (confirmed, unconfirmed) = self.publish(addressed).await;
        outcomes.extend(unconfirmed);
        let recorded = self.record(&confirmed).await;
        outcomes.extend(confirmed.iter().map(|ticket| (ticket.submitted.event_id, recorded)));
        batch
            .iter()
            .map(|message| outcomes.get(&message.event_id).copied().unwrap_or(Outcome::Retry("not_confirmed")))
            .collect()
    }

    /// Recording a dispatch and finishing its message are one statement.
    fn finishes_inbox(&self) -> bool {
        true
    }
}

/// Reads a message, decides where it goes and writes the desk's message: the same event id, on the same trace. What
/// cannot be read, or has no desk, will not get better by trying again.
fn address(message: &Incoming, rules: &[Rule]) -> Result<(Addressed, Outgoing), Outcome> {
    let submitted = TicketSubmitted::parse(&message.body).map_err(|error| parked("malformed", &error))?;
    if submitted.event_id != message.event_id {
        error!("a submission's message carries another id than its envelope");
        return Err(Outcome::Park("other_event_id"));
    }
    let Some(decision) = decide(rules, submitted.form, &submitted.region) else {
        error!(ticket.form = %submitted.form, "no rule and no desk for this form");
        return Err(Outcome::Park("no_desk"));
    };
    let routed = TicketRouted::from_submission(&submitted, decision.desk);
    let body = serde_json::to_vec(&routed).map_err(|error| parked("unwritable", &error))?;
    let outgoing =
        Outgoing::new(DESKS, decision.desk.as_str(), routed.event_id, body).traced(message.traceparent.clone());
    Ok((Addressed { submitted, decision, span: message.span.clone() }, outgoing))
}

fn parked<E: std::error::Error + 'static>(reason: &'static str, error: &E) -> Outcome {
    error!(error = cause(error), "a submission cannot be routed");
    Outcome::Park(reason)
}

/// No attempt is spent on a database that is away.
fn failed(error: &sqlx::Error, reason: &'static str) -> Outcome {
    if database::is_unavailable(error) { Outcome::Unavailable(reason) } else { Outcome::Retry(reason) }
}

impl Route {
    /// Publishes all at once. Returns what the broker has at a desk's queue, and what becomes of the rest.
    async fn publish(&self, addressed: Vec<(Addressed, Outgoing)>) -> (Vec<Addressed>, Vec<(Uuid, Outcome)>) {
        let (addressed, outgoing): (Vec<Addressed>, Vec<Outgoing>) = addressed.into_iter().unzip();
        let results = self.publisher.publish(outgoing).await;
        let (mut sent, mut unconfirmed) = (Vec::with_capacity(addressed.len()), Vec::new());
        for (ticket, result) in addressed.into_iter().zip(results) {
            let Err(error) = result else {
                sent.push(ticket);
                continue;
            };
            let outcome = if error.is_about_the_message() {
                Outcome::Retry("not_confirmed")
            } else {
                Outcome::Unavailable("not_confirmed")
            };
            let error = cause(&error);
            ticket.span.in_scope(|| warn!(error, "not confirmed at the desk's queue"));
            unconfirmed.push((ticket.submitted.event_id, outcome));
        }
        (sent, unconfirmed)
    }

    /// Records what the broker confirmed. When that fails the messages come again, and their desks recognise the
    /// copies.
    async fn record(&self, confirmed: &[Addressed]) -> Outcome {
        if confirmed.is_empty() {
            return Outcome::Done;
        }
        let dispatches: Vec<Dispatch> = confirmed.iter().map(Addressed::dispatch).collect();
        match (|| store::record(&self.pool, &dispatches)).retry(PATIENCE).when(database::is_unavailable).await {
            Ok(new) => {
                self.measure(confirmed, &new.into_iter().collect());
                Outcome::Done
            }
            Err(error) => {
                let outcome = failed(&error, "not_recorded");
                let error = cause(&error);
                error!(error, "dispatches could not be recorded");
                outcome
            }
        }
    }

    /// Counts what was not recorded before.
    fn measure(&self, confirmed: &[Addressed], new: &HashSet<Uuid>) {
        let now = self.clock.now();
        for ticket in confirmed.iter().filter(|ticket| new.contains(&ticket.submitted.event_id)) {
            measures::routed(ticket.decision, now.duration_since(ticket.submitted.submitted_at));
        }
    }
}

impl Addressed {
    fn dispatch(&self) -> Dispatch {
        Dispatch {
            event_id: self.submitted.event_id,
            ticket_number: self.submitted.ticket_number,
            decision: self.decision,
        }
    }
}
