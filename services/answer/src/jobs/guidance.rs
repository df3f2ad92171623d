//! Answers what reaches the Dukcapil guidance desk: where to go with the person's population data, by the region of
//! their NIK.
//!
//! No person works at this desk. A ticket is answered right after it was received; a sweep finds whatever was left,
//! because the process died in between or a key was missing. What cannot be opened stays unanswered and visible at the
//! desk.

use std::time::Duration;

use desk::measures::{self, Answerer};
use desk::store::case_queue::{self, Position, Wanted};
use desk::store::cases::Case;
use desk::store::tickets::{self, SealedTicket};
use desk::store::timeline::{self, Step};
use desk::store::{answers, cases};
use desk::{Happened, Refusal};
use domain::{Content, Desk, Stage, TicketNumber};
use jiff::Timestamp;
use messages::EventKind;
use queue::Gate;
use runtime::{Job, Shutdown};

use crate::App;

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

/// A ticket with its guidance, sealed.
struct Ready {
    case: Case,
    body: Vec<u8>,
}

/// The sweep, as long as this desk is served here.
pub(super) fn sweep(app: &App, served: Gate) -> Job {
    let app = app.clone();
    Job::new("answer.guidance-sweep", "gives guidance to tickets that were left without it", move |shutdown| {
        run(app.clone(), served.clone(), shutdown)
    })
}

async fn run(app: App, served: Gate, shutdown: Shutdown) -> anyhow::Result<()> {
    loop {
        tokio::select! {
            () = shutdown.stopping() => return Ok(()),
            () = tokio::time::sleep(PAUSE) => {}
        }
        // An agency that serves this desk gives its own answers.
        if served.state() == Some(true) {
            sweep_guidance(&app, &shutdown).await?;
        }
    }
}

/// Looks once at every ticket that waits for guidance, so that one that cannot be answered does not hold up the others.
///
/// # Errors
/// When the database is away; what was answered until then stays answered.
pub async fn sweep_guidance(app: &App, shutdown: &Shutdown) -> anyhow::Result<()> {
    let mut after = Position::start();
    while !shutdown.is_stopping() {
        let cases = case_queue::page(&app.desks.pool, &Wanted::all(DESK, &[Stage::Received]), &after, BATCH).await?;
        let Some(last) = cases.last() else { break };
        after = Position::behind(last);
        let waiting: Vec<Waiting> =
            cases.iter().map(|case| Waiting { number: case.number, traceparent: None }).collect();
        answer(app, &waiting).await?;
    }
    Ok(())
}

/// Answers those of `waiting` that still wait at the desk and can be opened, in one transaction.
pub(crate) async fn answer(app: &App, waiting: &[Waiting]) -> Result<(), Refusal> {
    let now = app.desks.now();
    let numbers: Vec<String> = waiting.iter().map(|ticket| ticket.number.to_string()).collect();
    let mut transaction = app.desks.pool.begin().await?;
    let cases = case_queue::lock_waiting(&mut transaction, DESK, &numbers).await?;
    let sealed =
        tickets::find_all(&mut *transaction, &cases.iter().map(|case| case.number).collect::<Vec<_>>()).await?;
    let ready = with_guidance(app, cases, &sealed);
    if ready.is_empty() {
        return Ok(());
    }

    let numbers: Vec<String> = ready.iter().map(|ready| ready.case.number.to_string()).collect();
    let events: Vec<_> =
        ready.iter().map(|ready| answered_event(ready, waiting, now).message(&app.desks.clock)).collect();
    let cases: Vec<Case> = ready.iter().map(|ready| ready.case).collect();
    let bodies: Vec<Vec<u8>> = ready.into_iter().map(|ready| ready.body).collect();
    answers::add_guidance(&mut *transaction, &numbers, &bodies, DESK, now).await?;
    cases::mark_answered(&mut *transaction, &numbers).await?;
    timeline::add(&mut *transaction, &numbers, Step { stage: Stage::Answered, desk: DESK, at: now }).await?;
    desk::add_events(&mut transaction, &events).await?;
    transaction.commit().await?;
    app.desks.relay_wake.wake();

    for case in &cases {
        measures::first_answered(DESK, Answerer::Guidance, case.submitted_at, now);
    }
    Ok(())
}

/// The cases that can be opened, each with its guidance.
fn with_guidance(app: &App, cases: Vec<Case>, sealed: &[(TicketNumber, SealedTicket)]) -> Vec<Ready> {
    cases
        .into_iter()
        .filter_map(|case| {
            let (_, ticket) = sealed.iter().find(|(number, _)| *number == case.number)?;
            match guidance(app, ticket) {
                Ok(body) => Some(Ready { case, body }),
                Err(error) => {
                    tracing::error!(error = &error as &dyn std::error::Error, ticket.number = %case.number, "no guidance for a ticket that cannot be opened");
                    None
                }
            }
        })
        .collect()
}

/// The guidance for the person of this ticket, sealed as its first answer.
fn guidance(app: &App, ticket: &SealedTicket) -> Result<Vec<u8>, Refusal> {
    let key = app.desks.vault.open_data_key(&ticket.data_key)?;
    let content: Content = desk::content(&key, ticket)?;
    let text = domain::guidance::for_nik(content.nik()).text();
    Ok(key.seal(&desk::answer_context(1, ticket.id), text.as_bytes())?)
}

fn answered_event(ready: &Ready, waiting: &[Waiting], now: Timestamp) -> Happened {
    Happened {
        kind: EventKind::Answered,
        number: ready.case.number,
        form: ready.case.form,
        desk: DESK,
        at: now,
        traceparent: waiting
            .iter()
            .find(|ticket| ticket.number == ready.case.number)
            .and_then(|ticket| ticket.traceparent.clone()),
    }
}
