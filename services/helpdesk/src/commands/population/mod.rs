//! `helpdesk population`: how the checks of identities stand, and invented persons for a simulated register.

#[cfg(any(debug_assertions, feature = "seed"))]
mod import;
#[cfg(any(debug_assertions, feature = "seed"))]
mod persons;
mod status;

use anyhow::Result;
use clap::Subcommand;

use crate::operator::Operator;

/// What an operator can do about the population register.
#[derive(Debug, Subcommand)]
pub(crate) enum Population {
    /// Show what was asked of the register, what waits for it, and which verdicts are kept
    Status,
    /// Add invented persons to the simulated register of this machine; it keeps them
    #[cfg(any(debug_assertions, feature = "seed"))]
    #[command(after_help = import::HELP)]
    Import(import::Import),
}

/// Runs the command.
pub(crate) async fn run(command: Population, operator: Operator) -> Result<()> {
    match command {
        Population::Status => status::run().await,
        #[cfg(any(debug_assertions, feature = "seed"))]
        Population::Import(import) => import::run(import, operator).await,
    }
}
