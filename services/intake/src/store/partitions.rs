//! Monthly partitions of the tickets.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

/// Makes the partitions of the month of `first` and the ones after it, `months` in all. Returns how many were new.
pub(crate) async fn ensure(on: impl PgExecutor<'_>, first: Date, months: i32) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT intake.ensure_partitions($1, $2) AS "made!""#, first.to_sqlx(), months)
        .fetch_one(on)
        .await
}
