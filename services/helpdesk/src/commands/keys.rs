//! `helpdesk keys`: shows what still needs which key-encryption key. It shows ids of keys only.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use database::Pool;
use runtime::Settings;
use vault::{Vault, VaultConfig};

use crate::operator::{owners_database, say, table};

/// What needs one key.
#[derive(Default)]
struct Needs {
    tickets: i64,
    accounts: i64,
    officers: i64,
    seal: BTreeMap<String, i64>,
    open: i64,
}

/// Counts data keys by the key that wraps them, and processes by the keys with which they seal and open.
pub(crate) async fn run() -> Result<()> {
    let mut settings = Settings::from_env();
    let config = VaultConfig::read(&mut settings);
    settings.finish()?;
    let (vault, pool) = (Vault::new(&config)?, owners_database()?);
    let mut needs: BTreeMap<String, Needs> = BTreeMap::new();
    for id in vault.known_keys() {
        needs.entry(id).or_default();
    }
    for (id, tickets) in intake::operator::keys::count(&pool).await? {
        needs.entry(id).or_default().tickets += tickets;
    }
    for (id, accounts) in accounts::operator::keys::count(&pool).await? {
        needs.entry(id).or_default().accounts += accounts;
    }
    for (id, officers) in officers::operator::count_keys(&pool).await? {
        needs.entry(id).or_default().officers += officers;
    }
    let living = processes(&pool, &mut needs).await?;
    let in_use: BTreeSet<String> = keys::operator::in_use(&pool).await?.into_iter().collect();
    for id in &in_use {
        needs.entry(id.clone()).or_default();
    }

    let known = vault.known_keys();
    let mut lines = vec![
        ["KEY", "TICKETS", "ACCOUNTS", "OFFICERS", "SEALED WITH BY", "OPENED BY", "HERE", ""]
            .map(str::to_owned)
            .to_vec(),
    ];
    for (id, need) in needs {
        let seal: Vec<String> = need.seal.iter().map(|(service, processes)| format!("{service} {processes}")).collect();
        let seal = if seal.is_empty() { "nobody".to_owned() } else { seal.join(", ") };
        let here = match known.iter().position(|known| *known == id) {
            Some(0) => "first",
            Some(_) => "yes",
            None => "no",
        };
        let needed = need.tickets + need.accounts + need.officers > 0 || !need.seal.is_empty() || in_use.contains(&id);
        let verdict = if needed { "must stay" } else { "may leave" };
        let opened = format!("{} of {living}", need.open);
        lines.push(vec![
            id,
            need.tickets.to_string(),
            need.accounts.to_string(),
            need.officers.to_string(),
            seal,
            opened,
            here.to_owned(),
            verdict.to_owned(),
        ]);
    }
    say(table(&lines));
    Ok(())
}

/// Records the keys with which the living processes seal and open. Returns how many processes there are.
async fn processes(pool: &Pool, needs: &mut BTreeMap<String, Needs>) -> Result<usize> {
    let living = keys::operator::living(pool).await?;
    for process in &living {
        *needs.entry(process.seals_with.clone()).or_default().seal.entry(process.service.clone()).or_default() += 1;
        for id in &process.opens {
            needs.entry(id.clone()).or_default().open += 1;
        }
    }
    Ok(living.len())
}
