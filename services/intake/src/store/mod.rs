//! All SQL of the intake service, one file per table that it writes or reads.
//!
//! Functions take the connection or pool they run on. Absence is `None`; a value that this version does not know is
//! [`database::Inconsistent`], which says where it lies.

pub(crate) mod channel_tokens;
pub(crate) mod filed_tickets;
pub(crate) mod filings;
pub(crate) mod idempotency_keys;
pub(crate) mod lost_numbers;
pub(crate) mod missed_searches;
pub(crate) mod number_blocks;
pub(crate) mod partitions;
pub(crate) mod reference;
pub(crate) mod retention;
pub(crate) mod tickets;
pub(crate) mod unrouted;
