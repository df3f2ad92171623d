//! The helpdesk that the trial plays: which tickets it gave out, what the system asked of the API, and what became of
//! each ticket.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use answer::practice::{PracticeRefusal, PracticeTicket};
use anyhow::Result;
use domain::{Desk, Stage, TicketNumber};
use messages::CaseReply;
use runtime::Clock;
use tokio::time::Instant;
use uuid::Uuid;
use web::Problem;

use super::invented::{Invented, LONG_ENOUGH};
use super::ledger::Ledger;
use super::rule::Rule;

/// How many texts one ticket may have, as in the real API.
const MOST_TEXTS: usize = 20;

/// How long a busy API asks the system to wait.
const BUSY: Duration = Duration::from_secs(2);

/// How much too early a request may come, because clocks differ.
const TOLERANCE: Duration = Duration::from_millis(50);

/// What is special about a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Special {
    Nothing,
    /// The API answers the first request to read it with 503.
    UnavailableOnce,
    /// The API answers the first request to read it with 429.
    TooOftenOnce,
    /// The API answers the first text for it with 503.
    NoTextOnce,
    /// The API refuses every request for it.
    Gone(PracticeRefusal),
    /// The helpdesk rejects its first report.
    RejectedOnce,
}

/// The tickets that the trial gave out and what became of them.
pub(super) struct Practice {
    pub(super) clock: Clock,
    pub(super) desk: Desk,
    pub(super) agency: String,
    pub(super) token: String,
    pub(super) ledger: Ledger,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    tickets: BTreeMap<TicketNumber, Given>,
    reports: BTreeMap<Uuid, CaseReply>,
}

/// A ticket that the trial gave out.
struct Given {
    invented: Invented,
    special: Special,
    /// The end of the time that the API asked the system to wait.
    busy_until: Option<Instant>,
    reads: u32,
    texts: BTreeMap<Uuid, String>,
    /// The revisions of its answer.
    answers: Vec<String>,
    handed_over: bool,
}

/// Why a report has no effect: the code of its rejection.
pub(super) type Rejected = &'static str;

impl Practice {
    pub(super) fn new(clock: Clock, desk: Desk, agency: String, token: String) -> Self {
        Self { clock, desk, agency, token, ledger: Ledger::default(), state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Invents a ticket. The API knows it from now on.
    pub(super) fn invent(&self, special: Special) -> Result<Invented> {
        let mut state = self.state();
        let invented = Invented::new(&self.clock, self.desk, u32::try_from(state.tickets.len())?)?;
        let given = Given {
            invented: invented.clone(),
            special,
            busy_until: None,
            reads: 0,
            texts: BTreeMap::new(),
            answers: Vec::new(),
            handed_over: false,
        };
        state.tickets.insert(invented.ticket.number, given);
        Ok(invented)
    }

    /// Whether the system answered the ticket or handed it over.
    pub(super) fn is_done(&self, number: TicketNumber) -> bool {
        self.state().tickets.get(&number).is_some_and(|given| given.handed_over || !given.answers.is_empty())
    }

    /// Whether the helpdesk rejected the ticket's first report, as planned.
    pub(super) fn was_rejected(&self, number: TicketNumber) -> bool {
        self.state().tickets.get(&number).is_some_and(|given| given.special == Special::Nothing)
    }

    /// All tickets in this stage, or all that still need an answer.
    pub(super) fn list(&self, stage: Option<Stage>) -> Vec<PracticeTicket> {
        let known = self.state();
        let listed =
            known.tickets.values().filter(|given| !given.handed_over && !matches!(given.special, Special::Gone(_)));
        let listed = listed.map(|given| given.invented.ticket);
        listed.filter(|ticket| stage.map_or(ticket.stage != Stage::Answered, |stage| ticket.stage == stage)).collect()
    }

    /// Handles a request to read a ticket.
    pub(super) fn read(&self, number: TicketNumber) -> Result<Invented, Problem> {
        let mut state = self.state();
        let given = self.reachable(&mut state, number, false)?;
        given.reads += 1;
        Ok(given.invented.clone())
    }

    /// Handles a request to put a text. Returns whether the text is new.
    pub(super) fn put_text(&self, number: TicketNumber, id: Uuid, text: &str) -> Result<bool, Problem> {
        let mut state = self.state();
        let given = self.reachable(&mut state, number, true)?;
        match given.texts.get(&id) {
            Some(known) if known == text => Ok(false),
            Some(_) => Err(PracticeRefusal::TextTaken.into()),
            None if given.texts.len() >= MOST_TEXTS => Err(PracticeRefusal::TooManyTexts.into()),
            None => {
                given.texts.insert(id, text.to_owned());
                Ok(true)
            }
        }
    }

    /// The ticket, unless the API refuses it now.
    fn reachable<'a>(
        &self,
        state: &'a mut State,
        number: TicketNumber,
        putting: bool,
    ) -> Result<&'a mut Given, Problem> {
        let given =
            state.tickets.get_mut(&number).filter(|given| !given.handed_over).ok_or(PracticeRefusal::UnknownTicket)?;
        let now = Instant::now();
        let busy = match given.special {
            Special::Gone(refusal) => return Err(refusal.into()),
            Special::UnavailableOnce if !putting => Some(Problem::unavailable().retry_after(BUSY)),
            Special::TooOftenOnce if !putting => Some(Problem::too_many_requests(BUSY)),
            Special::NoTextOnce if putting => Some(Problem::unavailable().retry_after(BUSY)),
            Special::UnavailableOnce
            | Special::TooOftenOnce
            | Special::NoTextOnce
            | Special::RejectedOnce
            | Special::Nothing => None,
        };
        match (busy, given.busy_until) {
            (Some(problem), None) => {
                given.busy_until = Some(now + BUSY);
                Err(problem)
            }
            (Some(_), Some(until)) => {
                self.ledger.judge(Rule::WaitsAsAsked, now + TOLERANCE >= until, || {
                    format!("a request on {number} came {} ms too early", (until - now).as_millis())
                });
                given.special = Special::Nothing;
                Ok(given)
            }
            (None, _) => Ok(given),
        }
    }

