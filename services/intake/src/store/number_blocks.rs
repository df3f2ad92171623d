//! Blocks of ticket numbers, leased to one process each.

use database::Pool;
use domain::FormCode;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;

/// Leases `size` numbers of a form and day for this process alone; returns the first of them. Sequences start at 1.
pub(crate) async fn lease(pool: &Pool, form: FormCode, day: Date, size: u32) -> Result<u32, sqlx::Error> {
    let first = sqlx::query_scalar!(
        r#"INSERT INTO intake.number_blocks AS block (form, day, next_sequence) VALUES ($1, $2, 1 + $3::integer)
           ON CONFLICT (form, day) DO UPDATE SET next_sequence = block.next_sequence + $3::integer
           RETURNING next_sequence - $3::integer AS "first!""#,
        form.to_string(),
        day.to_sqlx() as jiff_sqlx::Date,
        i32::try_from(size).unwrap_or(i32::MAX),
    )
    .fetch_one(pool)
    .await?;
    u32::try_from(first).map_err(|error| sqlx::Error::Decode(error.into()))
}
