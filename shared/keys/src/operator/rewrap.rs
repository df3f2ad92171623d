//! A walk over the data keys of one table, in the order of ids, so that it never holds a long transaction.

use std::ops::AddAssign;

use uuid::Uuid;
use vault::{Vault, VaultError};

/// Data keys looked at per statement.
const BATCH: i64 = 500;

/// What a walk over data keys found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rewrapped {
    /// Data keys that another key had wrapped, and that the current one wraps now.
    pub rewrapped: u64,
    /// All data keys.
    pub seen: u64,
}

impl AddAssign for Rewrapped {
    fn add_assign(&mut self, other: Self) {
        self.rewrapped += other.rewrapped;
        self.seen += other.seen;
    }
}

/// Why a walk ended early. What it did stays.
#[derive(Debug, thiserror::Error)]
pub enum RewrapError {
    /// The process does not have the key, or it is not a data key.
    #[error("the data key of {id} in {table}")]
    Key {
        /// Whose data key.
        id: Uuid,
        /// In which table.
        table: &'static str,
        /// What the vault says of it.
        source: VaultError,
    },
    /// The database is away or refused.
    #[error("data keys could not be read or written")]
    Database(#[from] sqlx::Error),
}

/// Wraps every data key of `table` with the vault's current key. `page` reads at most so many of them behind an id, in
/// the order of ids; `change` writes the last one in the place of the one before it, if that is still there: a ticket
/// erased meanwhile stays erased. It returns how many rows that were.
///
/// # Errors
/// [`RewrapError`].
pub async fn rewrap(
    table: &'static str,
    vault: &Vault,
    page: impl AsyncFn(Uuid, i64) -> Result<Vec<(Uuid, Vec<u8>)>, sqlx::Error>,
    change: impl AsyncFn(Uuid, &[u8], &[u8]) -> Result<u64, sqlx::Error>,
) -> Result<Rewrapped, RewrapError> {
    let (mut done, mut after) = (Rewrapped::default(), Uuid::nil());
    loop {
        let rows = page(after, BATCH).await?;
        let Some((last, _)) = rows.last() else { return Ok(done) };
        after = *last;
        for (id, wrapped) in rows {
            done.seen += 1;
            let fresh = vault.rewrap(&wrapped).map_err(|source| RewrapError::Key { id, table, source })?;
            let Some(fresh) = fresh else { continue };
            done.rewrapped += change(id, &wrapped, &fresh).await?;
        }
    }
}
