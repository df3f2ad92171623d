//! `helpdesk account`: how an applicant's account stands, and freezing it. It shows nothing that its owner told.

use accounts::operator::account::{self, Released, Tries};
use anyhow::{Context as _, Result, bail};
use audit::{Action, Subject};
use clap::{Args, Subcommand};
use database::Pool;
use domain::Nik;
use domain::time::wib_text;
use jiff::Timestamp;
use runtime::{Clock, Settings};
use uuid::Uuid;
use vault::{Vault, VaultConfig};

use super::erase::read_nik;
use crate::operator::{Operator, owners_database, say, table};

/// What an operator can do with applicants' accounts.
#[derive(Debug, Subcommand)]
#[command(
    after_help = "A NIK is read from standard input, since everybody on the machine sees a command's arguments:\n  \
                        helpdesk account show --nik"
)]
pub(crate) enum Account {
    /// Show how accounts stand: state, sessions, files, failed tries; nothing that their owners told
    Show(Whose),
    /// Freeze an account: nobody signs in, its sessions end, and its owner is told. Needs --why
    Freeze(Whose),
    /// Have people sign in again to an account that the operator froze, not a complaint. Needs --why
    Release(Whose),
}

/// Whose account.
#[derive(Debug, Args)]
pub(crate) struct Whose {
    /// Id of the account, as the audit log names it
    #[arg(required_unless_present = "nik")]
    account: Option<Uuid>,
    /// The accounts of the NIK that you type or pipe in; the newest one that is in use is frozen or released
    #[arg(long, conflicts_with = "account")]
    nik: bool,
}

/// Runs the command. Safe to repeat.
pub(crate) async fn run(command: Account, operator: Operator) -> Result<()> {
    if !matches!(command, Account::Show(_)) {
        operator.needs_a_reason()?;
    }
    let mut settings = Settings::from_env();
    let vault = VaultConfig::read(&mut settings);
    settings.finish()?;
    let (pool, vault, clock) = (owners_database()?, Vault::new(&vault)?, Clock::system());
    match command {
        Account::Show(whose) => {
            let (found, nik) = whose.find(&pool, &vault, &clock).await?;
            let tries = match &nik {
                Some(nik) => Some(account::tries(&pool, &vault, &clock, nik).await?),
                None => None,
            };
            show(&found, tries);
        }
        Account::Freeze(whose) => {
            let id = whose.in_use(&pool, &vault, &clock).await?;
            let mut transaction = pool.begin().await?;
            if !account::freeze(&mut transaction, &clock, id).await? {
                say(format!("account {id} is frozen already"));
                return Ok(());
            }
            let entry = operator.entry(Action::AccountFrozen).about(Subject::Applicant(id));
            audit::record(&mut *transaction, &entry).await?;
            transaction.commit().await?;
            say(format!("account {id} is frozen: nobody signs in, and its sessions are over"));
        }
        Account::Release(whose) => {
            let id = whose.in_use(&pool, &vault, &clock).await?;
            let mut transaction = pool.begin().await?;
            let released = account::release(&mut transaction, id).await?;
            match released {
                Released::Yes | Released::ForComplaint => {}
                Released::OnlyForComplaint => {
                    bail!("account {id} is frozen for a complaint: a supervisor of the desk releases it on the ticket")
                }
                Released::NotFrozen => {
                    say(format!("account {id} is not frozen"));
                    return Ok(());
                }
            }
            let entry = operator.entry(Action::AccountReleased).about(Subject::Applicant(id));
            audit::record(&mut *transaction, &entry).await?;
            transaction.commit().await?;
            say(if released == Released::Yes {
                format!("account {id} is released: its owner signs in again")
            } else {
                format!("account {id} is released by the operator, and frozen still for a complaint")
            });
        }
    }
    Ok(())
}

impl Whose {
    /// All accounts that are meant, and the NIK if it was given.
    async fn find(&self, pool: &Pool, vault: &Vault, clock: &Clock) -> Result<(Vec<account::Account>, Option<Nik>)> {
        if let Some(id) = self.account {
            let found = account::by_id(pool, vault, clock, id).await?.context("there is no such account")?;
            return Ok((vec![found], None));
        }
        let nik = read_nik()?;
        Ok((account::of_nik(pool, vault, clock, &nik).await?, Some(nik)))
    }

    /// The one that people sign in to.
    async fn in_use(&self, pool: &Pool, vault: &Vault, clock: &Clock) -> Result<Uuid> {
        let (found, _nik) = self.find(pool, vault, clock).await?;
        let in_use = found.into_iter().find(|account| account.state == "active");
        Ok(in_use.context("there is no such account, or it ended")?.id)
    }
}

fn show(accounts: &[account::Account], tries: Option<Tries>) {
    for account in accounts {
        let frozen = account.frozen.map(|(at, by)| format!("{}, for: {by}", wib(at)));
        let complaint = account.complaint.as_ref().map(|(ticket, removed_from)| {
            let removal = removed_from.map_or_else(|| "not confirmed".to_owned(), |at| format!("from {}", wib(at)));
            format!("ticket {ticket}, removal: {removal}")
        });
        let complained = account.complained.as_ref().map(|(ticket, at)| format!("yes, ticket {ticket}, {}", wib(*at)));
        let files = if account.files.is_empty() { "none".to_owned() } else { account.files.join(", ") };
        let mut lines = vec![
            line("ACCOUNT", account.id.to_string()),
            line("period", account.period.clone()),
            line("state", account.state.clone()),
            line("identity", account.identity.clone()),
            line("made", wib(account.made_at)),
            line("last sign-in", moment(account.signed_in_at, "none that is kept")),
            line("open sessions", account.sessions.to_string()),
            line("files", files),
            line("frozen", frozen.unwrap_or_else(|| "no".to_owned())),
            line("frozen by the operator", if account.is_held { "yes" } else { "no" }.to_owned()),
            line("complaint", complaint.unwrap_or_else(|| "-".to_owned())),
            line("complained before of its NIK", complained.unwrap_or_else(|| "no".to_owned())),
            line("contact and questions stay until", moment(account.cools_until, "-")),
            line("the register is asked again", moment(account.check_at, "-")),
            line("wrong passwords inside", account.own_failures.to_string()),
        ];
        lines.extend(account.ended_at.map(|at| line("ended", wib(at))));
        say(table(&lines));
        say("");
    }
    if let Some(tries) = tries {
        if accounts.is_empty() {
            say("this NIK has no account");
        }
        say(table(&[
            line("wrong passwords with the NIK", tries.sign_ins.to_string()),
            line("the next one waits until", moment(tries.paused_until, "-")),
            line("different identities tried", tries.identities.to_string()),
        ]));
    }
}

fn line(name: &str, value: String) -> Vec<String> {
    vec![name.to_owned(), value]
}

fn wib(at: Timestamp) -> String {
    format!("{} WIB", wib_text(at))
}

fn moment(at: Option<Timestamp>, none: &str) -> String {
    at.map_or_else(|| none.to_owned(), wib)
}
