//! Answers of the population register, by day.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

/// Takes `some` answers of `day`, of which there are `most`. `false`: there are not so many left.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn take(on: impl PgExecutor<'_>, day: Date, some: u64, most: u64) -> Result<bool, sqlx::Error> {
    let [some, most] = [some, most].map(|number| i64::try_from(number).unwrap_or(i64::MAX));
    let taken = sqlx::query!(
        "INSERT INTO accounts.register_days AS d (day, drawn) SELECT $1, $2::bigint WHERE $2 <= $3::bigint
         ON CONFLICT (day) DO UPDATE SET drawn = d.drawn + $2 WHERE d.drawn <= $3 - $2",
        day.to_sqlx(),
        some,
        most,
    )
    .execute(on)
    .await?;
    Ok(taken.rows_affected() > 0)
}

/// Forgets the days before `day`.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn forget(on: impl PgExecutor<'_>, day: Date) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM accounts.register_days WHERE day < $1", day.to_sqlx()).execute(on).await.map(drop)
}
