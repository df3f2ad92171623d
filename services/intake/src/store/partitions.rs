//! Monthly partitions of the tickets.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

/// How far the months are prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Prepared {
    /// Months with a partition, this one included, up to the first one without.
    pub(crate) months: i32,
    /// Rows of months without one, up to 10,000.
    pub(crate) stray: i64,
}

/// Makes the partitions of the month of `first` and the ones after it, `months` in all. Returns how many were new.
pub(crate) async fn ensure(on: impl PgExecutor<'_>, first: Date, months: i32) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT intake.ensure_partitions($1, $2) AS "made!""#, first.to_sqlx(), months)
        .fetch_one(on)
        .await
}

/// How far the months from that of `today` on are prepared.
pub(crate) async fn prepared(on: impl PgExecutor<'_>, today: Date) -> Result<Prepared, sqlx::Error> {
    sqlx::query_as!(
        Prepared,
        r#"SELECT months AS "months!", stray AS "stray!" FROM intake.prepared_partitions($1)"#,
        today.to_sqlx(),
    )
    .fetch_one(on)
    .await
}
