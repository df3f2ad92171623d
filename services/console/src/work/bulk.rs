//! Answering many tickets with one text: chosen by a filter or for being alike, looked at on three, tried on ten, then
//! the rest.
//!
//! The outcome of a ticket commits with its answer, so that a process may end at any moment: another one, or the same
//! one later, goes on where it ended, and nobody is answered twice.

use audit::{Action, Actor, Entry, Subject};
use database::Connection;
use desk::store::actors;
use desk::store::case_queue::{self, Position, Wanted};
use desk::store::cases::{self, Case};
use desk::store::tickets::SealedTicket;
use desk::{
    ANSWER, Caller, Desks, Digits, Fitting, Questions, Refusal, Unfit, merged, open, questions, sealed, unknown_fields,
};
use domain::{Desk, Stage, Text, TicketNumber};
use officers::Role;
use uuid::Uuid;

use super::TemplateFault;
use crate::store::bulk::{self, BulkAnswer, Next, Outcome, State};
use crate::store::clusters;

/// Most tickets of one bulk answer that were chosen by a filter.
const MOST: u32 = 5000;

/// Most tickets of one bulk answer that are alike.
const MOST_ALIKE: i64 = 50_000;

/// Tickets that are shown with their answers before anything is sent.
const PREVIEWED: usize = 3;

/// Bulk answers in a list.
const LISTED: i64 = 50;

/// Tickets in a report.
const REPORTED: i64 = 500;

/// Which tickets are to be answered.
#[derive(Clone, Debug)]
pub(crate) enum Chosen {
    /// Those that a filter finds and nobody has taken.
    Filter(Wanted),
    /// Those that are alike; with `held` those, too, that somebody works on: they are passed over and reported.
    Alike { desk: Desk, clusters: Vec<Uuid>, held: bool },
}

impl Chosen {
    fn desk(&self) -> Desk {
        match self {
            Self::Filter(wanted) => wanted.desk,
            Self::Alike { desk, .. } => *desk,
        }
    }
}

/// One ticket as it would be answered.
pub(crate) struct Preview {
    pub(crate) number: TicketNumber,
    pub(crate) text: String,
}

/// How many tickets a text would go to, and what three of them would read.
pub(crate) struct Draft {
    pub(crate) tickets: usize,
    pub(crate) previews: Vec<Preview>,
    pub(crate) faults: Vec<TemplateFault>,
    /// What is to be asked before it is sent.
    pub(crate) questions: Questions,
}

/// What a supervisor was asked about a text and said yes to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Consent {
    /// Sixteen digits in a row are meant to be there.
    pub(crate) digits: bool,
    /// Tickets that have nothing for a merge field are passed over.
    pub(crate) lacking: bool,
}

impl Consent {
    /// What was asked and not answered.
    fn open(self, questions: &Questions) -> Vec<TemplateFault> {
        let digits = (questions.digits && !self.digits).then_some(TemplateFault::Digits);
        let lacking =
            (!questions.fields.is_empty() && !self.lacking).then(|| TemplateFault::Lacking(questions.fields.clone()));
        digits.into_iter().chain(lacking).collect()
    }
}

/// Looks at what `body` would say to the chosen tickets. Opening the three is in the audit log.
pub(crate) async fn draft(desks: &Desks, caller: &Caller, chosen: &Chosen, body: &str) -> Result<Draft, Refusal> {
    let numbers = waiting(&mut desks.pool.acquire().await?, caller, chosen).await?;
    let faults = faults(body);
    let mut questions = questions(body, &numbers);
    let mut previews = Vec::new();
    if faults.is_empty() {
        for number in numbers.iter().take(PREVIEWED) {
            let ticket = open(desks, caller, *number).await?;
            match Fitting::merged(body, &ticket.content, &ticket.case, Digits::Unasked) {
                Err(Unfit::Digits) => questions.digits = true,
                Err(Unfit::Fields(lacking)) => {
                    questions.fields.extend(
                        lacking.into_iter().filter(|name| !questions.fields.contains(name)).collect::<Vec<_>>(),
                    );
                }
                Ok(_) | Err(Unfit::Text(_)) => {}
            }
            previews.push(Preview { number: *number, text: merged(body, &ticket.content, &ticket.case) });
        }
    }
    Ok(Draft { tickets: numbers.len(), previews, faults, questions })
}

