//! What the console asks the database owner's functions to delete. The functions know the period; the console may
//! delete none of it itself.

use sqlx::PgExecutor;

/// Deletes one answer to many tickets whose period is over. Returns how many: call again while it is not 0.
pub(crate) async fn forget_bulk_answer(on: impl PgExecutor<'_>) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT retention.forget_bulk_answer() AS "forgotten!""#).fetch_one(on).await
}

/// Deletes versions of the FAQ's entries whose period is over. Returns how many.
pub(crate) async fn forget_faq(on: impl PgExecutor<'_>) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT retention.forget_faq() AS "forgotten!""#).fetch_one(on).await
}

/// Deletes the counts of hours whose period is over. Returns how many.
pub(crate) async fn forget_hours(on: impl PgExecutor<'_>) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT retention.forget_hours() AS "forgotten!""#).fetch_one(on).await
}
