//! `helpdesk keys` and `helpdesk rewrap`: the data keys of accounts.

use database::Pool;
use keys::operator::{RewrapError, Rewrapped};
use sqlx::PgExecutor;
use uuid::Uuid;
use vault::Vault;

/// Where accounts are, each with its data key.
pub(super) const ACCOUNTS: &str = "desk.officers";

/// How many accounts' data keys each key-encryption key wraps, by its id.
///
/// # Errors
/// When the database is away or refuses.
pub async fn count_keys(on: impl PgExecutor<'_>) -> Result<Vec<(String, i64)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT convert_from(substr(data_key, 3, get_byte(data_key, 1)), 'UTF8') AS "id!",
           count(*) AS "officers!" FROM desk.officers GROUP BY 1"#
    )
    .fetch_all(on)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.officers)).collect())
}

/// Wraps the data keys of all accounts with the vault's current key.
///
/// # Errors
/// As [`keys::operator::rewrap`].
pub async fn rewrap(pool: &Pool, vault: &Vault) -> Result<Rewrapped, RewrapError> {
    keys::operator::rewrap(
        ACCOUNTS,
        vault,
        async |after: Uuid, most: i64| {
            let rows =
                sqlx::query!("SELECT id, data_key FROM desk.officers WHERE id > $1 ORDER BY id LIMIT $2", after, most);
            Ok(rows.fetch_all(pool).await?.into_iter().map(|row| (row.id, row.data_key)).collect())
        },
        async |id: Uuid, before: &[u8], fresh: &[u8]| {
            let change = sqlx::query!(
                "UPDATE desk.officers SET data_key = $1 WHERE id = $2 AND data_key = $3",
                fresh,
                id,
                before
            );
            Ok(change.execute(pool).await?.rows_affected())
        },
    )
    .await
}