/// Makes a bulk answer for the tickets that wait now; its trial begins at once. `Err` of the inner result: what is
/// wrong with the text.
pub(crate) async fn begin(
    desks: &Desks,
    caller: &Caller,
    chosen: &Chosen,
    body: &str,
    consent: Consent,
) -> Result<Result<Uuid, Vec<TemplateFault>>, Refusal> {
    let mut transaction = desks.pool.begin().await?;
    let begun = begin_in(&mut transaction, desks, caller, chosen, (body, consent), State::Trial).await?;
    if begun.is_ok() {
        transaction.commit().await?;
    }
    Ok(begun)
}

/// As [`begin`], in a transaction that does more, and from this state on.
pub(super) async fn begin_in(
    on: &mut Connection,
    desks: &Desks,
    caller: &Caller,
    chosen: &Chosen,
    (body, consent): (&str, Consent),
    state: State,
) -> Result<Result<Uuid, Vec<TemplateFault>>, Refusal> {
    let numbers = waiting(on, caller, chosen).await?;
    let mut faults = faults(body);
    if !numbers.is_empty() {
        faults.extend(consent.open(&questions(body, &numbers)));
    }
    let text = match Text::parse(body, ANSWER) {
        Ok(text) if faults.is_empty() && !numbers.is_empty() => text,
        _ => return Ok(Err(faults)),
    };
    let (id, now, desk) = (desks.clock.new_id(), desks.now(), chosen.desk());
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    let bulk = BulkAnswer {
        id,
        desk,
        body: text.expose().to_owned(),
        state,
        created_by: caller.id(),
        created_at: now,
        tickets: 0,
        settled: 0,
        answered: 0,
        with_digits: consent.digits,
        stopped: false,
    };
    bulk::add(&mut *on, &bulk, &numbers).await?;
    let entry = caller.entry(now, Action::BulkAnswer).desk(desk).detail(format!("begin {id} {}", numbers.len()));
    audit::record(on, &entry).await?;
    Ok(Ok(id))
}

/// The bulk answers of a desk, newest first.
pub(crate) async fn bulk_answers(desks: &Desks, caller: &Caller, desk: Desk) -> Result<Vec<BulkAnswer>, Refusal> {
    supervises(caller, desk)?;
    Ok(bulk::find(&desks.pool, Some(desk), None, LISTED).await?)
}

/// One bulk answer with what became of its tickets, and the name of who began it.
pub(crate) async fn bulk_answer(
    desks: &Desks,
    caller: &Caller,
    id: Uuid,
) -> Result<(BulkAnswer, Vec<(String, Option<Outcome>)>, String), Refusal> {
    let bulk = bulk::find(&desks.pool, None, Some(id), 1).await?.pop().ok_or(Refusal::UnknownTicket)?;
    supervises(caller, bulk.desk)?;
    let report = bulk::report(&desks.pool, id, REPORTED).await?;
    let name = actors::names(&desks.pool, &[bulk.created_by]).await?.of(bulk.created_by).to_owned();
    Ok((bulk, report, name))
}

