//! The job sends a ticket to its desk again when it has not come there: its message was lost in the queue.
//!
//! The job looks once, some minutes later, at everything that the router or another desk sent to a desk. It lists what
//! has not come, and sends it again from the list until it has. Each message has the event id of the first one, which
//! the desk's inbox knows when it merely was slow.
//!
//! An agency takes its tickets from the queue by itself, and nobody here sees when. So the job never gives that queue
//! more messages than it has tickets to take. It sends as many as the queue lacks, the oldest first, and none more than
//! three times. `docs/adr/0017` says more.

use std::collections::HashMap;

use database::{Pool, Schema, Watch};
use domain::Desk;
use jiff::{SignedDuration, Timestamp};
use messages::topology;
use queue::{AmqpConfig, Leg, ResendPolicy};
use runtime::Job;
use uuid::Uuid;

use crate::store::unreceived::{self, Place, Unreceived};
use crate::store::{agencies, unanswered};
use crate::{State, measures};

/// Pages of sendings looked at in one run, and pages of the list.
const PAGES: usize = 40;
/// Tickets that are sent again in one run, by all processes together: some thousand a minute.
const MOST: i64 = 1_000;
/// How often a ticket is sent to an agency again. One that does not report it then either has it, or is for the
/// operator.
const MOST_TO_AGENCY: u32 = 3;

/// Messages that wait in the queue of each desk that an agency serves. A desk that is missing gets none.
pub type Waiting = HashMap<Desk, u32>;

/// Who wants tickets to be sent again.
#[derive(Clone, Debug)]
pub enum Ask {
    /// The job, which looks at the agencies' queues first.
    Queues(Waiting),
    /// The operator, who wants all that are due sent, whatever was tried before.
    Operator,
}

/// The job.
pub(super) fn job(state: &State, amqp: &AmqpConfig, policy: ResendPolicy) -> Job {
    let (state, amqp) = (state.clone(), amqp.clone());
    Job::repeating(
        "answer.unreceived",
        "sends tickets again that have not come to their desk after minutes",
        policy.pause(),
        move || {
            let (state, amqp) = (state.clone(), amqp.clone());
            async move { run(&state, &amqp, policy).await }
        },
    )
}

/// One run, unless another process had one just now.
async fn run(state: &State, amqp: &AmqpConfig, policy: ResendPolicy) -> anyhow::Result<()> {
    let (watch, now) = (Watch::new(state.desks.pool.clone(), Schema::Desk), state.desks.now());
    if let Some(from) = watch.begin(now, policy.pause() / 2).await? {
        look(&state.desks.pool, &watch, from, now, policy).await?;
        settle(&state.desks.pool).await?;
        let listed = unreceived::count(&state.desks.pool).await?;
        let waiting = count_waiting(&state.desks.pool, amqp, &listed).await?;
        let (sent, _) = send_unreceived(&state.desks.pool, now, &Ask::Queues(waiting), policy).await?;
        if sent > 0 {
            state.desks.relay_wake.wake();
            tracing::warn!(tickets.sent_again = sent, "tickets had not come to their desk and are sent again");
        }
    }
    let listed: HashMap<Desk, i64> = unreceived::count(&state.desks.pool).await?.into_iter().collect();
    for desk in Desk::ALL {
        measures::unreceived(desk, listed.get(&desk).copied().unwrap_or(0));
    }
    let oldest = unreceived::oldest(&state.desks.pool).await?;
    queue::oldest_ticket(Leg::Routed, oldest.map(|sent_at| now.duration_since(sent_at)));
    let unanswered: HashMap<Desk, i64> = unanswered::count(&state.desks.pool).await?.into_iter().collect();
    for desk in Desk::ALL {
        measures::unanswered(desk, unanswered.get(&desk).copied().unwrap_or(0));
    }
    Ok(())
}

/// Lists the tickets that were sent to a desk long enough ago and have not come, and takes those off the list that have
/// by now.
///
/// # Errors
/// When the database is away.
pub async fn list_unreceived(pool: &Pool, now: Timestamp, policy: ResendPolicy) -> anyhow::Result<()> {
    let watch = Watch::new(pool.clone(), Schema::Desk);
    let from = watch.begin_beside().await?;
    look(pool, &watch, from, now, policy).await?;
    settle(pool).await
}

async fn look(pool: &Pool, watch: &Watch, from: Timestamp, now: Timestamp, policy: ResendPolicy) -> anyhow::Result<()> {
    let until = now.saturating_sub(policy.after()).unwrap_or(now);
    let mut after = Place { at: from, event_id: Uuid::nil() };
    for _page in 0..PAGES {
        if let Some(last) = unreceived::look(pool, after, until, now).await? {
            watch.looked_until(last.at).await?;
            after = last;
        } else {
            watch.looked_until(until).await?;
            break;
        }
    }
    Ok(())
}

async fn settle(pool: &Pool) -> anyhow::Result<()> {
    let mut after = None;
    for _page in 0..PAGES {
        let Some(last) = unreceived::settle(pool, after).await? else { break };
        after = Some(last);
    }
    Ok(())
}

