//! The job brings tickets back to their desks that waited for their applicants: by the reply, or at the deadline.
//!
//! The status service writes a reply and nothing else; that row waits for this job, however long it takes. The job
//! holds a ticket's case, as an officer who answers it does: of a reply, a deadline and an answer at the same moment
//! exactly one ends the question. Several processes pass over each other's tickets. `docs/adr/0050` says more.

use std::time::Duration;

use desk::store::questions::Ended;
use runtime::Job;

use crate::State;
use crate::store::questions::{lock_expired, lock_replies, take_reply};

/// Pause between two looks.
const PAUSE: Duration = Duration::from_secs(2);
/// Tickets that one transaction brings back.
const BATCH: i64 = 100;

/// The job.
pub(super) fn job(state: &State) -> Job {
    let state = state.clone();
    let about = "brings tickets back to their desks that waited for their applicants";
    Job::repeating("answer.questions", about, PAUSE, move || {
        let state = state.clone();
        async move { bring_back(&state).await.map(drop) }
    })
}

/// Brings back all that have a reply or whose deadline passed. Returns how many replies were told and deadlines passed.
///
/// # Errors
/// When the database is away; what was brought back until then stays so.
pub async fn bring_back(state: &State) -> anyhow::Result<usize> {
    let mut all = 0;
    loop {
        let batch = replied(state).await? + expired(state).await?;
        if batch == 0 {
            return Ok(all);
        }
        all += batch;
    }
}

async fn replied(state: &State) -> anyhow::Result<usize> {
    let now = state.desks.now();
    let mut transaction = state.desks.pool.begin().await?;
    let replies = lock_replies(&mut transaction, BATCH).await?;
    let mut returned = Vec::new();
    for (id, ticket) in &replies {
        let back = desk::come_back(&mut transaction, &state.desks, ticket.number, ticket.desk, Ended::Replied).await?;
        take_reply(&mut transaction, *id, ticket, !back, now).await?;
        returned.extend(back.then_some(ticket.desk));
    }
    transaction.commit().await?;
    for desk in returned {
        desk::measures::returned(desk, Ended::Replied.as_str());
    }
    Ok(replies.len())
}

async fn expired(state: &State) -> anyhow::Result<usize> {
    let now = state.desks.now();
    let mut transaction = state.desks.pool.begin().await?;
    let tickets = lock_expired(&mut transaction, now, BATCH).await?;
    for ticket in &tickets {
        desk::come_back(&mut transaction, &state.desks, ticket.number, ticket.desk, Ended::Expired).await?;
    }
    transaction.commit().await?;
    for ticket in &tickets {
        desk::measures::returned(ticket.desk, Ended::Expired.as_str());
    }
    Ok(tickets.len())
}
