//! What the operator's commands ask of this service's tables. They need the database owner's rights.

mod claims;
pub mod status;
pub mod stuck;

pub use claims::CLAIMS;
