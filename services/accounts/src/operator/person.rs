//! `helpdesk export` and `helpdesk erase --nik`: what this service keeps about a person.

use database::{Connection, Pool};
use domain::Nik;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;
use vault::{Index, Vault};

use crate::applicant::{Applicant, Unreadable};

/// What could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database is away or refused.
    #[error("what was told could not be read")]
    Database(#[from] sqlx::Error),
    /// A seal does not open.
    #[error("the draft {id} could not be opened")]
    Sealed {
        /// The draft.
        id: Uuid,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// Everything that this person has told while making an account, in the clear, as one JSON value each, by its id.
///
/// # Errors
/// [`ExportError`].
pub async fn export(pool: &Pool, vault: &Vault, nik: &Nik) -> Result<Vec<(Uuid, Value)>, ExportError> {
    let rows = sqlx::query!(
        "SELECT d.id, d.identity, d.content, d.made_at, d.used_at, k.data_key
           FROM accounts.drafts d JOIN keys.accounts k ON k.account_id = d.id
          WHERE d.nik_index = $1 ORDER BY d.made_at, d.id",
        index(vault, nik),
    )
    .fetch_all(pool)
    .await?;
    let mut told = Vec::with_capacity(rows.len());
    for row in rows {
        let sealed = |source| ExportError::Sealed { id: row.id, source };
        let key = vault.open_data_key(&row.data_key).map_err(|error| sealed(error.into()))?;
        let applicant =
            Applicant::open(&key, row.id, &row.content).map_err(|error: Unreadable| sealed(error.into()))?;
        let at = |moment: jiff_sqlx::Timestamp| Timestamp::to_string(&moment.to_jiff());
        let value = json!({
            "identity": row.identity,
            "made_at": at(row.made_at),
            "used_at": at(row.used_at),
            "told": applicant.exported(),
        });
        told.push((row.id, value));
    }
    Ok(told)
}

/// Forgets everything about this person: drafts with their keys, verdicts, and what was tried. Returns how many drafts.
///
/// # Errors
/// When the database is away or refuses.
pub async fn forget(on: &mut Connection, vault: &Vault, nik: &Nik) -> Result<u64, sqlx::Error> {
    let index = index(vault, nik);
    let drafts = sqlx::query!(
        "WITH told AS (DELETE FROM accounts.drafts WHERE nik_index = $1 RETURNING id)
         DELETE FROM keys.accounts k USING told WHERE k.account_id = told.id",
        index,
    )
    .execute(&mut *on)
    .await?;
    sqlx::query!("DELETE FROM accounts.verdicts WHERE nik_index = $1", index).execute(&mut *on).await?;
    sqlx::query!("DELETE FROM accounts.tried_niks WHERE nik_index = $1", index).execute(&mut *on).await?;
    Ok(drafts.rows_affected())
}

fn index(vault: &Vault, nik: &Nik) -> Vec<u8> {
    vault.index(Index::AccountNik, nik.expose().as_bytes()).as_bytes().to_vec()
}
