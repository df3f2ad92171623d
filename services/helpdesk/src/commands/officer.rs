//! `helpdesk officer`: accounts of the console. The operator makes the first administrator here; administrators make
//! the other accounts on their page.

use anyhow::{Result, bail};
use clap::Subcommand;
use domain::Desk;
use domain::time::{wib_day, wib_text};
use officers::{AccountRefusal, AccountState, By, NewAccount, Nip, Officers, OneTimeCode, Role};
use runtime::{Clock, Settings};
use vault::{Vault, VaultConfig};

use crate::operator::{Operator, Output, owners_database, say, table};

/// What an operator can do with accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum Officer {
    /// Make an account and print its one-time activation link, once
    Create {
        /// NIP, 18 digits, with which the officer signs in
        #[arg(long)]
        nip: String,
        /// Name as colleagues read it
        #[arg(long)]
        name: String,
        /// officer, supervisor, administrator or auditor; repeat for several
        #[arg(long, required = true)]
        role: Vec<Role>,
        /// Desk where the roles count; repeat for several, none for every desk
        #[arg(long)]
        desk: Vec<Desk>,
        #[command(flatten)]
        output: Output,
    },
    /// Take password and authenticator from an account and print a new one-time activation link
    Reset {
        /// NIP of the account
        #[arg(long)]
        nip: String,
        #[command(flatten)]
        output: Output,
    },
    /// List all accounts, without their NIPs
    List,
}

/// Runs the command.
pub(crate) async fn run(command: Officer, operator: Operator) -> Result<()> {
    let mut settings = Settings::from_env();
    let (vault, sessions) = (VaultConfig::read(&mut settings), officers::read_sessions(&mut settings));
    let site = settings.optional("PUBLIC_URL", "address of the site, for the link");
    let site = settings.optional("CONSOLE_PUBLIC_URL", "address of the console, where it is another").or(site);
    settings.finish()?;
    let clock = Clock::system();
    let (pool, vault) = (owners_database()?, Vault::new(&vault)?);
    if matches!(command, Officer::Create { .. }) {
        keys::announce(&pool, &vault, &clock).await?;
    }
    let officers = Officers::new(pool, vault, clock.clone(), sessions);
    let by = By::Operator { name: operator.name(), reason: operator.why() };
    let read = |nip: &str| Nip::parse(nip, wib_day(clock.now()));
    match command {
        Officer::Create { nip, name, role, desk, output } => {
            let kept = output.open()?;
            let desks = if desk.is_empty() { Desk::ALL.to_vec() } else { desk };
            match officers.create(by, &NewAccount { name, nip: read(&nip)?, roles: role, desks }).await {
                Ok((_, code)) => kept.keep(&link(site.as_deref(), &code)),
                Err(AccountRefusal::NipTaken) => {
                    bail!("there is an account with this NIP already; `helpdesk officer reset` makes a new link")
                }
                Err(refusal) => return Err(refusal.into()),
            }
        }
        Officer::Reset { nip, output } => {
            let kept = output.open()?;
            let Some(id) = officers.find_by_nip(&read(&nip)?).await? else { bail!("no account has this NIP") };
            kept.keep(&link(site.as_deref(), &officers.reset(by, id).await?));
        }
        Officer::List => list(&officers, by).await?,
    }
    Ok(())
}

/// The link, and below it how long it is valid.
fn link(site: Option<&str>, code: &OneTimeCode) -> [String; 2] {
    let site = site.unwrap_or_default().trim_end_matches('/');
    [format!("{site}/petugas/aktivasi/{}", code.text), format!("once, until {} WIB", wib_text(code.until))]
}

async fn list(officers: &Officers, by: By<'_>) -> Result<()> {
    let mut lines = vec![["NAME", "ROLES", "DESKS", "STATE"].map(str::to_owned).to_vec()];
    lines.extend(officers.accounts(by).await?.into_iter().map(|account| {
        let state = match account.state() {
            AccountState::Closed => "closed",
            AccountState::NotActivated => "not activated",
            AccountState::NotEnrolled => "no authenticator",
            AccountState::Active => "active",
        };
        let names = |names: Vec<&str>| names.join(" ");
        vec![
            account.name,
            names(account.roles.into_iter().map(Role::as_str).collect()),
            names(account.desks.into_iter().map(Desk::as_str).collect()),
            state.to_owned(),
        ]
    }));
    say(table(&lines));
    Ok(())
}
