//! What the operator's commands do to the desks' tables, one verb a file. They need the database owner's rights. A verb
//! that shares a transaction with other services takes its connection.

pub mod agencies;
mod claims;
pub mod desks;
pub mod export;
#[cfg(any(debug_assertions, feature = "seed"))]
pub mod seed;
pub mod tickets;
pub mod tokens;

pub use claims::CLAIMS;
