//! `helpdesk erase`: destroys tickets' data keys, contents, answers and documents. `retention.erase_ticket` (migration
//! 0035) alone defines what the database erases; [`sealed_columns`] checks that nothing is left.

use std::io::Read as _;

use anyhow::{Context, Result, bail, ensure};
use audit::Action;
use clap::Args;
use database::Pool;
use documents::{Store, StoreConfig};
use domain::{Nik, TicketNumber};
use intake::operator::erase as tickets;
use runtime::{Clock, Settings};
use vault::{Vault, VaultConfig};

use super::sealed_columns;
use crate::operator::{Operator, owners_database, say};

/// Longest NIK input that it reads, in bytes.
const LONGEST_NIK: u64 = 256;

/// Which tickets to erase.
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
    /// Every ticket of the NIK that you type or pipe in
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
    let person = match vault {
        Some(vault) => Some((Vault::new(&vault)?, read_nik()?)),
        None => None,
    };
    let numbers = match &person {
        Some((vault, nik)) => tickets::of_nik(&pool, vault, nik).await?,
        None if command.again => tickets::without_key(&pool).await?,
        None => command.ticket_numbers,
    };
    if !command.yes {
        let listed: Vec<String> = numbers.iter().take(20).map(ToString::to_string).collect();
        bail!("this cannot be undone; repeat with --yes to erase {} tickets: {}", numbers.len(), listed.join(" "));
    }
    for number in &numbers {
        erase(&pool, &store, &operator, *number).await?;
    }
    let mut drafts = 0;
    if let Some((vault, nik)) = &person {
        drafts = forget_drafts(&pool, &operator, vault, nik).await?;
    }
    if numbers.is_empty() && drafts == 0 {
        say("there is no such ticket");
    }
    Ok(())
}

/// Forgets what the person told while making an account. Returns how many drafts that were.
async fn forget_drafts(pool: &Pool, operator: &Operator, vault: &Vault, nik: &Nik) -> Result<u64> {
    let mut transaction = pool.begin().await?;
    let drafts = accounts::operator::person::forget(&mut transaction, vault, nik).await?;
    if drafts > 0 {
        audit::record(&mut *transaction, &operator.entry(Action::Erase).detail(format!("{drafts} drafts"))).await?;
    }
    transaction.commit().await?;
    if drafts > 0 {
        say(format!("erased {drafts} drafts of an account: data keys and what was told"));
    }
    Ok(drafts)
}

async fn erase(pool: &Pool, store: &Store, operator: &Operator, number: TicketNumber) -> Result<()> {
    let mut transaction = pool.begin().await?;
    let found = tickets::erase(&mut *transaction, number, Clock::system().now()).await?;
    ensure!(found, "there is no ticket {number}");
    sealed_columns::nothing_left(&mut transaction, number).await?;
    audit::record(&mut *transaction, &operator.entry(Action::Erase).ticket_anywhere(number)).await?;
    transaction.commit().await?;
    if let Some(key) = tickets::object(pool, number).await? {
        store.delete(&key).await.context(
            "the data key is destroyed, but the sealed documents could not be deleted; intake tries again each hour, \
            or run the command again",
        )?;
        tickets::object_deleted(pool, number).await?;
    }
    say(format!("erased ticket {number}: data key and content destroyed, documents deleted"));
    Ok(())
}

/// Reads the NIK from standard input.
pub(super) fn read_nik() -> Result<Nik> {
    let mut typed = String::new();
    std::io::stdin().take(LONGEST_NIK).read_to_string(&mut typed).context("reading the NIK from standard input")?;
    // The fault itself would quote the NIK.
    Nik::parse(typed.trim()).ok().context("standard input holds no NIK: 16 digits")
}
