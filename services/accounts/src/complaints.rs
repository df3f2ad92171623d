//! Form 02: others made an account with somebody's NIK. A desk freezes it at once; a second officer has it removed, a
//! day after it was frozen, or released (docs/adr/0061).

use audit::{Action, Actor, Entry, Subject};
use database::{Connection, Outbox, Pool, Schema};
use domain::{TicketNumber, complaint};
use jiff::Timestamp;
use messages::CommandOutcome;
use runtime::Clock;
use uuid::Uuid;

use crate::jobs::report;
use crate::letters::{self, News};
use crate::measures::{self, Removal as Counted};
use crate::store::commands::Asked;
use crate::store::complained::{self, Froze};
use crate::store::complaints::{self, Complaint, End, Removal};

/// What is done in a transaction: the report to the desk, if there is one yet, and what is counted once it commits.
pub(crate) struct Carried {
    pub(crate) outcome: Option<CommandOutcome>,
    pub(crate) counted: Option<Counted>,
}

impl Carried {
    const fn plain(outcome: CommandOutcome) -> Self {
        Self { outcome: Some(outcome), counted: None }
    }
}

/// Freezes the account that the ticket complains about, and tells its owner. The same command does it once.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn freeze(on: &mut Connection, clock: &Clock, asked: &Asked) -> Result<Carried, sqlx::Error> {
    let now = clock.now();
    let outcome = match complained::freeze(on, asked, now).await? {
        Froze::Now => {
            let entry = entry(now, asked.by, Action::AccountFrozen, (asked.account, asked.ticket));
            audit::record(&mut *on, &entry).await?;
            letters::tell(on, clock, asked.account, News::Complained).await?;
            CommandOutcome::Done
        }
        Froze::Before => CommandOutcome::Done,
        Froze::Gone => CommandOutcome::AccountGone,
        Froze::TooLate => CommandOutcome::TooLate,
    };
    Ok(Carried::plain(outcome))
}

/// Writes down that a second officer has the account removed, and removes it if its time has come; else the desk gets
/// its report then.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn confirm(on: &mut Connection, clock: &Clock, asked: &Asked) -> Result<Carried, sqlx::Error> {
    let now = clock.now();
    let Some(complaint) = complaints::decided(on, asked).await? else {
        return Ok(Carried::plain(CommandOutcome::AccountGone));
    };
    match complaint.end {
        Some(End::Removed) => return Ok(Carried::plain(CommandOutcome::Done)),
        Some(End::Lifted) => return Ok(Carried::plain(CommandOutcome::Lifted)),
        Some(End::Gone) => return Ok(Carried::plain(CommandOutcome::AccountGone)),
        None => {}
    }
    let removal = if let Some(removal) = complaint.removal {
        removal
    } else {
        let Some(at) = complaint::removed_from(complaint.frozen_at, now, complaint.closes_at) else {
            return Ok(Carried::plain(CommandOutcome::TooLate));
        };
        let removal = Removal { command: asked.id, by: asked.by, at };
        complaints::confirm(on, complaint.id, removal, now).await?;
        removal
    };
    if removal.at > now {
        return Ok(Carried { outcome: None, counted: None });
    }
    remove(on, clock, (&complaint, removal, asked.ticket)).await
}

/// Has the account released that the ticket froze, and tells its owner.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn lift(on: &mut Connection, clock: &Clock, asked: &Asked) -> Result<Carried, sqlx::Error> {
    let now = clock.now();
    let Some(complaint) = complaints::decided(on, asked).await? else {
        return Ok(Carried::plain(CommandOutcome::AccountGone));
    };
    if complaint.end.is_some() {
        let is_done = complaints::is_lifted_by(on, asked.id).await?;
        return Ok(Carried::plain(if is_done { CommandOutcome::Done } else { CommandOutcome::AccountGone }));
    }
    let Some(is_open) = complained::release(on, asked.account).await? else {
        complaints::end(on, complaint.id, (End::Gone, asked.by, None), now).await?;
        return Ok(Carried { outcome: Some(CommandOutcome::AccountGone), counted: Some(Counted::Gone) });
    };
    complaints::end(on, complaint.id, (End::Lifted, asked.by, Some(asked.id)), now).await?;
    let entry = entry(now, asked.by, Action::AccountReleased, (asked.account, asked.ticket));
    audit::record(&mut *on, &entry).await?;
    if is_open {
        letters::tell(on, clock, asked.account, News::Released).await?;
    }
    Ok(Carried { outcome: Some(CommandOutcome::Done), counted: Some(Counted::Lifted) })
}

/// Removes the account whose time came first, and reports it to the desk. `false` when none waits.
///
/// # Errors
/// When the database is away or refuses.
pub async fn remove_next(pool: &Pool, clock: &Clock) -> Result<bool, sqlx::Error> {
    let now = clock.now();
    let mut transaction = pool.begin().await?;
    let Some((complaint, ticket)) = complaints::take_due(&mut transaction, now).await? else { return Ok(false) };
    let Some(removal) = complaint.removal else { return Ok(false) };
    let carried = remove(&mut transaction, clock, (&complaint, removal, ticket)).await?;
    if let Some(outcome) = carried.outcome {
        let report = report(clock, (removal.command, ticket, outcome), None);
        Outbox::insert(&mut transaction, Schema::Accounts, &[report]).await?;
    }
    transaction.commit().await?;
    if let Some(counted) = carried.counted {
        measures::removal(counted);
    }
    Ok(true)
}

async fn remove(
    on: &mut Connection,
    clock: &Clock,
    (complaint, removal, ticket): (&Complaint, Removal, TicketNumber),
) -> Result<Carried, sqlx::Error> {
    let now = clock.now();
    if complaint.closes_at <= now {
        complaints::withdraw(on, complaint.id).await?;
        return Ok(Carried { outcome: Some(CommandOutcome::TooLate), counted: Some(Counted::TooLate) });
    }
    let account = match complaint.account {
        Some(account) if complained::remove(on, account, now).await? => account,
        Some(_) | None => {
            complaints::end(on, complaint.id, (End::Gone, removal.by, None), now).await?;
            return Ok(Carried { outcome: Some(CommandOutcome::AccountGone), counted: Some(Counted::Gone) });
        }
    };
    complaints::end(on, complaint.id, (End::Removed, removal.by, None), now).await?;
    let entry = entry(now, removal.by, Action::AccountRemoved, (account, ticket));
    audit::record(&mut *on, &entry).await?;
    letters::tell(on, clock, account, News::Removed).await?;
    Ok(Carried { outcome: Some(CommandOutcome::Done), counted: Some(Counted::Removed) })
}

fn entry(now: Timestamp, by: Uuid, action: Action, (account, ticket): (Uuid, TicketNumber)) -> Entry {
    Entry::new(now, Actor::Officer(by), action).about(Subject::Applicant(account)).ticket_anywhere(ticket)
}
