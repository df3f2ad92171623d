//! What the service does besides answering.

mod forget_wrong_niks;

use runtime::{Clock, Job};
use sqlx::PgPool;

/// The list of all jobs:
///
/// - counts of wrong NIKs are forgotten once their fifteen minutes are over.
pub(crate) fn all(pool: &PgPool, clock: &Clock) -> Vec<Job> {
    vec![forget_wrong_niks::job(pool.clone(), clock.clone())]
}
