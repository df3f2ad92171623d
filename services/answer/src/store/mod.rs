//! SQL of what only this service does, one file per aggregate. `desk::store` has the SQL of cases.

pub(crate) mod account_commands;
pub(crate) mod agencies;
pub(crate) mod follow_ups;
pub(crate) mod questions;
pub(crate) mod tokens;
pub(crate) mod unanswered;
pub(crate) mod unreceived;
