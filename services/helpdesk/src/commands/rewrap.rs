//! `helpdesk rewrap`: after a new key-encryption key was put first in `VAULT_KEYS`, wraps every data key with it, so that the old
//! one can be taken out. Runs beside the services; can be stopped and repeated.

use anyhow::{Context, Result};
use audit::Action;
use database::Pool;
use runtime::Settings;
use uuid::Uuid;
use vault::{Vault, VaultConfig};

use crate::operator::{Operator, owners_database, say};

/// Tickets looked at per statement.
const BATCH: i64 = 500;

/// Walks all tickets by key, and then the officers, so that it never holds a long transaction.
pub(crate) async fn run(operator: Operator) -> Result<()> {
    let mut settings = Settings::from_env();
    let config = VaultConfig::read(&mut settings);
    settings.finish()?;
    let (vault, pool) = (Vault::new(&config)?, owners_database()?);
    let (mut rewrapped, mut seen) = (0_u64, 0_u64);
    let mut after = Uuid::nil();
    loop {
        let rows =
            sqlx::query!("SELECT ticket_id, data_key FROM keys.tickets WHERE ticket_id > $1 ORDER BY ticket_id LIMIT $2", after, BATCH,)
                .fetch_all(&pool)
                .await?;
        let Some(last) = rows.last() else { break };
        after = last.ticket_id;
        for row in rows {
            seen += 1;
            let fresh = vault.rewrap(&row.data_key).with_context(|| format!("the data key of ticket {}", row.ticket_id))?;
            let Some(fresh) = fresh else { continue };
            // The old key in the condition: a ticket erased meanwhile stays erased.
            rewrapped += sqlx::query!(
                "UPDATE keys.tickets SET data_key = $1 WHERE ticket_id = $2 AND data_key = $3",
                fresh,
                row.ticket_id,
                row.data_key,
            )
            .execute(&pool)
            .await?
            .rows_affected();
        }
    }
    let (officers, all_officers) = rewrap_officers(&vault, &pool).await?;
    rewrapped += officers;
    seen += all_officers;
    audit::record(&pool, &operator.entry(Action::KeysRewrapped).detail(format!("{rewrapped} of {seen}"))).await?;
    say(format!("{rewrapped} of {seen} data keys wrapped anew; all use the current key now"));
    Ok(())
}

/// Officers have keys of their own; there are few of them.
async fn rewrap_officers(vault: &Vault, pool: &Pool) -> Result<(u64, u64)> {
    let (mut rewrapped, mut seen) = (0, 0);
    for officer in sqlx::query!("SELECT id, data_key FROM desk.officers").fetch_all(pool).await? {
        seen += 1;
        let fresh = vault.rewrap(&officer.data_key).with_context(|| format!("the data key of officer {}", officer.id))?;
        let Some(fresh) = fresh else { continue };
        rewrapped +=
            sqlx::query!("UPDATE desk.officers SET data_key = $1 WHERE id = $2 AND data_key = $3", fresh, officer.id, officer.data_key)
                .execute(pool)
                .await?
                .rows_affected();
    }
    Ok((rewrapped, seen))
}
