//! What the service does besides answering.

mod forget_wrong_tries;

use database::Pool;
use runtime::{Clock, Job};

/// The list of all jobs:
///
/// - counts of wrong lookups are forgotten once they are over.
pub(crate) fn all(pool: &Pool, clock: &Clock) -> Vec<Job> {
    vec![forget_wrong_tries::job(pool.clone(), clock.clone())]
}
