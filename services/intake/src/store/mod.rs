//! All SQL of the intake service, one file per table that it writes or reads.

pub(crate) mod channel_tokens;
pub(crate) mod filed_tickets;
pub(crate) mod filings;
pub(crate) mod idempotency_keys;
pub(crate) mod number_blocks;
pub(crate) mod partitions;
pub(crate) mod reference;
pub(crate) mod retention;
pub(crate) mod tickets;
pub(crate) mod unrouted;
