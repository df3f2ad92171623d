//! `helpdesk agency`: the register of partner agencies whose own systems work on tickets. `agency-trial` tries such a
//! system, or an installation without one.

mod register;

use anyhow::Result;
use audit::Action;
use clap::Subcommand;
use database::Pool;
use domain::Desk;
use queue::management::Broker;

pub(super) use self::register::{rights, valid};
use crate::operator::{Operator, Output, owners_database};

/// What the commands need that change the register.
const NEEDS: &str = "Reads DATABASE_URL (the owner's), RABBITMQ_MANAGEMENT_URL (an administrator's), AMQP_URL for the \
    broker's address, and PUBLIC_URL for the address of the API.";

/// What an operator can do with agencies.
#[derive(Debug, Subcommand)]
pub(crate) enum Agency {
    /// Add an agency and print its credentials, once: a RabbitMQ user and an API token that see only its desks
    #[command(after_help = NEEDS)]
    Add {
        /// Lower-case letters, digits and hyphens, for example kemendikbud; part of its user's and its queue's name
        #[arg(value_parser = register::name)]
        name: String,
        /// Desk whose tickets it may see and answer; repeat for several. `helpdesk desk served-by` gives it the desk's
        /// queue
        #[arg(long, required = true)]
        desk: Vec<Desk>,
        #[command(flatten)]
        output: Output,
    },
    /// List all agencies
    List,
    /// Change an agency's password and token, and print the new ones, once; the old ones end at once (the token within
    /// 10 seconds)
    #[command(after_help = NEEDS)]
    Rotate {
        /// Its name
        name: String,
        #[command(flatten)]
        output: Output,
    },
    /// Remove an agency; its past work stays. It must no longer serve a desk
    #[command(after_help = NEEDS)]
    Remove {
        /// Its name
        name: String,
    },
    /// Give an agency that is older than the agencies' own queues a queue for its own reports
    #[command(name = "own-queue", after_help = NEEDS)]
    OwnQueue {
        /// Its name
        name: String,
        /// Its program uses it: close the queue that all agencies share to it. Without this it may use both
        #[arg(long)]
        only: bool,
    },
}

/// Runs the command.
pub(crate) async fn run(command: Agency, operator: Operator) -> Result<()> {
    let changed = async |pool: &Pool, what: &str, name: &str| {
        audit::record(pool, &operator.entry(Action::AgencyChanged).detail(format!("{name} {what}"))).await
    };
    match command {
        Agency::Add { name, desk, output } => {
            let pool = owners_database()?;
            register::add(&pool, &Broker::from_env()?, &name, &desk, output.open()?).await?;
            Ok(changed(&pool, "added", &name).await?)
        }
        Agency::List => register::list(&owners_database()?).await,
        Agency::Rotate { name, output } => {
            let pool = owners_database()?;
            register::rotate(&pool, &Broker::from_env()?, &name, output.open()?).await?;
            Ok(changed(&pool, "rotated", &name).await?)
        }
        Agency::Remove { name } => {
            let pool = owners_database()?;
            register::remove(&pool, &Broker::from_env()?, &name).await?;
            Ok(changed(&pool, "removed", &name).await?)
        }
        Agency::OwnQueue { name, only } => {
            let pool = owners_database()?;
            register::own_queue(&pool, &Broker::from_env()?, &name, only).await?;
            Ok(changed(&pool, "own queue", &name).await?)
        }
    }
}
