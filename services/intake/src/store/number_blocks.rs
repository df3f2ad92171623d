//! Blocks of ticket numbers, leased to one process each.

use database::Inconsistent;
use domain::{FormCode, SevenDigits};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;

/// Leases `size` sequences of a form and day for this process alone; returns the first of them. Sequences start at 1.
/// `None` when fewer are left of the ten million that a day has.
pub(crate) async fn lease(
    on: impl PgExecutor<'_>,
    form: FormCode,
    day: Date,
    size: u32,
) -> Result<Option<u32>, sqlx::Error> {
    let size = i32::try_from(size).unwrap_or(i32::MAX);
    let first = sqlx::query_scalar!(
        r#"INSERT INTO intake.number_blocks AS block (form, day, next_sequence) VALUES ($1, $2, 1 + $3::integer)
           ON CONFLICT (form, day) DO UPDATE SET next_sequence = block.next_sequence + $3::integer
                                           WHERE block.next_sequence + $3::integer <= 1 + $4::integer
           RETURNING next_sequence - $3::integer AS "first!""#,
        form.to_string(),
        day.to_sqlx(),
        size,
        i32::try_from(SevenDigits::COUNT).unwrap_or(i32::MAX),
    )
    .fetch_optional(on)
    .await?;
    let inconsistent =
        || Inconsistent::new("intake.number_blocks", "next_sequence", &format_args!("form {form} on {day}")).into();
    first.map(|first| u32::try_from(first).map_err(|_negative| inconsistent())).transpose()
}
