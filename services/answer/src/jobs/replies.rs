//! An agency's reports do what officers do at the console: Diterima, Proses, Jawaban, hand-over.
//!
//! The sender is the user that the broker checked, never anything in the body. Agencies send reports in any order and
//! more than once; what is so already counts as done. The service rejects a report that cannot have its effect to its
//! sender, with the reason, and goes on with the others.

use std::collections::HashMap;
use std::sync::Arc;

use desk::{ANSWER, Caller, Digits, Fitting, Once, REASON, Refusal, RefusalKind};
use domain::{Desk, TicketNumber};
use futures_util::StreamExt as _;
use futures_util::stream;
use messages::replies::{CaseAnswered, CaseTransferred, LONGEST_REPLY};
use messages::{CaseReply, Malformed};
use queue::{Handler, Incoming, Outcome, Rejection};
use runtime::telemetry::cause;
use tokio::sync::Semaphore;
use tracing::Instrument as _;
use uuid::Uuid;

use crate::State;
use crate::store::agencies;
use crate::{measures, texts};

/// A correction that is here before its answer is tried this often: again after 10 s, and after a minute.
const EARLY_ATTEMPTS: u32 = 3;

/// Reports that are worked on at the same time, those of all agencies together: the next turn is that of whoever has
/// waited longest, so that an agency with many reports holds up another by one report and no more.
const SIDE_BY_SIDE: usize = 8;

/// Takes the reports of all agencies.
#[derive(Clone, Debug)]
pub struct Replies {
    state: State,
    turns: Arc<Semaphore>,
}

impl Replies {
    /// Takes reports.
    #[must_use]
    pub fn new(state: State) -> Self {
        Self { state, turns: Arc::new(Semaphore::new(SIDE_BY_SIDE)) }
    }

    /// Who sent the messages of this batch; users that are no agency's are missing.
    async fn senders(&self, batch: &[Incoming]) -> Result<HashMap<String, Caller>, sqlx::Error> {
        let mut callers = HashMap::new();
        for user in batch.iter().filter_map(|message| message.sender.as_ref()) {
            if !callers.contains_key(user)
                && let Some(caller) = agencies::find(&self.state.desks.pool, user).await?
            {
                callers.insert(user.clone(), caller);
            }
        }
        Ok(callers)
    }

    async fn take(&self, message: &Incoming, senders: &HashMap<String, Caller>) -> Outcome {
        let Some(sender) = &message.sender else {
            return reject("no_user_id", texts::REPLY_NO_SENDER);
        };
        let Some(caller) = senders.get(sender) else {
            return Outcome::Park("unknown_sender");
        };
        let outcome = match read(message) {
            Ok(reply) => self.act(caller, &reply, message.attempt).await.unwrap_or_else(|refusal| refused(&refusal)),
            Err(rejected) => rejected,
        };
        measures::reported(sender, &outcome, self.state.desks.now());
        outcome
    }

    async fn act(&self, caller: &Caller, reply: &CaseReply, attempt: u32) -> Result<Outcome, Refusal> {
        let number = reply.ticket_number();
        let done = match reply {
            CaseReply::Received(_) => {
                desk::report_received(&self.state.desks, caller, number).await.map(|_| Outcome::Done)
            }
            CaseReply::Processing(_) => {
                desk::report_processing(&self.state.desks, caller, number).await.map(|_| Outcome::Done)
            }
            CaseReply::Answered(answered) => self.answer(caller, answered, attempt).await,
            CaseReply::Transferred(transferred) => self.transfer(caller, transferred).await,
        };
        match done {
            Err(Refusal::UnknownTicket) => self.after_hand_over(caller, reply).await,
            done => done,
        }
    }

    async fn answer(&self, caller: &Caller, answered: &CaseAnswered, attempt: u32) -> Result<Outcome, Refusal> {
        let CaseAnswered { ticket_number: number, text_id, corrects, .. } = *answered;
        let text = self.arrived_with_text(caller, number, text_id, ANSWER).await?;
        // Whoever posted the text was asked about its digits then.
        let words = Fitting::plain(text.expose(), number, Digits::Meant).map_err(|_unfit| Refusal::UnfitText)?;
        match desk::answer_once(&self.state.desks, caller, number, &words, corrects).await? {
            Once::Given(_) | Once::Before(_) => Ok(Outcome::Done),
            // What it corrects may be on its way.
            Once::Early(_) if attempt < EARLY_ATTEMPTS => Ok(Outcome::Retry("early_correction")),
            Once::Early(refusal) => Err(refusal),
        }
    }

    async fn transfer(&self, caller: &Caller, transferred: &CaseTransferred) -> Result<Outcome, Refusal> {
        let CaseTransferred { ticket_number: number, desk, text_id, .. } = *transferred;
        let reason = self.arrived_with_text(caller, number, text_id, REASON).await?;
        match desk::transfer(&self.state.desks, caller, number, desk, &reason).await {
            Ok(_) => Ok(Outcome::Done),
            // The agency's token may be good for both desks: then the ticket is still in sight after the hand-over.
            Err(Refusal::AlreadyAnswered) => Ok(reject("already_answered", texts::REPLY_ANSWERED_STAYS)),
            Err(Refusal::SameDesk) if self.handed_over(caller, number, desk).await? => Ok(Outcome::Done),
            Err(refusal) => Err(refusal),
        }
    }

