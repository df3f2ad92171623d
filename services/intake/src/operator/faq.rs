//! Takes over the FAQ's files: entries that the database never had are published.

use database::Pool;
use runtime::Clock;

/// Publishes the entries of files that the database never had, all or none, and returns how many. What people changed
/// or withdrew in the console stays as it is.
///
/// # Errors
/// When the database is away.
pub async fn seed(pool: &Pool, clock: &Clock) -> anyhow::Result<u64> {
    let seeds = crate::faq::seeds(clock)?;
    let mut transaction = pool.begin().await?;
    let added = ::faq::ledger::seed(&mut transaction, &seeds).await?;
    transaction.commit().await?;
    Ok(added)
}
