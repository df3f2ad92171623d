//! The register of agencies: adding one, changing its credentials, removing it. Credentials are shown once.

use anyhow::{Result, ensure};
use database::Pool;
use domain::Desk;
use messages::topology::{AgencyRights, reports_queue};
use queue::management::Broker;
use runtime::{Clock, Settings};
use secrecy::SecretString;
use uuid::Uuid;

use crate::operator::{Kept, say, table};

/// What an agency's system logs in with.
struct Credentials {
    token: String,
    password: SecretString,
}

impl Credentials {
    fn new() -> Result<Self> {
        Ok(Self {
            token: web::bearer::new_token("agency")?,
            password: SecretString::from(web::bearer::new_token("mq")?),
        })
    }

    fn tell(self, kept: Kept, broker: &Broker, name: &str, desks: &[Desk]) {
        let public_url =
            Settings::from_env().optional("PUBLIC_URL", "the address of the site and the API").unwrap_or_default();
        let credentials = agency_kit::Credentials {
            name: name.to_owned(),
            desks: texts(desks),
            amqp_url: broker.url_of(name, &self.password),
            api_url: public_url,
            api_token: self.token,
        };
        kept.keep(&credentials.lines());
    }
}

/// Adds an agency. The row comes first, but is committed last: what the broker refuses leaves nothing behind. An agency
/// that was removed comes back as itself, so that what it did before stays its own.
pub(super) async fn add(pool: &Pool, broker: &Broker, name: &str, desks: &[Desk], kept: Kept) -> Result<()> {
    let credentials = Credentials::new()?;
    let hash = web::bearer::hash(&credentials.token);
    let mut transaction = pool.begin().await?;
    let known = sqlx::query!(
        r#"SELECT token_id, removed_at IS NOT NULL AS "removed!" FROM desk.agencies WHERE name = $1 FOR UPDATE"#,
        name
    )
    .fetch_optional(&mut *transaction)
    .await?;
    ensure!(
        known.as_ref().is_none_or(|known| known.removed),
        "there is an agency {name} already; `helpdesk agency rotate` gives it new credentials"
    );
    if let Some(known) = known {
        sqlx::query!(
            "UPDATE desk.tokens SET token_hash = $2, desks = $3, revoked_at = NULL WHERE id = $1",
            known.token_id,
            &hash[..],
            &texts(desks),
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!("UPDATE desk.agencies SET removed_at = NULL, own_queue = true WHERE name = $1", name)
            .execute(&mut *transaction)
            .await?;
    } else {
        let id = Clock::system().new_id();
        let made = sqlx::query!(
            "INSERT INTO desk.tokens (id, name, token_hash, desks) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO \
            NOTHING",
            id,
            format!("agency {name}"),
            &hash[..],
            &texts(desks),
        )
        .execute(&mut *transaction)
        .await?;
        ensure!(made.rows_affected() == 1, "a desk token is named “agency {name}” already");
        sqlx::query!("INSERT INTO desk.agencies (name, token_id, own_queue) VALUES ($1, $2, true)", name, id)
            .execute(&mut *transaction)
            .await?;
    }
    broker.add_agency(name, &credentials.password, &AgencyRights::new(name, &[])).await?;
    transaction.commit().await?;
    credentials.tell(kept, broker, name, desks);
    Ok(())
}

/// Shows them all.
pub(super) async fn list(pool: &Pool) -> Result<()> {
    let rows = sqlx::query!(
        r#"SELECT a.name, t.desks, a.removed_at IS NOT NULL AS "removed!",
                  coalesce((SELECT string_agg(s.desk, ' ' ORDER BY s.desk) FROM desk.served_by s
                    WHERE s.agency = a.name), '-') AS "serves!"
             FROM desk.agencies a JOIN desk.tokens t ON t.id = a.token_id ORDER BY a.name"#
    )
    .fetch_all(pool)
    .await?;
    let mut lines = vec![["NAME", "DESKS", "SERVES", "STATE"].map(str::to_owned).to_vec()];
    lines.extend(rows.into_iter().map(|row| {
        let state = if row.removed { "removed" } else { "valid" };
        vec![row.name, row.desks.join(" "), row.serves, state.to_owned()]
    }));
    say(table(&lines));
    Ok(())
}

/// Gives it new credentials.
pub(super) async fn rotate(pool: &Pool, broker: &Broker, name: &str, kept: Kept) -> Result<()> {
    let (token_id, desks) = valid(pool, name).await?;
    let credentials = Credentials::new()?;
    let hash = web::bearer::hash(&credentials.token);
    let mut transaction = pool.begin().await?;
    sqlx::query!("UPDATE desk.tokens SET token_hash = $2 WHERE id = $1", token_id, &hash[..])
        .execute(&mut *transaction)
        .await?;
    sqlx::query!("UPDATE desk.agencies SET own_queue = true WHERE name = $1", name).execute(&mut *transaction).await?;
    broker.add_agency(name, &credentials.password, &rights(pool, name).await?).await?;
    transaction.commit().await?;
    credentials.tell(kept, broker, name, &desks);
    Ok(())
}

/// Gives it the queue of its own reports, and closes the one that all share when it needs that no more. Safe to repeat.
pub(super) async fn own_queue(pool: &Pool, broker: &Broker, name: &str, only: bool) -> Result<()> {
    valid(pool, name).await?;
    broker.make_queues(name).await?;
    sqlx::query!("UPDATE desk.agencies SET own_queue = true, only_own = $2 WHERE name = $1", name, only)
        .execute(pool)
        .await?;
    broker.change_rights(name, rights(pool, name).await?).await?;
    let shared = if only { "and may use no other" } else { "and may still use the one that all share" };
    say(format!("{name} reports into {}, {shared}; it has to connect again", reports_queue(name)));
    Ok(())
}

/// Removes it. Safe to repeat when the broker was away.
pub(super) async fn remove(pool: &Pool, broker: &Broker, name: &str) -> Result<()> {
    let served = served_by(pool, name).await?;
    ensure!(
        served.is_empty(),
        "{name} serves {}; first `helpdesk desk served-by DESK here`",
        texts(&served).join(" and ")
    );
    let removed = sqlx::query_scalar!(
        "UPDATE desk.agencies SET removed_at = coalesce(removed_at, now()) WHERE name = $1 RETURNING token_id",
        name,
    )
    .fetch_optional(pool)
    .await?;
    let Some(token_id) = removed else { return Err(unknown(name)) };
    sqlx::query!("UPDATE desk.tokens SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1", token_id)
        .execute(pool)
        .await?;
    broker.remove_agency(name).await?;
    say(format!("removed {name}; its user, its queues and its token are gone"));
    Ok(())
}

/// An agency's token and the desks that it is good for.
pub(in crate::commands) async fn valid(pool: &Pool, name: &str) -> Result<(Uuid, Vec<Desk>)> {
    let row = sqlx::query!(
        "SELECT a.token_id, t.desks FROM desk.agencies a JOIN desk.tokens t ON t.id = a.token_id WHERE a.name = $1 \
        AND a.removed_at IS NULL",
        name,
    )
    .fetch_optional(pool)
    .await?;
    let Some(row) = row else { return Err(unknown(name)) };
    Ok((row.token_id, row.desks.iter().filter_map(|desk| desk.parse().ok()).collect()))
}

/// The desks whose queues the agency consumes.
async fn served_by(pool: &Pool, name: &str) -> Result<Vec<Desk>> {
    let desks = sqlx::query_scalar!("SELECT desk FROM desk.served_by WHERE agency = $1 ORDER BY desk", name)
        .fetch_all(pool)
        .await?;
    Ok(desks.iter().filter_map(|desk| desk.parse().ok()).collect())
}

/// What the agency may do at the broker, by what it serves and how it reports.
pub(in crate::commands) async fn rights(pool: &Pool, name: &str) -> Result<AgencyRights> {
    let rights = AgencyRights::new(name, &served_by(pool, name).await?);
    let only_own =
        sqlx::query_scalar!("SELECT only_own FROM desk.agencies WHERE name = $1", name).fetch_optional(pool).await?;
    Ok(if only_own.unwrap_or(false) { rights.own_queue_only() } else { rights })
}

fn unknown(name: &str) -> anyhow::Error {
    anyhow::anyhow!("there is no agency {name}; `helpdesk agency list` shows them")
}

fn texts(desks: &[Desk]) -> Vec<String> {
    desks.iter().map(|desk| desk.as_str().to_owned()).collect()
}

/// A name as the table takes it.
pub(super) fn name(text: &str) -> Result<String, &'static str> {
    let letters = text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if letters && (2..=31).contains(&text.len()) {
        Ok(text.to_owned())
    } else {
        Err("2 to 31 lower-case letters, digits and hyphens, a letter first")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_into_a_users_and_a_queues_name() {
        assert!(name("kemendikbud-2").is_ok());
        for wrong in ["k", "Kemendikbud", "2k", "a.b", "a b", "", &"a".repeat(32)] {
            assert!(name(wrong).is_err(), "{wrong}");
        }
    }
}
