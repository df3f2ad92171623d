//! Carries out what desks ask of accounts, and reports it. Command, report and inbox commit together.
//!
//! A message alone moves nothing: the command is read from the desks' own table, as long as they wait for a report. The
//! same command under another message is carried out once and reported again.

use database::{Inbox, NewMessage, Outbox, Pool, Schema};
use messages::{AccountAnswerRequested, AccountCommandSettled, CommandOutcome, VERSION, topology};
use queue::{AmqpConfig, ConsumerConfig, Handler, Incoming, Outcome, Publisher};
use runtime::telemetry::cause;
use runtime::{Clock, Job, Probe};
use tracing::Instrument as _;

use crate::store::approvals;

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
        let asked = match AccountAnswerRequested::parse(&message.body) {
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

    async fn carry_out(&self, asked: &AccountAnswerRequested, traceparent: Option<String>) -> Result<(), sqlx::Error> {
        let AccountAnswerRequested { event_id, command_id, ticket_number, .. } = *asked;
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        if let Some(account) = approvals::asked(&mut *transaction, command_id, ticket_number).await? {
            let is_approved = approvals::approve(&mut transaction, command_id, ticket_number, account, now).await?;
            let outcome = if is_approved { CommandOutcome::Done } else { CommandOutcome::AccountGone };
            let event_id = self.clock.new_id();
            let settled =
                AccountCommandSettled { version: VERSION, event_id, command_id, ticket_number, outcome, at: now };
            let report = NewMessage {
                event_id,
                exchange: topology::ACCOUNT_COMMANDS,
                routing_key: AccountCommandSettled::KEY.to_owned(),
                // A plain struct of ids and times: turning it into JSON cannot fail.
                body: serde_json::to_value(&settled).unwrap_or_default(),
                traceparent,
            };
            Outbox::insert(&mut transaction, Schema::Accounts, &[report]).await?;
        }
        Inbox::finish(&mut *transaction, Schema::Accounts, &[event_id]).await?;
        transaction.commit().await
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
