//! `helpdesk erase`: destroys one ticket's data key and documents. Nothing can bring them back.

use anyhow::{Context, Result, bail};
use clap::Args;
use documents::{Store, StoreConfig};
use domain::TicketNumber;
use jiff_sqlx::ToSqlx as _;
use runtime::Settings;
use sqlx::PgConnection;

use crate::operator::{owners_database, say};

/// Which ticket.
#[derive(Debug, Args)]
pub(crate) struct Erase {
    /// The ticket's number, with gaps or without
    #[arg(value_parser = crate::operator::ticket_number)]
    ticket_number: TicketNumber,
    /// Erase without asking; nothing brings the data back
    #[arg(long)]
    yes: bool,
}

/// Runs the command. Safe to repeat: a second run finishes what the first one could not.
pub(crate) async fn run(command: Erase) -> Result<()> {
    if !command.yes {
        bail!("this cannot be undone; repeat with --yes to erase ticket {}", command.ticket_number);
    }
    let mut settings = Settings::from_env();
    let store = StoreConfig::read(&mut settings);
    settings.finish()?;
    let (pool, store) = (owners_database()?, Store::new(&store));
    let number = command.ticket_number.to_string();
    let day = command.ticket_number.day().to_sqlx();

    let mut transaction = pool.begin().await?;
    let erased = sqlx::query!(
        "UPDATE intake.tickets
            SET data_key = NULL, content = NULL, nik_index = NULL, person_index = NULL, hints = '{}', region = '000000', erased_at = coalesce(erased_at, now())
          WHERE submitted_on = $1 AND number = $2
      RETURNING object_key",
        day as _,
        number,
    )
    .fetch_optional(&mut *transaction)
    .await?;
    let Some(erased) = erased else { bail!("there is no ticket {number}") };
    sqlx::query!("UPDATE desk.cases SET region = '000000' WHERE ticket_number = $1", number).execute(&mut *transaction).await?;
    leave_cluster(&mut transaction, &number).await?;
    sqlx::query!("DELETE FROM intake.idempotency_keys WHERE ticket_number = $1", number).execute(&mut *transaction).await?;
    transaction.commit().await?;
    if let Some(key) = erased.object_key {
        store
            .delete(&key)
            .await
            .context("the data key is destroyed, but the sealed documents could not be deleted; run the command again")?;
    }
    say(format!("erased ticket {number}: data key destroyed, documents deleted"));
    Ok(())
}

/// Takes the ticket out of its cluster, whose mark is made of what was written; of a cluster that nobody is in nothing stays.
async fn leave_cluster(on: &mut PgConnection, number: &str) -> Result<()> {
    let left = sqlx::query_scalar!("SELECT cluster_id FROM desk.cases WHERE ticket_number = $1 FOR UPDATE", number)
        .fetch_optional(&mut *on)
        .await?
        .flatten();
    sqlx::query!("UPDATE desk.cases SET cluster_id = NULL, to_cluster = false WHERE ticket_number = $1", number).execute(&mut *on).await?;
    // Whoever is just joining it is waited for.
    sqlx::query!("SELECT id FROM desk.clusters WHERE id = $1 FOR UPDATE", left).fetch_optional(&mut *on).await?;
    sqlx::query!("DELETE FROM desk.clusters k WHERE k.id = $1 AND NOT EXISTS (SELECT FROM desk.cases c WHERE c.cluster_id = k.id)", left)
        .execute(on)
        .await?;
    Ok(())
}
