//! `helpdesk rewrap`: the third step of a rotation. Wraps every data key with the key-encryption key that is first in `VAULT_KEYS`, so that the old
//! one can be taken out. Runs beside the services; can be stopped and repeated.
//!
//! It says that everything uses the current key only when that is so: no living process seals with another one, before and after a walk over all data
//! keys that found nothing to do.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use runtime::Settings;
use sqlx::PgPool;
use tokio::time::Instant;
use vault::{Vault, VaultConfig};

use crate::operator::{owners_database, say};

/// Tickets looked at per statement.
const BATCH: i64 = 500;
/// Walks over all data keys: the first does the work, the next ones what was sealed meanwhile.
const WALKS: usize = 4;
/// How long it waits for the rows of dead processes to run out.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a walk over all data keys found.
#[derive(Clone, Copy, Default)]
struct Walk {
    rewrapped: u64,
    seen: u64,
}

/// Runs the command.
pub(crate) async fn run() -> Result<()> {
    let mut settings = Settings::from_env();
    let config = VaultConfig::read(&mut settings);
    settings.finish()?;
    let (vault, pool) = (Vault::new(&config)?, owners_database()?);
    let current = vault.current_key().to_owned();
    let (mut rewrapped, mut seen) = (0, 0);
    for _walk in 0..WALKS {
        let others_before = others(&pool, &current).await?;
        let walk = walk(&vault, &pool).await?;
        (rewrapped, seen) = (rewrapped + walk.rewrapped, walk.seen);
        if walk.rewrapped > 0 {
            continue;
        }
        // What sealed with another key before the walk may have done so behind it.
        if others_before.is_empty() && retire(&pool, &current).await? {
            say(format!("{rewrapped} of {seen} data keys wrapped anew; all use the current key now"));
            return Ok(());
        }
        let waited = wait_for(&pool, &current).await?;
        if !waited.is_empty() {
            bail!(
                "{rewrapped} of {seen} data keys wrapped anew, but not for good: {} seal with another key than {current}. Restart them with {current} first in \
                 VAULT_KEYS, then run this again; until then every key stays",
                waited.join(", "),
            );
        }
    }
    bail!("{rewrapped} of {seen} data keys wrapped anew, and others were sealed with another key meanwhile; run this again")
}

/// Living processes that seal with another key, as services with their numbers and keys.
async fn others(pool: &PgPool, current: &str) -> Result<Vec<String>> {
    let rows = sqlx::query!(
        r#"SELECT service, seals_with, count(*) AS "processes!" FROM keys.processes
            WHERE seen_at > now() - make_interval(secs => $1) AND seals_with <> $2 GROUP BY service, seals_with ORDER BY service, seals_with"#,
        keys::LIVE.as_secs_f64(),
        current,
    )
    .fetch_all(pool)
    .await?;
    Ok(rows.into_iter().map(|row| format!("{} of {} (with {})", row.processes, row.service, row.seals_with)).collect())
}

/// Those that still live when the rows of dead ones have run out.
async fn wait_for(pool: &PgPool, current: &str) -> Result<Vec<String>> {
    let started = Instant::now();
    loop {
        let others = others(pool, current).await?;
        if others.is_empty() || started.elapsed() > PATIENCE {
            return Ok(others);
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// Says that only the current key is in use. `false` when a process that seals with another one came meanwhile; one that comes later says so itself.
async fn retire(pool: &PgPool, current: &str) -> Result<bool> {
    let mut transaction = pool.begin().await?;
    sqlx::query!("LOCK TABLE keys.processes, keys.in_use IN SHARE ROW EXCLUSIVE MODE").execute(&mut *transaction).await?;
    let others = sqlx::query_scalar!(
        r#"SELECT count(*) AS "others!" FROM keys.processes WHERE seen_at > now() - make_interval(secs => $1) AND seals_with <> $2"#,
        keys::LIVE.as_secs_f64(),
        current,
    )
    .fetch_one(&mut *transaction)
    .await?;
    if others > 0 {
        return Ok(false);
    }
    sqlx::query!("DELETE FROM keys.in_use WHERE key_id <> $1", current).execute(&mut *transaction).await?;
    sqlx::query!("INSERT INTO keys.in_use (key_id) VALUES ($1) ON CONFLICT DO NOTHING", current).execute(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Walks all tickets by key, and then the officers, so that it never holds a long transaction.
async fn walk(vault: &Vault, pool: &PgPool) -> Result<Walk> {
    let mut walk = Walk::default();
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
        .fetch_all(pool)
        .await?;
        let Some(last) = rows.last() else { break };
        after = (last.submitted_on, last.number.clone());
        for row in rows {
            walk.seen += 1;
            let fresh = vault.rewrap(&row.data_key).with_context(|| format!("the data key of ticket {}", row.number))?;
            let Some(fresh) = fresh else { continue };
            // The old key in the condition: a ticket erased meanwhile stays erased.
            walk.rewrapped += sqlx::query!(
                "UPDATE intake.tickets SET data_key = $1 WHERE submitted_on = $2 AND number = $3 AND data_key = $4",
                fresh,
                row.submitted_on as _,
                row.number,
                row.data_key,
            )
            .execute(pool)
            .await?
            .rows_affected();
        }
    }
    walk_officers(vault, pool, &mut walk).await?;
    Ok(walk)
}

/// Officers have keys of their own; there are few of them.
async fn walk_officers(vault: &Vault, pool: &PgPool, walk: &mut Walk) -> Result<()> {
    for officer in sqlx::query!("SELECT id, data_key FROM desk.officers").fetch_all(pool).await? {
        walk.seen += 1;
        let fresh = vault.rewrap(&officer.data_key).with_context(|| format!("the data key of officer {}", officer.id))?;
        let Some(fresh) = fresh else { continue };
        walk.rewrapped +=
            sqlx::query!("UPDATE desk.officers SET data_key = $1 WHERE id = $2 AND data_key = $3", fresh, officer.id, officer.data_key)
                .execute(pool)
                .await?
                .rows_affected();
    }
    Ok(())
}
