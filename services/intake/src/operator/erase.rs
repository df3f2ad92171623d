//! `helpdesk erase`: finds tickets and erases them. The function `retention.erase_ticket` (migration 0035) says what
//! goes in the database. The [`CLAIMS`](super::CLAIMS) of all services tell whether anything is left.

use domain::{Nik, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use vault::{Index, Vault};

use super::number;

/// Erases a ticket in every table. `false`: there is no such ticket.
///
/// # Errors
/// When the database is away or refuses.
pub async fn erase(on: impl PgExecutor<'_>, ticket: TicketNumber, now: Timestamp) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT retention.erase_ticket($1, $2, $3) AS "found!""#,
        ticket.day().to_sqlx(),
        ticket.to_string(),
        now.to_sqlx(),
    )
    .fetch_one(on)
    .await
}

/// The object with the ticket's documents, as long as it is not deleted.
///
/// # Errors
/// When the database is away or refuses, or has no such ticket.
pub async fn object(on: impl PgExecutor<'_>, ticket: TicketNumber) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT object_key FROM intake.tickets WHERE submitted_on = $1 AND number = $2",
        ticket.day().to_sqlx(),
        ticket.to_string(),
    )
    .fetch_one(on)
    .await
}

/// Notes that the object is deleted.
///
/// # Errors
/// When the database is away or refuses.
pub async fn object_deleted(on: impl PgExecutor<'_>, ticket: TicketNumber) -> Result<(), sqlx::Error> {
    sqlx::query!("SELECT retention.object_deleted($1, $2)", ticket.day().to_sqlx(), ticket.to_string())
        .execute(on)
        .await
        .map(drop)
}

/// The tickets of a person, oldest first.
///
/// # Errors
/// When the database is away or refuses.
pub async fn of_nik(on: impl PgExecutor<'_>, vault: &Vault, nik: &Nik) -> Result<Vec<TicketNumber>, sqlx::Error> {
    let index = vault.index(Index::Nik, nik.expose().as_bytes());
    let numbers = sqlx::query_scalar!(
        "SELECT number FROM intake.tickets WHERE nik_index = $1 ORDER BY submitted_on, submitted_at",
        index.as_bytes().as_slice(),
    )
    .fetch_all(on)
    .await?;
    numbers.iter().map(|stored| number(stored)).collect()
}

/// Tickets that were erased after the restored backup of the tickets was made: the restored backup of the keys is newer
/// and has none for them.
///
/// # Errors
/// When the database is away or refuses.
pub async fn without_key(on: impl PgExecutor<'_>) -> Result<Vec<TicketNumber>, sqlx::Error> {
    let numbers = sqlx::query_scalar!(
        "SELECT t.number FROM intake.tickets t
          WHERE t.erased_at IS NULL AND NOT EXISTS (SELECT FROM keys.tickets k
            WHERE k.ticket_id = t.id) ORDER BY t.submitted_on, t.number"
    )
    .fetch_all(on)
    .await?;
    numbers.iter().map(|stored| number(stored)).collect()
}
