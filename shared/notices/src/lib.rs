//! The operator tells everybody something: by banners on all pages, and by closing a form for a while.
//!
//! `helpdesk notice` writes the notices with [`ledger`]. Every process that serves pages keeps a [`Board`], and a job
//! reads it anew every five seconds. Reading the board costs no query. While the database is away the last known
//! notices stay up.

mod banner;
mod board;
mod closure;
pub mod ledger;

pub use banner::{Banner, Kind, UnknownKind};
pub use board::Board;
pub use closure::Closure;

/// Most characters of a banner or of a reason.
pub const MAX_LENGTH: usize = 500;
