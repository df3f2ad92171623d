//! `helpdesk export`: what is kept about complaints (form 02) of a person.

use database::Pool;
use domain::Nik;
use serde_json::{Value, json};
use vault::{Index, Vault};

/// The complaints that accounts with this NIK were made by others (form 02), and what became of them.
///
/// # Errors
/// When the database is away or refuses.
pub async fn export(pool: &Pool, vault: &Vault, nik: &Nik) -> Result<Vec<Value>, sqlx::Error> {
    let index = vault.index(Index::AccountNik, nik.expose().as_bytes());
    let rows = sqlx::query!(
        "SELECT ticket_number, account_id, frozen_at, confirmed_at, remove_at, ended_at, outcome FROM accounts.complaints
          WHERE nik_index = $1 ORDER BY frozen_at, id",
        index.as_bytes(),
    )
    .fetch_all(pool)
    .await?;
    let at = |moment: jiff_sqlx::Timestamp| moment.to_jiff().to_string();
    let complaint = rows.into_iter().map(|row| {
        json!({
            "ticket": row.ticket_number,
            "account": row.account_id,
            "frozen_at": at(row.frozen_at),
            "confirmed_at": row.confirmed_at.map(at),
            "removed_from": row.remove_at.map(at),
            "ended_at": row.ended_at.map(at),
            "outcome": row.outcome,
        })
    });
    Ok(complaint.collect())
}
