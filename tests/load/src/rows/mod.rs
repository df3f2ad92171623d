//! The list of all measurements. Each has a file of its own.

mod accounts;
mod arrival;
mod broker;
pub(crate) mod intake;
mod pages;
mod processes;
mod status;
mod stranger;

use anyhow::{Result, ensure};

use crate::Plan;
use crate::table::{Row, say};

/// Measures all kinds of rows whose names contain `only`; of the stranger's attacks those that follow the name.
///
/// # Errors
/// When something cannot be measured, or nothing has such a name.
pub(crate) async fn all(plan: Plan, only: &str) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let wanted = |name: &str| name.contains(only);
    if wanted("intake") {
        rows.extend(intake::measure(plan).await?);
    }
    if wanted("status") {
        rows.push(status::measure(plan).await?);
    }
    if wanted("pages") {
        rows.extend(pages::measure(plan).await?);
    }
    if wanted("relay") || wanted("routing") {
        rows.extend(broker::measure(plan).await?);
    }
    if wanted("arrival") {
        rows.push(arrival::measure(plan).await?);
    }
    if wanted("processes") {
        rows.extend(processes::measure().await?);
    }
    if wanted("accounts") {
        rows.extend(accounts::measure(plan).await?);
    }
    if let Some(attack) = only.strip_prefix("stranger").or_else(|| only.is_empty().then_some("")) {
        rows.extend(stranger::measure(plan, attack.trim_start_matches([',', ' '])).await?);
    }
    ensure!(!rows.is_empty(), "nothing is called {only:?}; see `load --help`");
    Ok(rows)
}

/// Prints what it measures now.
fn announce(what: &str) {
    say(&format!("measuring {what} …"));
}
