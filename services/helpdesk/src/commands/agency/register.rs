//! The register of agencies: adds one, changes its credentials, removes it. It shows credentials once.

use answer::operator::agencies;
use anyhow::{Result, ensure};
use database::Pool;
use domain::Desk;
use messages::topology::{AgencyRights, reports_queue};
use queue::management::Broker;
use runtime::{Clock, Settings};
use secrecy::SecretString;

use crate::operator::{Kept, say, table};

/// The credentials with which an agency's system logs in.
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

/// Adds an agency. It writes the row first and commits it last, so a refusal of the broker leaves nothing behind. An
/// agency that was removed comes back as itself and keeps its past work.
pub(super) async fn add(pool: &Pool, broker: &Broker, name: &str, desks: &[Desk], kept: Kept) -> Result<()> {
    let credentials = Credentials::new()?;
    let hash = web::bearer::hash(&credentials.token);
    let mut transaction = pool.begin().await?;
    agencies::add(&mut transaction, name, desks, &hash, Clock::system().new_id()).await?;
    broker.add_agency(name, &credentials.password, &AgencyRights::new(name, &[])).await?;
    transaction.commit().await?;
    credentials.tell(kept, broker, name, desks);
    Ok(())
}

/// Shows them all.
pub(super) async fn list(pool: &Pool) -> Result<()> {
    let mut lines = vec![["NAME", "DESKS", "SERVES", "STATE"].map(str::to_owned).to_vec()];
    lines.extend(agencies::list(pool).await?.into_iter().map(|row| {
        let state = if row.removed { "removed" } else { "valid" };
        vec![row.name, row.desks.join(" "), row.serves, state.to_owned()]
    }));
    say(table(&lines));
    Ok(())
}

/// Gives it new credentials.
pub(super) async fn rotate(pool: &Pool, broker: &Broker, name: &str, kept: Kept) -> Result<()> {
    let desks = valid(pool, name).await?;
    let credentials = Credentials::new()?;
    let hash = web::bearer::hash(&credentials.token);
    let mut transaction = pool.begin().await?;
    agencies::renew(&mut transaction, name, &hash).await?;
    broker.add_agency(name, &credentials.password, &rights(pool, name).await?).await?;
    transaction.commit().await?;
    credentials.tell(kept, broker, name, &desks);
    Ok(())
}

/// Gives it a queue for its own reports, and closes the shared one to it when it no longer needs that one. Safe to
/// repeat.
pub(super) async fn own_queue(pool: &Pool, broker: &Broker, name: &str, only: bool) -> Result<()> {
    valid(pool, name).await?;
    broker.make_queues(name).await?;
    agencies::own_queue(pool, name, only).await?;
    broker.change_rights(name, rights(pool, name).await?).await?;
    let shared = if only { "and may use no other" } else { "and may still use the one that all share" };
    say(format!("{name} reports into {}, {shared}; it has to connect again", reports_queue(name)));
    Ok(())
}

/// Removes it. Safe to repeat when the broker was away.
pub(super) async fn remove(pool: &Pool, broker: &Broker, name: &str) -> Result<()> {
    let served = agencies::served(pool, name).await?;
    ensure!(
        served.is_empty(),
        "{name} serves {}; first `helpdesk desk served-by DESK here`",
        texts(&served).join(" and ")
    );
    let mut transaction = pool.begin().await?;
    let removed = agencies::remove(&mut transaction, name).await?;
    transaction.commit().await?;
    if !removed {
        return Err(unknown(name));
    }
    broker.remove_agency(name).await?;
    say(format!("removed {name}; its user, its queues and its token are gone"));
    Ok(())
}

/// The desks to which an agency's token gives access.
pub(in crate::commands) async fn valid(pool: &Pool, name: &str) -> Result<Vec<Desk>> {
    agencies::desks(pool, name).await?.ok_or_else(|| unknown(name))
}

/// What the agency may do at the broker, given its desks and its way of reporting.
pub(in crate::commands) async fn rights(pool: &Pool, name: &str) -> Result<AgencyRights> {
    let rights = AgencyRights::new(name, &agencies::served(pool, name).await?);
    Ok(if agencies::only_own_queue(pool, name).await? { rights.own_queue_only() } else { rights })
}

fn unknown(name: &str) -> anyhow::Error {
    anyhow::anyhow!("there is no agency {name}; `helpdesk agency list` shows them")
}

fn texts(desks: &[Desk]) -> Vec<String> {
    desks.iter().map(|desk| desk.as_str().to_owned()).collect()
}

/// Checks a name by the table's rule.
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
