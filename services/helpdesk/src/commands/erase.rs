//! `helpdesk erase`: destroys tickets' data keys, contents, answers and documents. What is erased in the database is
//! said in one place, `retention.erase_ticket` (migration 0035); that nothing is left, by [`sealed_columns`].

use std::io::Read as _;

use anyhow::{Context, Result, bail, ensure};
use audit::Action;
use clap::Args;
use database::Pool;
use documents::{Store, StoreConfig};
use domain::{Nik, TicketNumber};
use jiff_sqlx::ToSqlx as _;
use runtime::{Clock, Settings};
use vault::{Index, Vault, VaultConfig};

use super::sealed_columns;
use crate::operator::{Operator, owners_database, say};

/// Longest input that is read for a NIK.
const LONGEST_NIK: u64 = 256;

/// Which tickets.
#[derive(Debug, Args)]
#[command(
    after_help = "Needs --why. A NIK is read from standard input, since everybody on the machine sees a command's \
        arguments:\n  \
                        helpdesk erase --nik --yes --why \"permintaan 2026/17\""
)]
pub(crate) struct Erase {
    /// The tickets' numbers
    #[arg(required_unless_present_any = ["nik", "again"], value_parser = crate::operator::ticket_number)]
    ticket_numbers: Vec<TicketNumber>,
    /// Every ticket of the NIK that is typed, or piped in
    #[arg(long, conflicts_with = "ticket_numbers")]
    nik: bool,
    /// After a restore: every ticket whose data key is gone, so that its content and documents go too
    #[arg(long, conflicts_with_all = ["ticket_numbers", "nik"])]
    again: bool,
    /// Erase without asking; nothing brings the data back
    #[arg(long)]
    yes: bool,
}

/// Runs the command. Safe to repeat: a second run finishes what the first one could not.
pub(crate) async fn run(command: Erase, operator: Operator) -> Result<()> {
    operator.needs_a_reason()?;
    let mut settings = Settings::from_env();
    let store = StoreConfig::read(&mut settings, "operator");
    let vault = command.nik.then(|| VaultConfig::read(&mut settings));
    settings.finish()?;
    let (pool, store) = (owners_database()?, Store::new(&store));
    let numbers = match vault {
        Some(vault) => of_nik(&pool, &Vault::new(&vault)?, &read_nik()?).await?,
        None if command.again => without_key(&pool).await?,
        None => command.ticket_numbers,
    };
    if !command.yes {
        let listed: Vec<String> = numbers.iter().take(20).map(ToString::to_string).collect();
        bail!("this cannot be undone; repeat with --yes to erase {} tickets: {}", numbers.len(), listed.join(" "));
    }
    for number in &numbers {
        erase(&pool, &store, &operator, *number).await?;
    }
    if numbers.is_empty() {
        say("there is no such ticket");
    }
    Ok(())
}

async fn erase(pool: &Pool, store: &Store, operator: &Operator, number: TicketNumber) -> Result<()> {
    let (day, text) = (number.day().to_sqlx(), number.to_string());
    let mut transaction = pool.begin().await?;
    let found = sqlx::query_scalar!(
        r#"SELECT retention.erase_ticket($1, $2, $3) AS "found!""#,
        day as jiff_sqlx::Date,
        text,
        Clock::system().now().to_sqlx() as jiff_sqlx::Timestamp,
    )
    .fetch_one(&mut *transaction)
    .await?;
    ensure!(found, "there is no ticket {number}");
    sealed_columns::nothing_left(&mut transaction, number).await?;
    audit::record(&mut *transaction, &operator.entry(Action::Erase).ticket_anywhere(number)).await?;
    transaction.commit().await?;
    let key = sqlx::query_scalar!(
        "SELECT object_key FROM intake.tickets WHERE submitted_on = $1 AND number = $2",
        day as jiff_sqlx::Date,
        text
    )
    .fetch_one(pool)
    .await?;
    if let Some(key) = key {
        store.delete(&key).await.context(
            "the data key is destroyed, but the sealed documents could not be deleted; intake tries again each hour, \
            or run the command again",
        )?;
        sqlx::query!("SELECT retention.object_deleted($1, $2)", day as jiff_sqlx::Date, text).execute(pool).await?;
    }
    say(format!("erased ticket {number}: data key and content destroyed, documents deleted"));
    Ok(())
}

/// The NIK on standard input.
pub(super) fn read_nik() -> Result<Nik> {
    let mut typed = String::new();
    std::io::stdin().take(LONGEST_NIK).read_to_string(&mut typed).context("reading the NIK from standard input")?;
    // What is wrong with it would quote it.
    Nik::parse(typed.trim()).ok().context("standard input holds no NIK: 16 digits")
}

/// The tickets of a person, oldest first.
pub(super) async fn of_nik(pool: &Pool, vault: &Vault, nik: &Nik) -> Result<Vec<TicketNumber>> {
    let index = vault.index(Index::Nik, nik.expose().as_bytes());
    let numbers = sqlx::query_scalar!(
        "SELECT number FROM intake.tickets WHERE nik_index = $1 ORDER BY submitted_on, submitted_at",
        index.as_bytes().as_slice(),
    )
    .fetch_all(pool)
    .await?;
    numbers
        .iter()
        .map(|number| number.parse().with_context(|| format!("the number {number} in intake.tickets")))
        .collect()
}

/// Tickets that were erased after the restored backup of the tickets was made: the restored backup of the keys is newer
/// and has none for them.
async fn without_key(pool: &Pool) -> Result<Vec<TicketNumber>> {
    let numbers = sqlx::query_scalar!(
        "SELECT t.number FROM intake.tickets t
          WHERE t.erased_at IS NULL AND NOT EXISTS (SELECT FROM keys.tickets k
            WHERE k.ticket_id = t.id) ORDER BY t.submitted_on, t.number"
    )
    .fetch_all(pool)
    .await?;
    numbers
        .iter()
        .map(|number| number.parse().with_context(|| format!("the number {number} in intake.tickets")))
        .collect()
}
