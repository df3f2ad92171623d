//! `helpdesk rewrap`: after a new key-encryption key was put first in `VAULT_KEYS`, wraps every data key with it, so that the old
//! one can be taken out. Runs beside the services; can be stopped and repeated.

use anyhow::{Context, Result};
use database::Pool;
use runtime::Settings;
use vault::{Vault, VaultConfig};

use crate::operator::{owners_database, say};

/// Tickets looked at per statement.
const BATCH: i64 = 500;

/// Walks all tickets by key, and then the officers, so that it never holds a long transaction.
pub(crate) async fn run() -> Result<()> {
    let mut settings = Settings::from_env();
    let config = VaultConfig::read(&mut settings);
    settings.finish()?;
    let (vault, pool) = (Vault::new(&config)?, owners_database()?);
    let (mut rewrapped, mut seen) = (0_u64, 0_u64);
    let mut after = (jiff_sqlx::Date::from(jiff::civil::Date::ZERO), String::new());
    loop {
        let rows = sqlx::query!(
            r#"SELECT submitted_on, number, data_key AS "data_key!" FROM intake.tickets
                WHERE (submitted_on, number) > ($1, $2) AND data_key IS NOT NULL
                ORDER BY submitted_on, number LIMIT $3"#,
            after.0 as _,
            after.1,
            BATCH,
        )
        .fetch_all(&pool)
        .await?;
        let Some(last) = rows.last() else { break };
        after = (last.submitted_on, last.number.clone());
        for row in rows {
            seen += 1;
            let fresh = vault.rewrap(&row.data_key).with_context(|| format!("the data key of ticket {}", row.number))?;
            let Some(fresh) = fresh else { continue };
            // The old key in the condition: a ticket erased meanwhile stays erased.
            rewrapped += sqlx::query!(
                "UPDATE intake.tickets SET data_key = $1 WHERE submitted_on = $2 AND number = $3 AND data_key = $4",
                fresh,
                row.submitted_on as _,
                row.number,
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
