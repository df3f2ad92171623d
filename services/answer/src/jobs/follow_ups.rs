//! The job sends a ticket back to the desk that answered it when its applicant has written once more.
//!
//! The status service writes what the applicant says and nothing else; that row waits for this job, however long it
//! takes. One transaction moves the case, marks the row and puts the message into the outbox. From then on the ticket
//! travels like one that another desk hands over, to our consumer or to an agency, and the same sweep finds it when the
//! broker loses it. `docs/adr/0042` says more.

use std::time::Duration;

use domain::Stage;
use runtime::Job;

use crate::State;
use crate::store::follow_ups;

/// Pause between two looks: an applicant who loads the page again may see the ticket at its desk.
const PAUSE: Duration = Duration::from_secs(2);
/// Tickets that one transaction sends back.
const BATCH: i64 = 100;

/// The job.
pub(super) fn job(state: &State) -> Job {
    let state = state.clone();
    let about = "sends tickets back to their desk whose applicants wrote once more";
    Job::repeating("answer.follow-ups", about, PAUSE, move || {
        let state = state.clone();
        async move { send_back(&state).await.map(drop) }
    })
}

/// Sends back all that wait. Returns how many.
///
/// # Errors
/// When the database is away; what was sent back until then stays so.
pub async fn send_back(state: &State) -> anyhow::Result<usize> {
    let desks = &state.desks;
    let mut all = 0;
    loop {
        let mut transaction = desks.pool.begin().await?;
        let back = follow_ups::send_back(&mut transaction, &desks.calendar(), desks.now(), BATCH).await?;
        let letters: Vec<_> = back.iter().map(|ticket| desk::to_desk(ticket, None)).collect();
        desk::add_events(&mut transaction, &letters).await?;
        transaction.commit().await?;
        if back.is_empty() {
            return Ok(all);
        }
        desks.relay_wake.wake();
        for ticket in &back {
            desk::measures::reached(ticket.desk, Stage::Submitted);
        }
        all += back.len();
    }
}
