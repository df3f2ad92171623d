//! Monthly partitions of the tickets.

use database::Pool;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;

/// Makes the partitions of the month of `first` and the ones after it, `months` in all. Returns how many were new.
pub(crate) async fn ensure(pool: &Pool, first: Date, months: i32) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT intake.ensure_partitions($1, $2) AS "made!""#,
        first.to_sqlx() as jiff_sqlx::Date,
        months
    )
    .fetch_one(pool)
    .await
}
