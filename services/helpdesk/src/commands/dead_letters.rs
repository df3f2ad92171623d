//! `helpdesk dead-letters`: parked messages, which failed six times or which nobody could read.

use anyhow::Result;
use audit::Action;
use clap::Subcommand;
use database::{Inbox, Schema};
use messages::topology::{NOTIFY_LETTERS, ROUTER_SUBMISSIONS};
use queue::AmqpConfig;
use queue::dead_letters::DeadLetters as Parking;
use runtime::Settings;
use uuid::Uuid;

use crate::operator::{Operator, owners_database, say, table};

/// What an operator can do with parked messages.
#[derive(Debug, Subcommand)]
pub(crate) enum DeadLetters {
    /// Count the parked messages of every queue
    List,
    /// Show parked messages; they stay where they are
    Show {
        /// The queue from which they came, for example router.submissions
        queue: String,
        /// At most this many
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// Send parked messages back to their queue and restart their count of attempts
    Redrive {
        /// The queue from which they came
        queue: String,
        /// Only the message with this id
        #[arg(long, value_name = "ID")]
        event: Option<Uuid>,
    },
}

/// Runs the command.
pub(crate) async fn run(command: DeadLetters, operator: Operator) -> Result<()> {
    let mut settings = Settings::from_env();
    let config = AmqpConfig::read(&mut settings, "operator");
    settings.finish()?;
    let parking = Parking::connect(&config).await?;
    match command {
        DeadLetters::List => {
            let mut lines = vec![vec!["QUEUE".to_owned(), "PARKED".to_owned()]];
            lines.extend(
                parking
                    .list()
                    .await?
                    .into_iter()
                    .map(|parked| vec![parked.queue.to_owned(), parked.messages.to_string()]),
            );
            say(table(&lines));
        }
        DeadLetters::Show { queue, limit } => {
            for letter in parking.show(&queue, limit).await? {
                let text = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
                let head = [
                    text(letter.event_id.map(|id| id.to_string())),
                    format!("reason={}", text(letter.reason)),
                    format!("attempts={}", text(letter.attempts.map(|attempts| attempts.to_string()))),
                    format!("parked_at={}", text(letter.parked_at)),
                    format!("traceparent={}", text(letter.traceparent)),
                ];
                say(format!("{}\n  {}", head.join("  "), letter.body));
            }
        }
        DeadLetters::Redrive { queue, event } => {
            let schema = match queue.as_str() {
                ROUTER_SUBMISSIONS => Schema::Routing,
                NOTIFY_LETTERS => Schema::Notify,
                _ => Schema::Desk,
            };
            let pool = owners_database()?;
            let inbox = Inbox::new(pool.clone(), schema);
            let sent = parking.redrive(&queue, event, async |id| inbox.reset(id).await).await?;
            audit::record(&pool, &operator.entry(Action::MessagesResent).detail(format!("{sent} redriven to {queue}")))
                .await?;
            say(format!("{sent} messages sent back to {queue}"));
        }
    }
    parking.close().await;
    Ok(())
}
