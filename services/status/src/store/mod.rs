//! All SQL of the service, one file per aggregate.

mod tickets;
mod wrong_niks;

pub(crate) use tickets::{SealedAnswer, Ticket, find};
pub(crate) use wrong_niks::{count, forget};

/// Why the store could not say what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// The query failed.
    #[error("querying the database")]
    Database(#[from] sqlx::Error),
    /// A row says something that cannot be.
    #[error("the stored {column} of ticket {number} is not one that exists")]
    Inconsistent {
        /// The ticket.
        number: domain::TicketNumber,
        /// Where.
        column: &'static str,
    },
}
