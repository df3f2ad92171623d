//! All SQL of the service, one file per aggregate.

mod tickets;
mod wrong_tries;

use std::sync::Arc;

pub(crate) use tickets::{Asked, Read, SealedAnswer, Ticket, find};
pub(crate) use wrong_tries::{count, forget};

/// Why the store could not say what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// The query failed; it may have asked for others, too.
    #[error("querying the database")]
    Database(#[source] Arc<sqlx::Error>),
    /// A row says something that cannot be.
    #[error("the stored {column} of ticket {number} is not one that exists")]
    Inconsistent {
        /// The ticket.
        number: domain::TicketNumber,
        /// Where.
        column: &'static str,
    },
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(Arc::new(error))
    }
}
