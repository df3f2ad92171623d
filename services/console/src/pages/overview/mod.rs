//! How it goes, for supervisors: drawn on the server, so that it needs no script.

mod chart;
pub(super) mod export;
pub(super) mod show;
