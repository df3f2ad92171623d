//! What the operator's commands do to this service's tables, one verb a file. They need the database owner's rights.

pub mod account;
mod claims;
pub mod complaints;
pub mod keys;
pub mod periods;
pub mod person;
pub mod population;
pub mod seed;

pub use claims::CLAIMS;
