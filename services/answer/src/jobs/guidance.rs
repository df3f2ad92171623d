//! The guidance responder answers what reaches the Dukcapil guidance desk: where the applicant goes with their
//! population data, by the region of their NIK.
//!
//! No person works at this desk. The responder answers a ticket right after its desk received it. A sweep finds what
//! was left, because the process died in between or a key was missing. A ticket that cannot be opened stays unanswered
//! and visible at the desk.

use std::collections::HashMap;
use std::time::Duration;

use desk::store::case_queue::{self, CaseFilter, Position};
use desk::store::tickets::{self, SealedTicket};
use desk::{Caller, Desks, Digits, Fitting, NewAnswer, Refusal};
use domain::{Desk, Stage, TicketNumber};
use queue::Gate;
use runtime::telemetry::cause;
use runtime::{Job, Shutdown};

use crate::State;

/// The desk that this responder works at.
pub(crate) const DESK: Desk = Desk::DukcapilGuidance;

/// Pause between two sweeps.
const PAUSE: Duration = Duration::from_mins(1);

/// Tickets answered in one transaction of the sweep.
const BATCH: u32 = 100;

/// A ticket that waits for guidance.
pub(crate) struct Waiting {
    pub(crate) number: TicketNumber,
    /// The trace that its answer belongs to.
    pub(crate) traceparent: Option<String>,
}

/// The sweep, as long as this desk is served here.
pub(super) fn sweep(state: &State, served: Gate) -> Job {
    let state = state.clone();
    Job::new("answer.guidance-sweep", "gives guidance to tickets that were left without it", move |shutdown| {
        run(state.clone(), served.clone(), shutdown)
    })
}

async fn run(state: State, served: Gate, shutdown: Shutdown) -> anyhow::Result<()> {
    loop {
        tokio::select! {
            () = shutdown.stopping() => return Ok(()),
            () = tokio::time::sleep(PAUSE) => {}
        }
        // An agency that serves this desk gives its own answers.
        if served.state() == Some(true) {
            sweep_guidance(&state, &shutdown).await?;
        }
    }
}

/// Looks once at every ticket that waits for guidance, so that one that cannot be answered does not hold up the others.
///
/// # Errors
/// When the database is away; what was answered until then stays answered.
pub async fn sweep_guidance(state: &State, shutdown: &Shutdown) -> anyhow::Result<()> {
    let mut after = None;
    let filter = CaseFilter::all(DESK, &[Stage::Received]);
    while !shutdown.is_stopping() {
        let cases = case_queue::page(&state.desks.pool, &filter, after.as_ref(), BATCH).await?;
        let Some(last) = cases.last() else { break };
        after = Some(Position::behind(last));
        let waiting: Vec<Waiting> =
            cases.iter().map(|case| Waiting { number: case.number, traceparent: None }).collect();
        answer(state, &waiting).await?;
    }
    Ok(())
}

/// Answers those of `waiting` that still wait at the desk and can be opened, in one transaction.
pub(crate) async fn answer(state: &State, waiting: &[Waiting]) -> Result<(), Refusal> {
    let (desks, responder) = (&state.desks, Caller::responder(DESK));
    let numbers: Vec<TicketNumber> = waiting.iter().map(|ticket| ticket.number).collect();
    let mut transaction = desks.pool.begin().await?;
    let cases = case_queue::lock_waiting(&mut transaction, DESK, &numbers).await?;
    let numbers: Vec<TicketNumber> = cases.iter().map(|case| case.number).collect();
    let sealed: HashMap<_, _> = tickets::find_all(&mut *transaction, &numbers).await?.into_iter().collect();
    let mut given = Vec::with_capacity(cases.len());
    for case in &cases {
        let Some(ticket) = sealed.get(&case.number) else { continue };
        let words = match guidance(desks, case.number, ticket) {
            Ok(words) => words,
            Err(error) => {
                tracing::error!(
                    error = cause(&error),
                    ticket.number = %case.number,
                    "no guidance for a ticket that cannot be opened"
                );
                continue;
            }
        };
        let of_this = waiting.iter().find(|ticket| ticket.number == case.number);
        let traceparent = of_this.and_then(|ticket| ticket.traceparent.clone());
        let new = NewAnswer { case, ticket, words: &words, corrects: None, traceparent };
        given.push(desk::give(&mut transaction, desks, &responder, new).await?);
    }
    if given.is_empty() {
        return Ok(());
    }
    transaction.commit().await?;
    for given in given {
        given.notify(desks);
    }
    Ok(())
}

/// The guidance for the person of this ticket.
fn guidance(desks: &Desks, number: TicketNumber, ticket: &SealedTicket) -> Result<Fitting, Refusal> {
    let content = desk::content(&desks.vault.open_data_key(&ticket.data_key)?, ticket)?;
    let text = domain::guidance::for_nik(content.nik()).text();
    Fitting::plain(&text, number, Digits::Meant).map_err(|_unfit| Refusal::UnfitText)
}
