//! Carries out what desks ask of accounts, and reports it. Command, report and inbox commit together.
//!
//! A message alone moves nothing: the command is read from the desks' own table, as long as they wait for a report. The
//! same command under another message is carried out once and reported again.

use database::{Connection, Inbox, NewMessage, Outbox, Pool, Schema};
use domain::TicketNumber;
use messages::{AccountCommandRequested, AccountCommandSettled, CommandKind, CommandOutcome, VERSION, topology};
use queue::{AmqpConfig, ConsumerConfig, Handler, Incoming, Outcome, Publisher};
use runtime::telemetry::cause;
use runtime::{Clock, Job, Probe};
use tracing::Instrument as _;
use uuid::Uuid;

use crate::complaints::{self, Carried};
use crate::measures;
use crate::store::approvals;
use crate::store::commands::{self, Asked};

/// Messages that the broker sends ahead.
const PREFETCH: u16 = 32;
/// Messages that are taken at once.
const BATCH: usize = 16;

/// The consumer of `accounts.commands`.
pub(super) fn consumer(amqp: &AmqpConfig, pool: &Pool, clock: &Clock, publisher: Publisher) -> (Job, Probe) {
    let config = ConsumerConfig {
        amqp: amqp.clone(),
        queue: topology::ACCOUNTS_COMMANDS,
        home: topology::ACCOUNTS_COMMANDS,
        sessions: 1,
        prefetch: PREFETCH,
        batch: BATCH,
    };
    let handler = Commands { pool: pool.clone(), clock: clock.clone() };
    queue::consumer(config, Inbox::new(pool.clone(), Schema::Accounts), publisher, handler)
}

struct Commands {
    pool: Pool,
    clock: Clock,
}

impl Commands {
    async fn take(&self, message: &Incoming) -> Outcome {
        let asked = match AccountCommandRequested::parse(&message.body) {
            Ok(asked) if asked.event_id == message.event_id => asked,
            Ok(_) => return Outcome::Park("other_event_id"),
            Err(error) => {
                tracing::error!(error = cause(&error), "a command cannot be read");
                return Outcome::Park("malformed");
            }
        };
        match self.carry_out(&asked, message.traceparent.clone()).await {
            Ok(()) => Outcome::Done,
            Err(error) if database::is_unavailable(&error) => Outcome::Unavailable("database"),
            Err(error) => {
                tracing::error!(error = cause(&error), ticket.number = %asked.ticket_number, "a command waits");
                Outcome::Retry("database")
            }
        }
    }

    async fn carry_out(&self, asked: &AccountCommandRequested, traceparent: Option<String>) -> Result<(), sqlx::Error> {
        let AccountCommandRequested { event_id, command_id, ticket_number, .. } = *asked;
        let mut transaction = self.pool.begin().await?;
        let mut counted = None;
        if let Some(asked) = commands::asked(&mut *transaction, command_id, ticket_number).await? {
            let carried = self.carry(&mut transaction, &asked).await?;
            if let Some(outcome) = carried.outcome {
                let report = report(&self.clock, (command_id, ticket_number, outcome), traceparent);
                Outbox::insert(&mut transaction, Schema::Accounts, &[report]).await?;
            }
            counted = carried.counted;
        }
        Inbox::finish(&mut *transaction, Schema::Accounts, &[event_id]).await?;
        transaction.commit().await?;
        if let Some(counted) = counted {
            measures::removal(counted);
        }
        Ok(())
    }

    async fn carry(&self, on: &mut Connection, asked: &Asked) -> Result<Carried, sqlx::Error> {
        match asked.kind {
            CommandKind::Answer => {
                let is_approved = approvals::approve(on, asked, self.clock.now()).await?;
                let outcome = if is_approved { CommandOutcome::Done } else { CommandOutcome::AccountGone };
                Ok(Carried { outcome: Some(outcome), counted: None })
            }
            CommandKind::Freeze => complaints::freeze(on, &self.clock, asked).await,
            CommandKind::Remove => complaints::confirm(on, &self.clock, asked).await,
            CommandKind::Lift => complaints::lift(on, &self.clock, asked).await,
        }
    }
}

/// The message that tells the desk what became of a command, under an id of its own.
pub(crate) fn report(
    clock: &Clock,
    (command_id, ticket_number, outcome): (Uuid, TicketNumber, CommandOutcome),
    traceparent: Option<String>,
) -> NewMessage {
    let (event_id, at) = (clock.new_id(), clock.now());
    let settled = AccountCommandSettled { version: VERSION, event_id, command_id, ticket_number, outcome, at };
    NewMessage {
        event_id,
        exchange: topology::ACCOUNT_COMMANDS,
        routing_key: AccountCommandSettled::KEY.to_owned(),
        // A plain struct of ids and times: turning it into JSON cannot fail.
        body: serde_json::to_value(&settled).unwrap_or_default(),
        traceparent,
    }
}

impl Handler for Commands {
    fn finishes_inbox(&self) -> bool {
        true
    }

    async fn handle(&self, batch: Vec<Incoming>) -> Vec<Outcome> {
        let mut outcomes = Vec::with_capacity(batch.len());
        for message in &batch {
            outcomes.push(self.take(message).instrument(message.span.clone()).await);
        }
        outcomes
    }
}
