//! `helpdesk migrate`: makes the partitions of the months to come.

use jiff::civil::Date;
use sqlx::PgExecutor;

use crate::store::partitions;

/// Makes the partitions of the month of `first` and the ones after it, `months` in all. Returns how many were new.
///
/// # Errors
/// When the database is away or refuses.
pub async fn ensure(on: impl PgExecutor<'_>, first: Date, months: i32) -> Result<i32, sqlx::Error> {
    partitions::ensure(on, first, months).await
}