    /// What an agency answers or hands over it has received, whether it said so or not. Returns the text that its
    /// report refers to.
    async fn arrived_with_text(
        &self,
        caller: &Caller,
        number: TicketNumber,
        text_id: Uuid,
        rule: domain::TextRule,
    ) -> Result<domain::Text, Refusal> {
        desk::report_received(&self.state.desks, caller, number).await?;
        desk::posted_text(&self.state.desks, caller, number, text_id, rule).await
    }

    /// A report on a ticket that is not in the agency's sight. If the agency handed it over, an earlier stage comes
    /// late and a hand-over comes again.
    async fn after_hand_over(&self, caller: &Caller, reply: &CaseReply) -> Result<Outcome, Refusal> {
        let Some(desk) = desk::handed_over_to(&self.state.desks, caller, reply.ticket_number()).await? else {
            return Err(Refusal::UnknownTicket);
        };
        Ok(match reply {
            CaseReply::Received(_) | CaseReply::Processing(_) => Outcome::Done,
            CaseReply::Transferred(transferred) if transferred.desk == desk => Outcome::Done,
            CaseReply::Transferred(_) | CaseReply::Answered(_) => reject("handed_over", texts::REPLY_HANDED_OVER),
        })
    }

    async fn handed_over(&self, caller: &Caller, number: TicketNumber, to: Desk) -> Result<bool, Refusal> {
        Ok(desk::handed_over_to(&self.state.desks, caller, number).await? == Some(to))
    }
}

impl Handler for Replies {
    async fn handle(&self, batch: Vec<Incoming>) -> Vec<Outcome> {
        let senders = match self.senders(&batch).await {
            Ok(senders) => senders,
            Err(error) => {
                tracing::warn!(error = cause(&error), "reports wait: who sent them is not known");
                let outcome = if database::is_unavailable(&error) {
                    Outcome::Unavailable("agencies_unavailable")
                } else {
                    Outcome::Retry("agencies_unavailable")
                };
                return batch.iter().map(|_| outcome).collect();
            }
        };
        let senders = &senders;
        let mut outcomes: Vec<(usize, Outcome)> = stream::iter(by_ticket(batch))
            .map(|reports| async move {
                let mut taken = Vec::with_capacity(reports.len());
                for (at, message) in reports {
                    // It is never closed.
                    let _turn = self.turns.acquire().await.ok();
                    let span = message.span.clone();
                    taken.push((at, self.take(&message, senders).instrument(span).await));
                }
                stream::iter(taken)
            })
            .buffer_unordered(SIDE_BY_SIDE)
            .flatten()
            .collect()
            .await;
        outcomes.sort_unstable_by_key(|(at, _)| *at);
        outcomes.into_iter().map(|(_, outcome)| outcome).collect()
    }

    fn unreadable(&self, reason: &'static str) -> Outcome {
        let explanation = if reason == "not_json" { texts::REPLY_NOT_JSON } else { texts::REPLY_NO_ID };
        reject(reason, explanation)
    }
}

/// Reports with their places in the batch.
type Placed = Vec<(usize, Incoming)>;

/// The reports, those on different tickets apart. Those on one ticket stay together, in the order in which they came:
/// the applicant sees each stage.
fn by_ticket(batch: Vec<Incoming>) -> Vec<Placed> {
    let mut tickets: Vec<(Option<TicketNumber>, Placed)> = Vec::new();
    for (at, message) in batch.into_iter().enumerate() {
        let ticket = read(&message).ok().map(|reply| reply.ticket_number());
        match tickets.iter_mut().find(|(other, _)| ticket.is_some() && *other == ticket) {
            Some((_, reports)) => reports.push((at, message)),
            None => tickets.push((ticket, vec![(at, message)])),
        }
    }
    tickets.into_iter().map(|(_, reports)| reports).collect()
}

/// Reads a report, or says why it is none.
fn read(message: &Incoming) -> Result<CaseReply, Outcome> {
    if message.body.len() > LONGEST_REPLY {
        return Err(reject("too_long", texts::REPLY_TOO_LONG));
    }
    let reply = CaseReply::parse(&message.body).map_err(|malformed| match malformed {
        Malformed::Version { .. } => reject("unknown_version", texts::REPLY_VERSION),
        // What exactly is wrong may quote what was sent: that is not to be kept.
        Malformed::Body(_) => reject("malformed", texts::REPLY_MALFORMED),
    })?;
    if reply.event_id() != message.event_id {
        return Err(reject("other_event_id", texts::REPLY_OTHER_ID));
    }
    Ok(reply)
}

/// What becomes of a report that was refused.
fn refused(refusal: &Refusal) -> Outcome {
    if let Some(text) = texts::refusal(refusal) {
        return reject(refusal.code(), text.detail);
    }
    if matches!(refusal, Refusal::Database(_)) && refusal.kind() == RefusalKind::Unavailable {
        tracing::warn!(error = cause(refusal), "a report waits for the database");
        return Outcome::Unavailable("not_taken");
    }
    tracing::warn!(error = cause(refusal), "a report is not taken yet");
    Outcome::Retry("not_taken")
}

fn reject(reason: &'static str, explanation: &'static str) -> Outcome {
    Outcome::Reject(Rejection { reason, explanation })
}