/// Asks the broker about the desks that agencies serve and that lack tickets. While it is away nothing is known, and
/// nothing is sent there.
async fn count_waiting(pool: &Pool, amqp: &AmqpConfig, listed: &[(Desk, i64)]) -> anyhow::Result<Waiting> {
    let mut waiting = Waiting::new();
    for desk in agencies::served_desks(pool).await? {
        if !listed.iter().any(|(lacking, _)| *lacking == desk) {
            continue;
        }
        match queue::waiting(amqp, topology::desk_queue(desk)).await {
            Ok(messages) => drop(waiting.insert(desk, messages)),
            Err(error) => tracing::debug!(%error, desk = desk.as_str(), "an agency's queue could not be counted"),
        }
    }
    Ok(waiting)
}

/// Sends those again whose time has come, at most 1,000, and to an agency only what its queue lacks. Returns how many
/// were sent, and how many were looked at.
///
/// # Errors
/// When the database is away.
pub async fn send_unreceived(
    pool: &Pool,
    now: Timestamp,
    ask: &Ask,
    policy: ResendPolicy,
) -> anyhow::Result<(usize, usize)> {
    let at = |rest: SignedDuration| now.saturating_add(rest).unwrap_or(Timestamp::MAX);
    let mut lacking = lacking(unreceived::count(pool).await?, ask);
    let mut transaction = pool.begin().await?;
    let (mut settled, mut postponed, mut letters) = (Vec::new(), Vec::new(), Vec::new());
    let mut sent_to: HashMap<Desk, u64> = HashMap::new();
    let due = unreceived::due(&mut transaction, now, MOST).await?;
    let seen = due.len();
    for due in due {
        let Some(ticket) = due.ticket else {
            settled.push(due.number);
            continue;
        };
        let desk = ticket.message.desk;
        let verdict = match ask {
            Ask::Operator if !ticket.in_outbox => Verdict::Send(policy.rest(due.sends.saturating_add(1))),
            Ask::Operator | Ask::Queues(_) => {
                judge(&ticket, due.sends, now, policy, lacking.get(&desk).copied().unwrap_or(0))
            }
        };
        let next = match verdict {
            Verdict::Send(rest) => {
                letters.push(desk::to_desk(&ticket.message, None));
                lacking.entry(desk).and_modify(|tickets| *tickets -= 1);
                *sent_to.entry(desk).or_default() += 1;
                (due.number, due.sends.saturating_add(1), at(rest))
            }
            Verdict::Wait(rest) => (due.number, due.sends, at(rest)),
        };
        postponed.push(next);
    }
    unreceived::remove(&mut transaction, &settled).await?;
    unreceived::postpone(&mut transaction, &postponed).await?;
    desk::add_events(&mut transaction, &letters).await?;
    transaction.commit().await?;
    for desk in Desk::ALL {
        measures::sent_again(desk, sent_to.get(&desk).copied().unwrap_or(0));
    }
    Ok((letters.len(), seen))
}

/// Tickets of each agency's desk that its queue has no message for; none where its queue is not known.
fn lacking(listed: Vec<(Desk, i64)>, ask: &Ask) -> HashMap<Desk, i64> {
    let Ask::Queues(waiting) = ask else { return HashMap::new() };
    let lacks = |(desk, tickets): (Desk, i64)| Some((desk, tickets - i64::from(*waiting.get(&desk)?)));
    listed.into_iter().filter_map(lacks).collect()
}

/// What becomes of a ticket that is due, and how long it rests then.
enum Verdict {
    Send(SignedDuration),
    Wait(SignedDuration),
}

/// `lacking` are the tickets that the queue of the ticket's desk has no message for, when an agency serves it.
fn judge(ticket: &Unreceived, sends: u32, now: Timestamp, policy: ResendPolicy, lacking: i64) -> Verdict {
    let age = now.duration_since(ticket.sent_at);
    if ticket.in_outbox {
        return Verdict::Wait(policy.rest(0));
    }
    if ticket.for_agency {
        let rest = policy.after_for_agencies();
        return match (age < rest, sends >= MOST_TO_AGENCY, lacking > 0) {
            (true, _, _) => Verdict::Wait(rest - age),
            (false, true, _) => Verdict::Wait(ResendPolicy::rest_given_up()),
            (false, false, false) => Verdict::Wait(rest),
            (false, false, true) => Verdict::Send(policy.rest_for_agencies(sends.saturating_add(1))),
        };
    }
    match (ticket.given_up, age < ResendPolicy::rest_given_up()) {
        (false, _) => Verdict::Send(policy.rest(sends.saturating_add(1))),
        // The operator has it; a copy that was lost comes back to the parking queue.
        (true, true) => Verdict::Wait(ResendPolicy::rest_given_up() - age),
        (true, false) => Verdict::Send(ResendPolicy::rest_given_up()),
    }
}
