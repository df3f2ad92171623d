//! `helpdesk breach-report`: counts the people whose tickets somebody read.

use sqlx::PgExecutor;

/// How many people the tickets are of; those of an erased ticket are not known any more.
///
/// # Errors
/// When the database is away or refuses.
pub async fn persons(on: impl PgExecutor<'_>, tickets: &[String]) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(DISTINCT t.nik_index) AS "count!" FROM unnest($1::text[]) AS read (number)
             JOIN intake.tickets t ON t.number = read.number
               AND t.submitted_on = to_date(substr(read.number, 3, 8), 'YYYYMMDD')"#,
        tickets,
    )
    .fetch_one(on)
    .await
}

/// How many of the tickets were erased.
///
/// # Errors
/// When the database is away or refuses.
pub async fn erased(on: impl PgExecutor<'_>, tickets: &[String]) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM unnest($1::text[]) AS read (number)
             JOIN intake.tickets t ON t.number = read.number
               AND t.submitted_on = to_date(substr(read.number, 3, 8), 'YYYYMMDD')
            WHERE t.erased_at IS NOT NULL"#,
        tickets,
    )
    .fetch_one(on)
    .await
}
