//! Sends accepted tickets again that no desk was chosen for: their message was lost between the outbox and the router's
//! note.
//!
//! The job looks at every ticket once, some minutes after its acceptance. It lists those without a dispatch, and sends
//! them again from the list until they have one. The message has the event id of the first one, which the router knows
//! when it merely was slow. `docs/adr/0017` says why this cannot multiply a backlog.

use database::{NewMessage, Outbox, Pool, Schema, Watch};
use jiff::Timestamp;
use messages::{TicketSubmitted, VERSION, topology};
use queue::{Leg, ResendPolicy, Wake};
use runtime::telemetry::cause;
use runtime::{Clock, Job};
use uuid::Uuid;

use crate::measures;
use crate::store::unrouted::{self, Unrouted};

/// Pages of tickets looked at in one run, and pages of the list.
const PAGES: usize = 40;
/// Tickets that are sent again in one run, by all processes together: some thousand a minute.
const MOST: i64 = 1_000;

/// The job.
pub(super) fn job(pool: Pool, clock: Clock, wake: Wake, policy: ResendPolicy) -> Job {
    let about = "sends accepted tickets again that have no dispatch after minutes";
    Job::repeating("intake.unrouted", about, policy.pause(), move || {
        let (pool, clock, wake) = (pool.clone(), clock.clone(), wake.clone());
        async move {
            let sent = run(&pool, clock.now(), policy).await?;
            if sent > 0 {
                wake.wake();
                tracing::warn!(tickets.sent_again = sent, "accepted tickets had no dispatch and are sent again");
            }
            Ok(())
        }
    })
}

/// One run, unless another process had one just now. Returns how many tickets were sent again.
async fn run(pool: &Pool, now: Timestamp, policy: ResendPolicy) -> anyhow::Result<usize> {
    let watch = Watch::new(pool.clone(), Schema::Intake);
    let mut sent = 0;
    if let Some(from) = watch.begin(now, policy.pause() / 2).await? {
        look(pool, &watch, from, now, policy).await?;
        settle(pool).await?;
        (sent, _) = send_unrouted(pool, now, policy, false).await?;
    }
    measures::unrouted(unrouted::count(pool).await?);
    let since = now.saturating_sub(policy.after()).unwrap_or(now);
    let oldest = unrouted::oldest(pool, unrouted::first_id(since), unrouted::days(since, now)).await?;
    queue::oldest_ticket(Leg::Submitted, oldest.map(|accepted_at| now.duration_since(accepted_at)));
    Ok(sent)
}

/// Lists the tickets that were accepted long enough ago and have no dispatch, and takes those off the list that have
/// one by now.
///
/// # Errors
/// When the database is away.
pub async fn list_unrouted(pool: &Pool, now: Timestamp, policy: ResendPolicy) -> anyhow::Result<()> {
    let watch = Watch::new(pool.clone(), Schema::Intake);
    let from = watch.begin_beside().await?;
    look(pool, &watch, from, now, policy).await?;
    settle(pool).await
}

async fn look(pool: &Pool, watch: &Watch, from: Timestamp, now: Timestamp, policy: ResendPolicy) -> anyhow::Result<()> {
    let until = now.saturating_sub(policy.after()).unwrap_or(now);
    let (days, end) = (unrouted::days(from, until), unrouted::first_id(until));
    let mut after = unrouted::first_id(from);
    for _page in 0..PAGES {
        if after >= end {
            break;
        }
        if let Some(last) = unrouted::list(pool, after, end, days, now).await? {
            watch.looked_until(unrouted::moment_of(last)).await?;
            after = last;
        } else {
            watch.looked_until(until).await?;
            break;
        }
    }
    Ok(())
}

async fn settle(pool: &Pool) -> anyhow::Result<()> {
    let mut after = String::new();
    for _page in 0..PAGES {
        let Some(last) = unrouted::settle(pool, &after).await? else { break };
        after = last;
    }
    Ok(())
}

/// Sends those again whose time has come, at most 1,000; at the operator's wish (`asked`) also what was given up.
/// Returns how many were sent, and how many were looked at.
///
/// # Errors
/// When the database is away.
pub async fn send_unrouted(
    pool: &Pool,
    now: Timestamp,
    policy: ResendPolicy,
    asked: bool,
) -> anyhow::Result<(usize, usize)> {
    let at = |rest| now.saturating_add(rest).unwrap_or(Timestamp::MAX);
    let after_a_day =
        |moment: Timestamp| moment.saturating_add(ResendPolicy::rest_given_up()).unwrap_or(Timestamp::MAX);
    let mut transaction = pool.begin().await?;
    let (mut settled, mut postponed, mut messages) = (Vec::new(), Vec::new(), Vec::new());
    let due = unrouted::due(&mut *transaction, now, MOST).await?;
    let seen = due.len();
    for due in due {
        match due.ticket {
            Ok(None) => settled.push(due.number),
            // It stays on the list, where the operator sees it.
            Err(inconsistent) => {
                tracing::error!(error = cause(&inconsistent), "an accepted ticket cannot be sent again");
                postponed.push((due.number, due.sends, after_a_day(now)));
            }
            Ok(Some(ticket)) if ticket.in_outbox => postponed.push((due.number, due.sends, at(policy.rest(0)))),
            // The operator has it; a copy that was lost comes back to the parking queue.
            Ok(Some(ticket)) if ticket.given_up && !asked && now < after_a_day(ticket.submitted_at) => {
                postponed.push((due.number, due.sends, after_a_day(ticket.submitted_at)));
            }
            Ok(Some(ticket)) => {
                let sends = due.sends.saturating_add(1);
                let rest = if ticket.given_up { ResendPolicy::rest_given_up() } else { policy.rest(sends) };
                messages.push(announcement(&ticket)?);
                postponed.push((due.number, sends, at(rest)));
            }
        }
    }
    unrouted::remove(&mut *transaction, &settled).await?;
    unrouted::postpone(&mut *transaction, &postponed).await?;
    Outbox::insert(&mut transaction, Schema::Intake, &messages).await?;
    transaction.commit().await?;
    measures::sent_again(messages.len());
    Ok((messages.len(), seen))
}

/// The ticket's announcement as it was at first, under the same id: that of the ticket.
fn announcement(ticket: &Unrouted) -> Result<NewMessage, serde_json::Error> {
    let event_id: Uuid = ticket.id;
    let submitted = TicketSubmitted {
        version: VERSION,
        event_id,
        ticket_number: ticket.number,
        ticket_id: ticket.id,
        form: ticket.form,
        region: ticket.region.clone(),
        submitted_at: ticket.submitted_at,
        answer_due_at: ticket.answer_due_at,
        documents: u8::try_from(ticket.documents).unwrap_or(u8::MAX),
    };
    let body = serde_json::to_value(&submitted)?;
    Ok(NewMessage {
        event_id,
        exchange: topology::SUBMISSIONS,
        routing_key: topology::submitted_key(ticket.form),
        body,
        traceparent: None,
    })
}
