//! `helpdesk restored`: what has to be done once when backups were loaded, before anything runs again. What happened
//! after the backup is gone, and nothing may be taken for new that people were given in that time.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use audit::Action;
use clap::Args;
use database::{Connection, Pool};
use domain::{SevenDigits, catalogue, time};
use jiff::{Timestamp, ToSpan as _};
use jiff_sqlx::ToSqlx as _;
use runtime::Clock;
use uuid::Uuid;

use crate::operator::{Operator, owners_database, say};

/// Longest time for one statement: a walk over all tickets.
const PATIENCE: Duration = Duration::from_mins(30);

/// How sure the operator is.
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
        bail!("this ends all sessions and passes over half of today's numbers that are left; repeat with --yes");
    }
    let mut transaction = pool.begin().await?;
    transaction.allow(PATIENCE).await?;
    let lost = forget_lost(&mut transaction).await?;
    pass_over_numbers(&mut transaction, now).await?;
    let sessions = sqlx::query!("DELETE FROM desk.sessions").execute(&mut *transaction).await?.rows_affected();
    only_services_connect(&mut transaction).await?;
    let detail = format!("{} tickets lost, {sessions} sessions ended", lost.len());
    audit::record(&mut *transaction, &operator.entry(Action::Restored).detail(detail)).await?;
    transaction.commit().await?;
    tell_lost(&lost);
    say(format!("today's numbers go on where none were given out; {sessions} sessions ended"));
    Ok(())
}

async fn nothing_runs(pool: &Pool) -> Result<()> {
    let running = sqlx::query_scalar!(
        "SELECT DISTINCT service FROM sealing.processes WHERE seen_at > now() - make_interval(secs => $1) ORDER BY \
        service",
        keys::LIVE.as_secs_f64(),
    )
    .fetch_all(pool)
    .await?;
    ensure!(running.is_empty(), "stop all services first; these ran seconds ago: {}", running.join(", "));
    Ok(())
}

/// Tickets that were accepted after the backup of the tickets and before that of the keys: their keys open nothing any
/// more. Returns their ids, which tell when they were accepted.
async fn forget_lost(on: &mut Connection) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "DELETE FROM keys.tickets k WHERE NOT EXISTS (SELECT FROM intake.tickets t WHERE t.id = k.ticket_id) \
        RETURNING k.ticket_id"
    )
    .fetch_all(on)
    .await
}

/// Numbers that were given out after the backup were leased from blocks that the backup takes for free. Only those of
/// today matter, and of yesterday around midnight: no others are given out any more. Half of what is left is passed
/// over, five million at first: more than a day brings.
async fn pass_over_numbers(on: &mut Connection, now: Timestamp) -> Result<()> {
    let today = time::wib_day(now);
    let forms: Vec<String> = catalogue::FORMS.iter().map(|form| form.code.to_string()).collect();
    for day in [today.saturating_sub(1.day()), today] {
        sqlx::query!(
            "INSERT INTO intake.number_blocks AS block (form, day, next_sequence)
             SELECT form, $2, 1 + $3::integer / 2 FROM unnest($1::text[]) AS forms (form)
             ON CONFLICT (form, day) DO UPDATE
               SET next_sequence = block.next_sequence + (1 + $3::integer - block.next_sequence) / 2",
            &forms,
            day.to_sqlx() as jiff_sqlx::Date,
            i32::try_from(SevenDigits::COUNT)?,
        )
        .execute(&mut *on)
        .await?;
    }
    Ok(())
}

/// A dump holds no rights on the database itself: migration 0040 gave them.
async fn only_services_connect(on: &mut Connection) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DO $$ BEGIN
             EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
             EXECUTE format('GRANT CONNECT ON DATABASE %I TO helpdesk_intake, helpdesk_router, helpdesk_answer, helpdesk_console, helpdesk_status', current_database());
         END $$"
    )
    .execute(on)
    .await
    .map(drop)
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
