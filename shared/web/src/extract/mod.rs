//! Extractors whose refusals are [`crate::Problem`]s. None of them repeats what the caller sent.

mod json;
mod no_doubles;
mod path;
mod query;

pub use json::{JSON_LIMIT_BYTES, Json};
pub use path::Path;
pub use query::Query;