    /// Whether a message contains any of a ticket's content, or a text that the system put.
    pub(super) fn is_quoted_in(&self, message: &str) -> bool {
        let state = self.state();
        let has_text =
            |given: &Given| given.texts.values().any(|text| text.len() >= LONG_ENOUGH && message.contains(text));
        state.tickets.values().any(|given| given.invented.is_quoted_in(message) || has_text(given))
    }

    /// Gives a report that follows its schema its effect, as the helpdesk would, or rejects it.
    pub(super) fn take(&self, reply: &CaseReply) -> Result<(), Rejected> {
        let mut state = self.state();
        let State { tickets, reports } = &mut *state;
        if let Some(known) = reports.get(&reply.event_id()) {
            let (kind, number) = (reply.routing_key(), reply.ticket_number());
            self.ledger.judge(Rule::OwnEventIds, known == reply, || {
                format!("{kind} on {number} had the event_id of another report")
            });
            return Ok(());
        }
        self.ledger.kept(Rule::OwnEventIds);
        reports.insert(reply.event_id(), reply.clone());
        let number = reply.ticket_number();
        let given = tickets.get_mut(&number);
        self.ledger.judge(Rule::OwnTickets, given.is_some(), || {
            format!("{} on a ticket that was not given out", reply.routing_key())
        });
        let given = given.ok_or("unknown_ticket")?;
        if given.special == Special::RejectedOnce {
            given.special = Special::Nothing;
            return Err("claimed_by_another");
        }
        self.act(given, reply)
    }

    fn act(&self, given: &mut Given, reply: &CaseReply) -> Result<(), Rejected> {
        let text_of = |given: &Given, id: Uuid| {
            let text = given.texts.get(&id).cloned();
            self.ledger.judge(Rule::TextFirst, text.is_some(), || {
                format!("{} on {} named a text that was not put before", reply.routing_key(), reply.ticket_number())
            });
            text.ok_or("unknown_text")
        };
        let reached = match reply {
            CaseReply::Received(_) => Stage::Received,
            CaseReply::Processing(_) => Stage::Processing,
            CaseReply::Answered(answered) => {
                let text = text_of(given, answered.text_id)?;
                self.answer(given, text, answered.corrects)?;
                Stage::Answered
            }
            CaseReply::Transferred(transferred) => {
                text_of(given, transferred.text_id)?;
                if transferred.desk == self.desk {
                    return Err("invalid_transfer");
                }
                given.handed_over = true;
                Stage::Submitted
            }
        };
        given.invented.ticket.stage = given.invented.ticket.stage.max(reached);
        Ok(())
    }

    /// The same answer again is harmless, as it is at the helpdesk.
    fn answer(&self, given: &mut Given, text: String, corrects: Option<i32>) -> Result<(), Rejected> {
        let number = given.invented.ticket.number;
        self.ledger.judge(Rule::ReadsWithToken, given.reads > 0, || format!("{number} was answered and never read"));
        let revision = i32::try_from(given.answers.len()).unwrap_or(i32::MAX);
        if given.answers.contains(&text) {
            return Ok(());
        }
        match corrects {
            Some(corrected) if corrected == revision => given.answers.push(text),
            Some(_) => return Err("outdated_correction"),
            None if revision == 0 => given.answers.push(text),
            None => {
                self.ledger.broken(Rule::AnswersOnce, format!("{number} was answered again, with another text"));
                return Err("already_answered");
            }
        }
        Ok(())
    }
}
