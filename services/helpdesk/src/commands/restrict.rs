//! `helpdesk restrict`: closes a ticket to officers and agencies during a dispute about its data (UU PDP 27/2022,
//! article 11).

use anyhow::{Result, bail};
use audit::Action;
use clap::Args;
use database::operator::periods;
use domain::TicketNumber;

use crate::operator::{Operator, owners_database, say};

/// Which ticket, and whether to close or open it.
#[derive(Debug, Args)]
#[command(
    after_help = "Needs --why. A restricted ticket is neither opened, answered, handed over nor erased when its period \
        is over; its owner still follows it by number and NIK."
)]
pub(crate) struct Restrict {
    /// The ticket's number
    ticket_number: TicketNumber,
    /// Open it to officers and agencies again
    #[arg(long)]
    lift: bool,
}

/// Runs the command. Safe to repeat.
pub(crate) async fn run(command: Restrict, operator: Operator) -> Result<()> {
    operator.needs_a_reason()?;
    let pool = owners_database()?;
    let number = command.ticket_number;
    let action = if command.lift { Action::LiftRestriction } else { Action::Restrict };
    let mut transaction = pool.begin().await?;
    if !intake::operator::restrict(&mut *transaction, number, command.lift).await? {
        bail!("there is no ticket {number}, or it was erased");
    }
    if command.lift {
        // The ticket's period may have ended, so the job must look at its day again.
        periods::look_again_from(&mut *transaction, number.day()).await?;
    }
    audit::record(&mut *transaction, &operator.entry(action).ticket_anywhere(number)).await?;
    transaction.commit().await?;
    say(format!("ticket {number} is {}", if command.lift { "open to its desk again" } else { "restricted" }));
    Ok(())
}