/// Goes on with the rest, or pauses.
pub(crate) async fn go_on(desks: &Desks, caller: &Caller, id: Uuid, pause: bool) -> Result<(), Refusal> {
    let bulk = bulk::find(&desks.pool, None, Some(id), 1).await?.pop().ok_or(Refusal::UnknownTicket)?;
    supervises(caller, bulk.desk)?;
    let now = desks.now();
    let (from, to): (&[State], _) = if pause {
        (&[State::Trial, State::Running], State::Paused)
    } else {
        (&[State::Tried, State::Paused], State::Running)
    };
    let mut transaction = desks.pool.begin().await?;
    // Whoever lets it go on sends the rest: in that name it is answered, and those are the rights that count.
    let by = (!pause).then(|| caller.id());
    if bulk::change(&mut *transaction, id, from, to, by, now).await? {
        let entry = caller.entry(now, Action::BulkAnswer).desk(bulk.desk).detail(format!("{} {id}", to.as_str()));
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// Answers the next ticket of the oldest bulk answer that is at work; whether there was one.
pub(crate) async fn answer_next(desks: &Desks) -> Result<bool, Refusal> {
    let Some(id) = bulk::at_work(&desks.pool).await? else { return Ok(false) };
    let mut transaction = desks.pool.begin().await?;
    let Some(next) = bulk::lock_next(&mut transaction, id).await? else {
        bulk::finish(&mut *transaction, id, desks.now()).await?;
        transaction.commit().await?;
        return Ok(false);
    };
    if !still_supervises(&mut transaction, next.by, next.desk).await? {
        bulk::stop(&mut *transaction, id, desks.now()).await?;
        let entry = Entry::new(desks.now(), Actor::Nobody, Action::BulkAnswer).desk(next.desk);
        let entry = entry.about(Subject::Officer(next.by));
        audit::record(&mut *transaction, &entry.detail(format!("stopped {id} supervisor_lost"))).await?;
        transaction.commit().await?;
        tracing::warn!(bulk.id = %id, "a bulk answer is paused: its supervisor has lost the right");
        return Ok(true);
    }
    let caller = Caller::supervisor(next.by, next.desk);
    let case = cases::lock(&mut transaction, next.number).await?.filter(|case| case.desk == next.desk);
    let ticket = match sealed(&mut *transaction, next.number).await {
        Ok(ticket) => Some(ticket),
        Err(Refusal::Erased | Refusal::Restricted) => None,
        Err(refusal) => return Err(refusal),
    };
    let (outcome, given) = match (case, ticket) {
        (None, _) => (Outcome::Elsewhere, None),
        (Some(_), None) => (Outcome::Erased, None),
        (Some(case), Some(_)) if case.stage == Stage::Answered => (Outcome::AlreadyAnswered, None),
        (Some(case), Some(_)) if case.stage == Stage::Submitted => (Outcome::Elsewhere, None),
        (Some(case), Some(_)) if case.is_held_from(caller.id(), desks.now()) => (Outcome::Claimed, None),
        (Some(case), Some(ticket)) => match words_for(desks, &next, &case, &ticket) {
            Ok(Ok(words)) => (
                Outcome::Answered,
                Some(desk::give(&mut transaction, desks, &caller, &case, &ticket, &words, None).await?),
            ),
            Ok(Err(Unfit::Fields(_))) => (Outcome::Incomplete, None),
            Ok(Err(Unfit::Digits)) => (Outcome::Digits, None),
            Ok(Err(Unfit::Text(_))) => (Outcome::Unfit, None),
            Err(refusal) => {
                // One such ticket must not hold up the others.
                tracing::error!(error = &refusal as &dyn std::error::Error, ticket.number = %next.number, "a ticket of \
                    a bulk answer stays unanswered");
                (Outcome::Failed, None)
            }
        },
    };
    bulk::settle(&mut *transaction, id, next.position, outcome).await?;
    transaction.commit().await?;
    if let Some(given) = given {
        given.notify(desks);
    }
    Ok(true)
}

/// The text with what this ticket says, judged as if it were written for this ticket alone.
fn words_for(
    desks: &Desks,
    next: &Next,
    case: &Case,
    ticket: &SealedTicket,
) -> Result<Result<Fitting, Unfit>, Refusal> {
    let content = desk::content(&desks.vault.open_data_key(&ticket.data_key)?, ticket)?;
    Ok(Fitting::merged(&next.body, &content, case, Digits::of(next.with_digits)))
}

/// Whether the officer may still do this at the desk. The account is held until the ticket is answered, so that nobody
/// closes it in between.
async fn still_supervises(on: &mut Connection, id: Uuid, desk: Desk) -> Result<bool, Refusal> {
    Ok(officers::holds_role(on, id, Role::Supervisor, desk).await?)
}

/// The chosen tickets, oldest deadline first.
async fn waiting(on: &mut Connection, caller: &Caller, chosen: &Chosen) -> Result<Vec<TicketNumber>, Refusal> {
    supervises(caller, chosen.desk())?;
    match chosen {
        Chosen::Filter(wanted) => {
            let wanted = Wanted { stages: vec![Stage::Received], held_by: None, ..wanted.clone() };
            let cases = case_queue::page(on, &wanted, &Position::start(), MOST).await?;
            Ok(cases.into_iter().map(|case| case.number).collect())
        }
        Chosen::Alike { desk, clusters, held } => Ok(clusters::tickets(on, *desk, clusters, *held, MOST_ALIKE).await?),
    }
}

pub(super) fn supervises(caller: &Caller, desk: Desk) -> Result<(), Refusal> {
    if caller.may_supervise(desk) { Ok(()) } else { Err(Refusal::SupervisorsOnly) }
}

fn faults(body: &str) -> Vec<TemplateFault> {
    let text = Text::parse(body, ANSWER).err().map(TemplateFault::Body);
    text.into_iter().chain(unknown_fields(body).into_iter().map(TemplateFault::UnknownField)).collect()
}
