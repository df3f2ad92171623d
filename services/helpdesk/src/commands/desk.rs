//! `helpdesk desk`: who serves a desk, this system or a partner agency's own. An operator can switch it while tickets
//! flow, and no ticket is lost.

use answer::operator::desks::{self, send_again};
use anyhow::{Result, ensure};
use audit::Action;
use clap::Subcommand;
use database::Pool;
use domain::Desk;
use queue::management::Broker;
use runtime::Clock;

use super::agency;
use crate::operator::{Operator, owners_database, say, table};

/// What an operator can do with desks.
#[derive(Debug, Subcommand)]
pub(crate) enum Desks {
    /// List the desks: who serves each, and how many tickets are on their way to it, received and in work
    List,
    /// Give a desk's queue to an agency, or take it back; every process follows within five seconds
    #[command(
        after_help = "Reads DATABASE_URL (the owner's), RABBITMQ_MANAGEMENT_URL (an administrator's) and AMQP_URL."
    )]
    ServedBy {
        /// The desk
        desk: Desk,
        /// `here`, or the agency's name
        #[arg(value_name = "here|AGENCY")]
        by: String,
    },
    /// Put every ticket that went to a desk but did not arrive there into its queue once more
    Resend {
        /// The desk
        desk: Desk,
    },
}

/// Runs the command.
pub(crate) async fn run(command: Desks, operator: Operator) -> Result<()> {
    let pool = owners_database()?;
    let did = async |action: Action, desk: Desk, what: String| {
        audit::record(&pool, &operator.entry(action).desk(desk).detail(what)).await
    };
    match command {
        Desks::List => list(&pool).await,
        Desks::ServedBy { desk, by } => {
            if by == "here" {
                take_back(&pool, desk).await?;
            } else {
                give_to(&pool, desk, &by).await?;
            }
            Ok(did(Action::DeskServed, desk, by).await?)
        }
        Desks::Resend { desk } => {
            let count = send_again(&pool, desk, &Clock::system()).await?;
            did(Action::MessagesResent, desk, format!("{count} tickets")).await?;
            say(format!("{count} tickets sent to {desk} once more"));
            Ok(())
        }
    }
}

async fn list(pool: &Pool) -> Result<()> {
    let mut lines = vec![["DESK", "SERVED BY", "ON THE WAY", "RECEIVED", "IN WORK"].map(str::to_owned).to_vec()];
    for desk in Desk::ALL {
        let row = desks::standing(pool, desk).await?;
        lines.push(vec![
            desk.to_string(),
            row.served_by,
            row.on_the_way.to_string(),
            row.received.to_string(),
            row.processing.to_string(),
        ]);
    }
    say(table(&lines));
    Ok(())
}

/// Gives the agency the right to consume. Until the processes have followed, both take tickets from the queue, each
/// ticket only once.
async fn give_to(pool: &Pool, desk: Desk, name: &str) -> Result<()> {
    let good_for = agency::valid(pool, name).await?;
    ensure!(good_for.contains(&desk), "{name} may not see tickets of {desk}; it was added for {good_for:?}");
    let broker = Broker::from_env()?;
    let mut transaction = pool.begin().await?;
    let former = desks::give_to(&mut transaction, desk, name).await?;
    transaction.commit().await?;
    if let Some(former) = former.filter(|former| former != name) {
        broker.change_rights(&former, agency::rights(pool, &former).await?).await?;
        send_again(pool, desk, &Clock::system()).await?;
    }
    broker.change_rights(name, agency::rights(pool, name).await?).await?;
    say(format!(
        "{desk} is served by {name}; tickets received here before stay in its list: GET /api/v1/desks/{desk}/tickets"
    ));
    Ok(())
}

/// Closes the agency's connections, so that unacknowledged tickets return to the queue. Resends tickets that the agency
/// acknowledged and never reported. Safe to repeat.
async fn take_back(pool: &Pool, desk: Desk) -> Result<()> {
    let broker = Broker::from_env()?;
    let former = desks::take_back(pool, desk).await?;
    if let Some(former) = &former {
        broker.change_rights(former, agency::rights(pool, former).await?).await?;
    }
    let count = send_again(pool, desk, &Clock::system()).await?;
    say(format!("{desk} is served here; {count} tickets that were on their way are sent once more"));
    Ok(())
}
