//! `helpdesk rewrap`: the third step of a rotation. Wraps every data key with the key-encryption key that is first in
//! `VAULT_KEYS`, so that the old one can be taken out. Runs beside the services; can be stopped and repeated.
//!
//! It says that everything uses the current key only when that is so: no living process seals with another one, before
//! and after a walk over all data keys that found nothing to do.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use audit::Action;
use database::Pool;
use runtime::Settings;
use sqlx::AssertSqlSafe;
use tokio::time::Instant;
use uuid::Uuid;
use vault::{Vault, VaultConfig};

use crate::operator::{Operator, owners_database, say};

/// Where data keys are, in a column `data_key`.
pub(super) struct DataKeys {
    pub(super) table: &'static str,
    /// Its primary key, a UUID.
    id: &'static str,
}

/// All of them; [`super::sealed_columns`] is held against it.
pub(super) const DATA_KEYS: [DataKeys; 2] =
    [DataKeys { table: "keys.tickets", id: "ticket_id" }, DataKeys { table: "desk.officers", id: "id" }];

/// Data keys looked at per statement.
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

/// Runs the command, and leaves an entry in the audit log about whatever it did.
pub(crate) async fn run(operator: Operator) -> Result<()> {
    let mut settings = Settings::from_env();
    let config = VaultConfig::read(&mut settings);
    settings.finish()?;
    let (vault, pool) = (Vault::new(&config)?, owners_database()?);
    let mut total = Walk::default();
    let ended = rewrap(&vault, &pool, &mut total).await;
    let Walk { rewrapped, seen } = total;
    audit::record(&pool, &operator.entry(Action::KeysRewrapped).detail(format!("{rewrapped} of {seen}"))).await?;
    ended?;
    say(format!("{rewrapped} of {seen} data keys wrapped anew; all use the current key now"));
    Ok(())
}

/// Walks until there is nothing left to do, and nobody who could make more of it.
async fn rewrap(vault: &Vault, pool: &Pool, total: &mut Walk) -> Result<()> {
    let current = vault.current_key();
    for _walk in 0..WALKS {
        let others_before = others(pool, current).await?;
        let walk = walk(vault, pool).await?;
        *total = Walk { rewrapped: total.rewrapped + walk.rewrapped, seen: walk.seen };
        if walk.rewrapped > 0 {
            continue;
        }
        // What sealed with another key before the walk may have done so behind it.
        if others_before.is_empty() && retire(pool, current).await? {
            return Ok(());
        }
        let others = wait_for(pool, current).await?;
        if !others.is_empty() {
            bail!(
                "{} of {} data keys wrapped anew, but not for good: {} seal with another key than {current}. Restart \
                them with {current} first in VAULT_KEYS, then run this again; until then every key stays",
                total.rewrapped,
                total.seen,
                others.join(", "),
            );
        }
    }
    bail!(
        "{} of {} data keys wrapped anew, and others were sealed with another key meanwhile; run this again",
        total.rewrapped,
        total.seen
    )
}

/// Living processes that seal with another key, as services with their numbers and keys.
async fn others(pool: &Pool, current: &str) -> Result<Vec<String>> {
    let rows = sqlx::query!(
        r#"SELECT service, seals_with, count(*) AS "processes!" FROM sealing.processes
            WHERE seen_at > now() - make_interval(secs => $1)
              AND seals_with <> $2 GROUP BY service, seals_with ORDER BY service, seals_with"#,
        keys::LIVE.as_secs_f64(),
        current,
    )
    .fetch_all(pool)
    .await?;
    Ok(rows.into_iter().map(|row| format!("{} of {} (with {})", row.processes, row.service, row.seals_with)).collect())
}

/// Those that still live when the rows of dead ones have run out.
async fn wait_for(pool: &Pool, current: &str) -> Result<Vec<String>> {
    let started = Instant::now();
    loop {
        let others = others(pool, current).await?;
        if others.is_empty() || started.elapsed() > PATIENCE {
            return Ok(others);
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// Says that only the current key is in use. `false` when a process that seals with another one came meanwhile; one
/// that comes later says so itself.
async fn retire(pool: &Pool, current: &str) -> Result<bool> {
    let mut transaction = pool.begin().await?;
    sqlx::query!("LOCK TABLE sealing.processes, sealing.in_use IN SHARE ROW EXCLUSIVE MODE")
        .execute(&mut *transaction)
        .await?;
    let others = sqlx::query_scalar!(
        r#"SELECT count(*) AS "others!" FROM sealing.processes
           WHERE seen_at > now() - make_interval(secs => $1) AND seals_with <> $2"#,
        keys::LIVE.as_secs_f64(),
        current,
    )
    .fetch_one(&mut *transaction)
    .await?;
    if others > 0 {
        return Ok(false);
    }
    sqlx::query!("DELETE FROM sealing.in_use WHERE key_id <> $1", current).execute(&mut *transaction).await?;
    sqlx::query!("INSERT INTO sealing.in_use (key_id) VALUES ($1) ON CONFLICT DO NOTHING", current)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(true)
}

/// Walks all data keys, table by table in the order of ids, so that it never holds a long transaction.
async fn walk(vault: &Vault, pool: &Pool) -> Result<Walk> {
    let mut walk = Walk::default();
    for keys in DATA_KEYS {
        let (table, id) = (keys.table, keys.id);
        let page = format!("SELECT {id}, data_key FROM {table} WHERE {id} > $1 ORDER BY {id} LIMIT $2");
        // The old key in the condition: a ticket erased meanwhile stays erased.
        let change = format!("UPDATE {table} SET data_key = $1 WHERE {id} = $2 AND data_key = $3");
        let mut after = Uuid::nil();
        loop {
            let rows: Vec<(Uuid, Vec<u8>)> =
                sqlx::query_as(AssertSqlSafe(page.clone())).bind(after).bind(BATCH).fetch_all(pool).await?;
            let Some((last, _)) = rows.last() else { break };
            after = *last;
            for (id, wrapped) in rows {
                walk.seen += 1;
                let fresh = vault.rewrap(&wrapped).with_context(|| format!("the data key of {id} in {table}"))?;
                let Some(fresh) = fresh else { continue };
                let changed = sqlx::query(AssertSqlSafe(change.clone())).bind(fresh).bind(id).bind(wrapped);
                walk.rewrapped += changed.execute(pool).await?.rows_affected();
            }
        }
    }
    Ok(walk)
}
