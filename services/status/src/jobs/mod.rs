//! What the service does besides answering.

mod forget_wrong_niks;

use database::Pool;
use runtime::{Clock, Job};

/// The list of all jobs:
///
/// - counts of wrong NIKs are forgotten once their fifteen minutes are over.
pub(crate) fn all(pool: &Pool, clock: &Clock) -> Vec<Job> {
    vec![forget_wrong_niks::job(pool.clone(), clock.clone())]
}
