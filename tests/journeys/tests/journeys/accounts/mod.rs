//! Accounts of applicants, made in processes that die, before a register that is away, by many at once.

mod approvals;
mod crowd;
mod killed;
mod leaks;
mod register_away;

use std::time::Duration;

use anyhow::{Result, ensure};
use http::StatusCode;
use testing::{Applicant, Broker, Layout, System};

/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_mins(1);
const REGISTER: &str = "population-register";
/// The two processes.
const PROCESSES: [&str; 2] = ["accounts", "accounts-beside"];
/// The page of the last step, and what a taken NIK says.
const MADE: &str = "Langkah 4: Pendaftaran Selesai";
const TAKEN: &str = "NIK sudah terdaftar";

/// Two processes of accounts before a register, in a period that is open.
async fn system() -> Result<System> {
    let many = [
        ("IDENTITY_CHECKS_PER_SECOND", "100000"),
        ("CONNECTIONS_PER_ADDRESS", "2000"),
        ("PASSWORDS_PATIENCE", "30s"),
        ("POPULATION_REGISTER_PATIENCE", "20s"),
    ];
    let system = System::start_with(Layout::Accounts, Broker::new_virtual_host().await?, &many).await?;
    system.open_accounts().await?;
    Ok(system)
}

/// Kills a process and starts it again.
async fn kill(system: &System, process: &'static str) -> Result<()> {
    system.kill(process)?;
    start(system, process).await
}

/// Starts a process again that was killed.
async fn start(system: &System, process: &'static str) -> Result<()> {
    system.launch(process)?;
    system.ready(process).await?;
    system.accounts_opened(process).await
}

/// What a page of the applicant has in it.
async fn sees(system: &System, applicant: &mut Applicant, path: &str, part: &str) -> Result<()> {
    let shown = applicant.open(system, PROCESSES[0], path).await?;
    ensure!(shown.status == StatusCode::OK && shown.html.contains(part), "{part}: {}: {}", shown.status, shown.html);
    Ok(())
}

/// The states of all accounts, and the register's word where it counts, in order.
async fn states(system: &System) -> Result<Vec<String>> {
    let read = sqlx::query_scalar(
        "SELECT CASE state WHEN 'active' THEN 'active/' || identity ELSE state END FROM accounts.accounts ORDER BY 1",
    );
    Ok(read.fetch_all(system.database.owner()).await?)
}
