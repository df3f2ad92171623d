//! The machine's own limits: the same I/O as ours, without our logic.

pub(crate) mod broker;
pub(crate) mod hashes;
pub(crate) mod intake;
pub(crate) mod lookup;
pub(crate) mod page;
mod program;

pub(crate) use program::Program;
