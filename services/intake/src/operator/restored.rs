//! `helpdesk restored`: forgets keys of tickets that the backup does not have, and passes over numbers that were given
//! out after it.

use database::Connection;
use domain::{SevenDigits, catalogue, time};
use jiff::{Timestamp, ToSpan as _};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Forgets the keys of tickets that were accepted after the backup of the tickets and before that of the keys: they
/// open nothing any more. Returns the tickets' ids, which tell when they were accepted.
///
/// # Errors
/// When the database is away or refuses.
pub async fn forget_lost(on: impl PgExecutor<'_>) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "DELETE FROM keys.tickets k WHERE NOT EXISTS (SELECT FROM intake.tickets t WHERE t.id = k.ticket_id) \
        RETURNING k.ticket_id"
    )
    .fetch_all(on)
    .await
}

/// Passes over numbers that were given out after the backup: they were leased from blocks that the backup takes for
/// free. Only those of today matter, and of yesterday around midnight: no others are given out any more. Half of what
/// is left is passed over, five million at first: more than a day brings.
///
/// # Errors
/// When the database is away or refuses.
pub async fn pass_over_numbers(on: &mut Connection, now: Timestamp) -> Result<(), sqlx::Error> {
    let today = time::wib_day(now);
    let forms: Vec<String> = catalogue::FORMS.iter().map(|form| form.code.to_string()).collect();
    for day in [today.saturating_sub(1.day()), today] {
        sqlx::query!(
            "INSERT INTO intake.number_blocks AS block (form, day, next_sequence)
             SELECT form, $2, 1 + $3::integer / 2 FROM unnest($1::text[]) AS forms (form)
             ON CONFLICT (form, day) DO UPDATE
               SET next_sequence = block.next_sequence + (1 + $3::integer - block.next_sequence) / 2",
            &forms,
            day.to_sqlx(),
            i32::try_from(SevenDigits::COUNT).unwrap_or(i32::MAX),
        )
        .execute(&mut *on)
        .await?;
    }
    Ok(())
}
