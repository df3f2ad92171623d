//! SQL of what only this service does, one file per aggregate. What cases are is `desk::store`'s.

pub(crate) mod agencies;
pub(crate) mod tokens;
pub(crate) mod unanswered;
pub(crate) mod unreceived;
