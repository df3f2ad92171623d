//! `helpdesk keys`: what still needs which key-encryption key. Ids of keys only.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use database::Pool;
use runtime::Settings;
use uuid::Uuid;
use vault::{Vault, VaultConfig};

use crate::operator::{owners_database, say, table};

/// Tickets counted per statement.
const BATCH: i64 = 20_000;

/// What needs one key.
#[derive(Default)]
struct Needs {
    tickets: i64,
    officers: i64,
    seal: BTreeMap<String, i64>,
    open: i64,
}

/// Counts data keys by the key that wraps them, and processes by what they seal and open with.
pub(crate) async fn run() -> Result<()> {
    let mut settings = Settings::from_env();
    let config = VaultConfig::read(&mut settings);
    settings.finish()?;
    let (vault, pool) = (Vault::new(&config)?, owners_database()?);
    let mut needs: BTreeMap<String, Needs> = BTreeMap::new();
    for id in vault.known_keys() {
        needs.entry(id).or_default();
    }
    for (id, tickets) in tickets(&pool).await? {
        needs.entry(id).or_default().tickets += tickets;
    }
    let officers = sqlx::query!(
        r#"SELECT convert_from(substr(data_key, 3, get_byte(data_key, 1)), 'UTF8') AS "id!",
           count(*) AS "officers!" FROM desk.officers GROUP BY 1"#
    );
    for row in officers.fetch_all(&pool).await? {
        needs.entry(row.id).or_default().officers += row.officers;
    }
    let living = processes(&pool, &mut needs).await?;
    let in_use: BTreeSet<String> =
        sqlx::query_scalar!("SELECT key_id FROM sealing.in_use").fetch_all(&pool).await?.into_iter().collect();
    for id in &in_use {
        needs.entry(id.clone()).or_default();
    }

    let known = vault.known_keys();
    let mut lines =
        vec![["KEY", "TICKETS", "OFFICERS", "SEALED WITH BY", "OPENED BY", "HERE", ""].map(str::to_owned).to_vec()];
    for (id, need) in needs {
        let seal: Vec<String> = need.seal.iter().map(|(service, processes)| format!("{service} {processes}")).collect();
        let seal = if seal.is_empty() { "nobody".to_owned() } else { seal.join(", ") };
        let here = match known.iter().position(|known| *known == id) {
            Some(0) => "first",
            Some(_) => "yes",
            None => "no",
        };
        let needed = need.tickets > 0 || need.officers > 0 || !need.seal.is_empty() || in_use.contains(&id);
        let verdict = if needed { "must stay" } else { "may leave" };
        let opened = format!("{} of {living}", need.open);
        lines.push(vec![
            id,
            need.tickets.to_string(),
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

/// Notes what the living processes seal and open with; returns how many there are.
async fn processes(pool: &Pool, needs: &mut BTreeMap<String, Needs>) -> Result<usize> {
    let rows = sqlx::query!(
        "SELECT service, seals_with, opens FROM sealing.processes WHERE seen_at > now() - make_interval(secs => $1)",
        keys::LIVE.as_secs_f64(),
    )
    .fetch_all(pool)
    .await?;
    for row in &rows {
        *needs.entry(row.seals_with.clone()).or_default().seal.entry(row.service.clone()).or_default() += 1;
        for id in &row.opens {
            needs.entry(id.clone()).or_default().open += 1;
        }
    }
    Ok(rows.len())
}

/// Tickets by the key that wraps their data key, counted page by page.
async fn tickets(pool: &Pool) -> Result<BTreeMap<String, i64>> {
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
