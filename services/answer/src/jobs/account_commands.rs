//! What desks asked of accounts: the reports answer the tickets, and a command without a report is sent again.
//!
//! The row of a command alone says whether it is settled. A message that got lost on either way delays a ticket and
//! answers none twice: whoever settles a command holds the ticket's case.

use std::time::Duration;

use database::Pool;
use desk::{Digits, Fitting, Refusal, RefusalKind};
use domain::TicketNumber;
use messages::{AccountCommandSettled, CommandKind};
use queue::{Handler, Incoming, Outcome};
use runtime::telemetry::cause;
use runtime::{Clock, Job};
use tracing::Instrument as _;

use crate::store::account_commands;
use crate::{State, measures, texts};

/// Pause between two looks.
const PAUSE: Duration = Duration::from_secs(15);
/// Commands that one look sends again.
const MOST: i64 = 500;

/// The handler of `answer.accounts`.
#[derive(Clone, Debug)]
pub struct AccountReports {
    state: State,
}

impl AccountReports {
    /// Takes what accounts reports.
    #[must_use]
    pub fn new(state: State) -> Self {
        Self { state }
    }

    async fn take(&self, message: &Incoming) -> Outcome {
        let settled = match AccountCommandSettled::parse(&message.body) {
            Ok(settled) if settled.event_id == message.event_id => settled,
            Ok(_) => return Outcome::Park("other_event_id"),
            Err(error) => {
                tracing::error!(error = cause(&error), "a report of accounts cannot be read");
                return Outcome::Park("malformed");
            }
        };
        match self.settle(&settled).await {
            Ok(()) => Outcome::Done,
            Err(refusal) if refusal.kind() == RefusalKind::Unavailable => Outcome::Unavailable("not_settled"),
            Err(refusal) => {
                let number = settled.ticket_number;
                tracing::error!(error = cause(&refusal), ticket.number = %number, "a report of accounts waits");
                Outcome::Retry("not_settled")
            }
        }
    }

    async fn settle(&self, settled: &AccountCommandSettled) -> Result<(), Refusal> {
        let AccountCommandSettled { command_id, ticket_number, outcome, .. } = *settled;
        let desks = &self.state.desks;
        let mut transaction = desks.pool.begin().await?;
        let command = (command_id, ticket_number, outcome);
        let given = desk::settle_command(&mut transaction, desks, command, |kind| words(kind, ticket_number)).await?;
        transaction.commit().await?;
        if let Some(given) = given {
            given.notify(desks);
        }
        Ok(())
    }
}

/// What the ticket is answered once a command of this kind is carried out; `None`: nothing yet.
fn words(kind: CommandKind, number: TicketNumber) -> Result<Option<Fitting>, Refusal> {
    let text = match kind {
        CommandKind::Answer => texts::answer_approved(),
        CommandKind::Remove => texts::answer_removed(),
        CommandKind::Freeze | CommandKind::Lift => return Ok(None),
    };
    Fitting::plain(&text, number, Digits::Meant).map(Some).map_err(|_unfit| Refusal::UnfitText)
}

impl Handler for AccountReports {
    async fn handle(&self, batch: Vec<Incoming>) -> Vec<Outcome> {
        let mut outcomes = Vec::with_capacity(batch.len());
        for message in &batch {
            outcomes.push(self.take(message).instrument(message.span.clone()).await);
        }
        outcomes
    }
}

/// The job that sends commands again, and measures the oldest.
pub(super) fn job(state: &State) -> Job {
    let state = state.clone();
    let about = "sends commands to accounts again that have no report after minutes";
    Job::repeating("answer.account-commands", about, PAUSE, move || {
        let state = state.clone();
        async move { ask_again(&state).await.map(drop) }
    })
}

/// Sends those again whose time has come. Returns how many.
///
/// # Errors
/// When the database is away.
pub async fn ask_again(state: &State) -> anyhow::Result<usize> {
    let desks = &state.desks;
    let sent = send_due_commands(&desks.pool, &desks.clock).await?;
    if sent > 0 {
        desks.relay_wake.wake();
        tracing::warn!(commands.sent_again = sent, "accounts has not reported; commands are sent again");
    }
    measures::account_commands_wait(account_commands::oldest(&desks.pool, desks.now()).await?);
    Ok(sent)
}

/// Puts a batch of those whose time has come into the outbox. Returns how many.
///
/// # Errors
/// When the database is away.
pub async fn send_due_commands(pool: &Pool, clock: &Clock) -> anyhow::Result<usize> {
    let now = clock.now();
    let mut transaction = pool.begin().await?;
    let due = account_commands::take_due(&mut transaction, now, MOST).await?;
    let again = due.iter().map(|(id, number)| desk::account_request(clock.new_id(), *id, *number, now, None));
    desk::add_events(&mut transaction, &again.collect::<Vec<_>>()).await?;
    transaction.commit().await?;
    Ok(due.len())
}
