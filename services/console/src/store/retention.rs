//! What the desks may have deleted and not delete themselves: the functions are the database owner's, and know the
//! period.

use database::Pool;
use desk::StoreError;

/// Deletes one answer to many tickets whose period is over. Returns how many: call again while it is not 0.
pub(crate) async fn forget_bulk_answer(pool: &Pool) -> Result<i32, StoreError> {
    Ok(sqlx::query_scalar!(r#"SELECT retention.forget_bulk_answer() AS "forgotten!""#).fetch_one(pool).await?)
}

/// Deletes the counts of hours whose period is over. Returns how many.
pub(crate) async fn forget_hours(pool: &Pool) -> Result<i32, StoreError> {
    Ok(sqlx::query_scalar!(r#"SELECT retention.forget_hours() AS "forgotten!""#).fetch_one(pool).await?)
}
