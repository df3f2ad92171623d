//! `helpdesk restored`: what the operator must do once after loading backups, before anything runs again. Everything
//! after the backup is lost, and the system must not hand out again what people got in that time.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use audit::Action;
use clap::Args;
use database::Pool;
use database::operator::rights::only_services_connect;
use domain::time;
use intake::operator::restored::{forget_lost, pass_over_numbers};
use jiff::Timestamp;
use runtime::Clock;
use uuid::Uuid;

use crate::operator::{Operator, owners_database, say};

/// Longest time for one statement: a walk over all tickets.
const PATIENCE: Duration = Duration::from_mins(30);

/// Whether the operator is sure.
#[derive(Debug, Args)]
#[command(
    after_help = "Needs --why, and that no service runs. Reads DATABASE_URL (the owner's). Run it after both backups \
                        were loaded, then `helpdesk erase --again`, then start the services: docs/operations.md, \
                        Backups."
)]
pub(crate) struct Restored {
    /// Do it without asking
    #[arg(long)]
    yes: bool,
}

/// Runs the command. Safe to repeat.
pub(crate) async fn run(command: Restored, operator: Operator) -> Result<()> {
    operator.needs_a_reason()?;
    let (pool, now) = (owners_database()?, Clock::system().now());
    nothing_runs(&pool).await?;
    if !command.yes {
        bail!("this ends all sessions and passes over half of the numbers that are left; repeat with --yes");
    }
    let mut transaction = pool.begin().await?;
    transaction.allow(PATIENCE).await?;
    let lost = forget_lost(&mut *transaction).await?;
    pass_over_numbers(&mut transaction, now).await?;
    registration::operator::pass_over_numbers(&mut transaction).await?;
    let sessions = officers::operator::end_sessions(&mut *transaction).await?;
    only_services_connect(&mut *transaction).await?;
    let detail = format!("{} tickets lost, {sessions} sessions ended", lost.len());
    audit::record(&mut *transaction, &operator.entry(Action::Restored).detail(detail)).await?;
    transaction.commit().await?;
    tell_lost(&lost);
    say(format!("today's numbers go on where none were given out; {sessions} sessions ended"));
    Ok(())
}

async fn nothing_runs(pool: &Pool) -> Result<()> {
    let running = keys::operator::services(pool).await?;
    ensure!(running.is_empty(), "stop all services first; these ran seconds ago: {}", running.join(", "));
    Ok(())
}

fn tell_lost(lost: &[Uuid]) {
    let moment = |id: Option<&Uuid>| {
        let milliseconds = i64::try_from(id?.as_u128() >> 80).ok()?;
        Timestamp::from_millisecond(milliseconds).ok().map(time::wib_text)
    };
    match (moment(lost.iter().min()), moment(lost.iter().max())) {
        (Some(oldest), Some(newest)) => say(format!(
            "{} tickets were accepted after the backup and are lost, the first at {oldest}, the last at {newest}: tell \
            people who filed then or later to file again",
            lost.len()
        )),
        _ => say("no key without a ticket: whoever filed after the newest backup of the keys is not known here"),
    }
}
