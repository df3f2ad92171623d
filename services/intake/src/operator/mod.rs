//! What the operator's commands do to this service's tables, one verb a file. They need the database owner's rights,
//! and those that share a transaction with other services take its connection.

pub mod breach_report;
mod claims;
pub mod erase;
pub mod export;
pub mod faq;
pub mod keys;
pub mod partitions;
pub mod restored;
mod restrict;
#[cfg(any(debug_assertions, feature = "seed"))]
pub mod seed;
pub mod tickets;
pub mod tokens;

pub use self::keys::rewrap;
pub use claims::CLAIMS;
pub use restrict::restrict;

use database::Inconsistent;
use domain::TicketNumber;

/// A ticket's number as it is stored.
fn number(stored: &str) -> Result<TicketNumber, sqlx::Error> {
    stored.parse().map_err(|_unparsable| Inconsistent::new("intake.tickets", "number", stored).into())
}
