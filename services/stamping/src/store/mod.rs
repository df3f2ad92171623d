//! All SQL of the worker.

pub(crate) mod forgetting;
pub(crate) mod jobs;
pub(crate) mod progress;
pub(crate) mod waiting;
