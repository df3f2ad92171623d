//! `helpdesk rewrap`: the third step of a rotation. It wraps every data key with the first key-encryption key in
//! `VAULT_KEYS`, so that the operator can take the old one out. It may run while the services run; the operator may
//! stop and repeat it.
//!
//! It reports that everything uses the current key only when that is true: no living process seals with another key,
//! before and after a walk over all data keys that found nothing to do.

use std::time::Duration;

use anyhow::{Result, bail};
use audit::Action;
use database::Pool;
use keys::operator::{Rewrapped, retire};
use runtime::Settings;
use tokio::time::Instant;
use vault::{Vault, VaultConfig};

use crate::operator::{Operator, owners_database, say};

/// How many walks over all data keys it makes. The first does the work, the next ones wrap what services sealed
/// meanwhile.
const WALKS: usize = 4;
/// How long it waits until the rows of dead processes expire.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs the command, and leaves an entry in the audit log about what it did.
pub(crate) async fn run(operator: Operator) -> Result<()> {
    let mut settings = Settings::from_env();
    let config = VaultConfig::read(&mut settings);
    settings.finish()?;
    let (vault, pool) = (Vault::new(&config)?, owners_database()?);
    let mut total = Rewrapped::default();
    let ended = rewrap(&vault, &pool, &mut total).await;
    let Rewrapped { rewrapped, seen } = total;
    audit::record(&pool, &operator.entry(Action::KeysRewrapped).detail(format!("{rewrapped} of {seen}"))).await?;
    ended?;
    say(format!("{rewrapped} of {seen} data keys wrapped anew; all use the current key now"));
    Ok(())
}

/// Walks until nothing is left to do and no process can add more.
async fn rewrap(vault: &Vault, pool: &Pool, total: &mut Rewrapped) -> Result<()> {
    let current = vault.current_key();
    for _walk in 0..WALKS {
        let others_before = others(pool, current).await?;
        let walk = walk(vault, pool).await?;
        *total = Rewrapped { rewrapped: total.rewrapped + walk.rewrapped, seen: walk.seen };
        if walk.rewrapped > 0 {
            continue;
        }
        // A process that sealed with another key before the walk may have sealed something behind it.
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
    let others = keys::operator::others(pool, current).await?;
    Ok(others.iter().map(|of| format!("{} of {} (with {})", of.processes, of.service, of.seals_with)).collect())
}

/// The processes that still live after the rows of dead ones have expired.
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

/// Walks all data keys, owner by owner.
pub(super) async fn walk(vault: &Vault, pool: &Pool) -> Result<Rewrapped> {
    let mut walk = intake::operator::rewrap(pool, vault).await?;
    walk += accounts::operator::keys::rewrap(pool, vault).await?;
    walk += officers::operator::rewrap(pool, vault).await?;
    Ok(walk)
}
