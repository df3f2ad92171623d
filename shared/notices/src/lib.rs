//! What the operator tells everybody: banners on all pages, and forms that are closed for a while.
//!
//! `helpdesk notice` writes them with [`ledger`]; every process that serves pages keeps a [`Board`], which a job reads
//! anew every five seconds. Reading the board costs no query, and while the database is away the last known notices
//! stay up.

mod banner;
mod board;
mod closure;
pub mod ledger;

pub use banner::{Banner, Kind, UnknownKind};
pub use board::Board;
pub use closure::Closure;

/// Most characters of a banner or of a reason.
pub const MAX_LENGTH: usize = 500;
