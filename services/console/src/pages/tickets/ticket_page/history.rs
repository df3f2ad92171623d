//! What happened to the ticket, what was answered, and what officers noted.

use desk::store::actors::Names;
use desk::store::cases::Case;
use desk::{OpenAnswer, OpenTicket};
use domain::{Stage, catalogue, time};
use jiff::Timestamp;

use crate::pages::addresses;
use crate::texts;
use crate::work::{EarlierTicket, OpenNote};

/// Something that happened.
pub(super) struct Event {
    pub(super) at: String,
    pub(super) what: String,
    pub(super) who: String,
    pub(super) text: String,
}

/// A note.
pub(super) struct Note {
    pub(super) at: String,
    pub(super) who: String,
    /// Whom it names; empty for nobody.
    pub(super) to: String,
    pub(super) text: String,
}

/// An answer that was given.
pub(super) struct Answer {
    pub(super) title: String,
    pub(super) at: String,
    pub(super) who: String,
    pub(super) text: String,
}

/// Another ticket of the same NIK. Of one at another desk nothing is told that would find it: the NIK stands on this
/// page, and with the number whoever reads it could look up the rest.
pub(super) struct Earlier {
    pub(super) number: String,
    /// Empty for a ticket of another desk.
    pub(super) href: String,
    pub(super) desk: &'static str,
    /// Empty for a ticket of another desk.
    pub(super) form: &'static str,
    pub(super) stage: &'static str,
    /// It has no answer yet.
    pub(super) open: bool,
    /// Empty for a ticket of another desk.
    pub(super) at: String,
}

/// The ticket's way, oldest first.
pub(super) fn history(ticket: &OpenTicket) -> Vec<Event> {
    let mut events = vec![event(ticket.case.submitted_at, Stage::Submitted.label().to_owned(), "", "")];
    for step in &ticket.timeline {
        let first = ticket.answers.iter().find(|answer| answer.revision == 1 && step.stage == Stage::Answered);
        let who = first.map_or_else(|| step.desk.label(), |answer| answered_by(ticket, answer));
        events.push(event(step.at, step.stage.label().to_owned(), who, ""));
    }
    for answer in ticket.answers.iter().filter(|answer| answer.revision > 1) {
        let what = texts::answer_title(answer.revision);
        events.push(event(answer.answered_at, what, answered_by(ticket, answer), ""));
    }
    for transfer in &ticket.transfers {
        let what = texts::handed_over(transfer.from, transfer.to);
        events.push(event(transfer.at, what, ticket.people.of(transfer.by), &transfer.reason));
    }
    events.sort_by_key(|(at, _)| *at);
    events.into_iter().map(|(_, event)| event).collect()
}

fn event(at: Timestamp, what: String, who: &str, text: &str) -> (Timestamp, Event) {
    (at, Event { at: time::wib_text(at), what, who: who.to_owned(), text: text.to_owned() })
}

/// The answers, newest first.
pub(super) fn answers(ticket: &OpenTicket) -> Vec<Answer> {
    let answers = ticket.answers.iter().map(|answer| Answer {
        title: texts::answer_title(answer.revision),
        at: time::wib_text(answer.answered_at),
        who: answered_by(ticket, answer).to_owned(),
        text: answer.text.clone(),
    });
    answers.collect()
}

fn answered_by<'a>(ticket: &'a OpenTicket, answer: &OpenAnswer) -> &'a str {
    answer.answered_by.map_or(texts::RESPONDER, |by| ticket.people.of(by))
}

/// The officers' notes, oldest first.
pub(super) fn notes(notes: &[OpenNote], people: &Names) -> Vec<Note> {
    let note = |note: &OpenNote| Note {
        at: time::wib_text(note.at),
        who: people.of(note.by).to_owned(),
        to: note.to.iter().map(|officer| people.of(*officer)).collect::<Vec<_>>().join(", "),
        text: note.text.clone(),
    };
    notes.iter().map(note).collect()
}

impl Earlier {
    pub(super) fn new(earlier: &EarlierTicket, now: Timestamp) -> Self {
        let elsewhere = Self {
            number: String::new(),
            href: String::new(),
            desk: earlier.desk.label(),
            form: "",
            stage: earlier.stage.label(),
            open: earlier.stage != Stage::Answered,
            at: String::new(),
        };
        match &earlier.case {
            Some(case) => Self::visible(case, elsewhere, now),
            None => elsewhere,
        }
    }

    fn visible(case: &Case, told: Self, now: Timestamp) -> Self {
        Self {
            number: case.number.spaced(),
            href: addresses::ticket(case.number),
            form: catalogue::by_code(case.form).map_or("", |form| form.title),
            stage: texts::progress(case.stage, case.claim_at(now).is_some()),
            at: time::wib_text(case.submitted_at),
            ..told
        }
    }
}
