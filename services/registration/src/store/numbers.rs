//! Agencies' short numbers, and blocks of registration numbers that are leased to one process each.

use database::{Connection, Inconsistent};
use domain::{AgencyNumber, NineDigits, SelectionKind};
use sqlx::PgExecutor;

/// Gives a short number to each agency that has none: those behind the highest that was ever given.
///
/// # Errors
/// When the database is away or refuses, and when there are more than 9,999 agencies.
pub(crate) async fn number_agencies(on: impl PgExecutor<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO registration.agency_numbers (agency_id, number)
         SELECT a.id, (SELECT coalesce(max(number), 0) FROM registration.agency_numbers)
                      + row_number() OVER (ORDER BY a.id)
           FROM registration.agencies a
          WHERE NOT EXISTS (SELECT FROM registration.agency_numbers n WHERE n.agency_id = a.id)"
    )
    .execute(on)
    .await
    .map(drop)
}

/// Leases `size` sequences of a kind, year and agency for this process alone; returns the agency's short number and the
/// first of them. Sequences start at 1. `None` for an agency without a short number, and when fewer are left of the
/// thousand million.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn lease(
    on: impl PgExecutor<'_>,
    (kind, year, agency_id): (SelectionKind, u8, &str),
    size: u32,
) -> Result<Option<(AgencyNumber, u32)>, sqlx::Error> {
    let row = sqlx::query!(
        r#"INSERT INTO registration.number_blocks AS block (kind, year, agency, next_sequence)
           SELECT $1, $2, n.number, 1 + $4::integer FROM registration.agency_numbers n WHERE n.agency_id = $3
           ON CONFLICT (kind, year, agency) DO UPDATE SET next_sequence = block.next_sequence + $4::integer
                                                WHERE block.next_sequence + $4::integer <= 1 + $5::integer
           RETURNING agency, next_sequence - $4::integer AS "first!""#,
        kind.as_str(),
        i16::from(year),
        agency_id,
        i32::try_from(size).unwrap_or(i32::MAX),
        i32::try_from(NineDigits::COUNT).unwrap_or(i32::MAX),
    )
    .fetch_optional(on)
    .await?;
    let inconsistent = || Inconsistent::new("registration.number_blocks", "next_sequence", &agency_id).into();
    row.map(|row| {
        let agency = u16::try_from(row.agency).ok().and_then(AgencyNumber::new);
        agency.zip(u32::try_from(row.first).ok()).ok_or_else(inconsistent)
    })
    .transpose()
}

/// Passes over half of what is left of each block: numbers that were given out after a backup was made, of which the
/// backup does not know.
///
/// # Errors
/// When the database is away or refuses.
pub async fn pass_over(on: &mut Connection) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE registration.number_blocks SET next_sequence = next_sequence + (1 + $1::integer - next_sequence) / 2",
        i32::try_from(NineDigits::COUNT).unwrap_or(i32::MAX),
    )
    .execute(on)
    .await
    .map(drop)
}
