//! `helpdesk keys` and `helpdesk rewrap`: counts the data keys of tickets, and wraps them anew.

use std::collections::BTreeMap;

use database::Pool;
use keys::operator::{RewrapError, Rewrapped};
use uuid::Uuid;
use vault::Vault;

/// Where they are, apart from what they seal.
pub(super) const DATA_KEYS: &str = "keys.tickets";

/// Tickets counted per statement.
const BATCH: i64 = 20_000;

/// How many tickets' data keys each key-encryption key wraps, by its id; counted page by page.
///
/// # Errors
/// When the database is away or refuses.
pub async fn count(pool: &Pool) -> Result<BTreeMap<String, i64>, sqlx::Error> {
    let (mut counted, mut after) = (BTreeMap::new(), Uuid::nil());
    loop {
        let rows = sqlx::query!(
            r#"WITH page AS (
                   SELECT ticket_id, convert_from(substr(data_key, 3, get_byte(data_key, 1)), 'UTF8') AS id
                     FROM keys.tickets
                    WHERE ticket_id > $1 ORDER BY ticket_id LIMIT $2
               ), last AS (SELECT ticket_id FROM page ORDER BY ticket_id DESC LIMIT 1)
               SELECT page.id AS "id!", count(*) AS "tickets!", last.ticket_id AS "last!"
                 FROM page CROSS JOIN last GROUP BY page.id, last.ticket_id"#,
            after,
            BATCH,
        )
        .fetch_all(pool)
        .await?;
        let Some(last) = rows.last() else { return Ok(counted) };
        after = last.last;
        for row in rows {
            *counted.entry(row.id).or_default() += row.tickets;
        }
    }
}

/// Wraps the data keys of all tickets with the vault's current key.
///
/// # Errors
/// As [`keys::operator::rewrap`].
pub async fn rewrap(pool: &Pool, vault: &Vault) -> Result<Rewrapped, RewrapError> {
    keys::operator::rewrap(
        DATA_KEYS,
        vault,
        async |after: Uuid, most: i64| {
            let rows = sqlx::query!(
                "SELECT ticket_id, data_key FROM keys.tickets WHERE ticket_id > $1 ORDER BY ticket_id LIMIT $2",
                after,
                most,
            );
            Ok(rows.fetch_all(pool).await?.into_iter().map(|row| (row.ticket_id, row.data_key)).collect())
        },
        async |id: Uuid, before: &[u8], fresh: &[u8]| {
            let change = sqlx::query!(
                "UPDATE keys.tickets SET data_key = $1 WHERE ticket_id = $2 AND data_key = $3",
                fresh,
                id,
                before,
            );
            Ok(change.execute(pool).await?.rows_affected())
        },
    )
    .await
}
