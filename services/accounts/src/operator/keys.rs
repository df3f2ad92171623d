//! `helpdesk keys` and `helpdesk rewrap`: counts the data keys of accounts, and wraps them anew.

use std::collections::BTreeMap;

use database::Pool;
use keys::operator::{RewrapError, Rewrapped};
use uuid::Uuid;
use vault::Vault;

/// How many data keys each key-encryption key wraps, by its id.
///
/// # Errors
/// When the database is away or refuses.
pub async fn count(pool: &Pool) -> Result<BTreeMap<String, i64>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT convert_from(substr(data_key, 3, get_byte(data_key, 1)), 'UTF8') AS "id!", count(*) AS "accounts!"
             FROM keys.accounts GROUP BY 1"#,
    )
    .fetch_all(pool)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.accounts)).collect())
}

/// Wraps the data keys of all drafts and accounts with the vault's current key.
///
/// # Errors
/// As [`keys::operator::rewrap`].
pub async fn rewrap(pool: &Pool, vault: &Vault) -> Result<Rewrapped, RewrapError> {
    keys::operator::rewrap(
        "keys.accounts",
        vault,
        async |after: Uuid, most: i64| {
            let rows = sqlx::query!(
                "SELECT account_id, data_key FROM keys.accounts WHERE account_id > $1 ORDER BY account_id LIMIT $2",
                after,
                most,
            );
            Ok(rows.fetch_all(pool).await?.into_iter().map(|row| (row.account_id, row.data_key)).collect())
        },
        async |id: Uuid, before: &[u8], fresh: &[u8]| {
            let changed = sqlx::query!(
                "UPDATE keys.accounts SET data_key = $3 WHERE account_id = $1 AND data_key = $2",
                id,
                before,
                fresh,
            );
            Ok(changed.execute(pool).await?.rows_affected())
        },
    )
    .await
}
