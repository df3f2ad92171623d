//! What happened to the ticket, what was answered, and what officers noted.

use desk::store::actors::Names;
use desk::store::cases::{CameBack, Case};
use desk::store::questions::Ended;
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

/// An answer that was given, or what the applicant wrote to it.
pub(super) struct Answer {
    pub(super) title: String,
    /// Whether it holds, in words; empty for what the applicant wrote.
    pub(super) note: &'static str,
    /// It is what is to be read first: the newest answer, or what is still to be answered.
    pub(super) stands_out: bool,
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
        let given = |answer: &&OpenAnswer| step.stage == Stage::Answered && answer.answered_at == step.at;
        let answer = ticket.answers.iter().find(given);
        let who = answer.map_or_else(|| step.desk.label(), |answer| answered_by(ticket, answer));
        events.push(event(step.at, step.stage.label().to_owned(), who, ""));
    }
    for answer in &ticket.answers {
        let corrected = corrected(ticket, answer);
        if corrected > 0 {
            let what = texts::answer_title(answer.turn, corrected);
            events.push(event(answer.answered_at, what, answered_by(ticket, answer), ""));
        }
    }
    if let Some(said) = &ticket.follow_up {
        events.push(event(said.at, texts::FOLLOW_UP.to_owned(), "", ""));
    }
    for asked in &ticket.questions {
        events.push(event(asked.asked_at, texts::QUESTION.to_owned(), ticket.people.of(asked.asked_by), ""));
        if let Some(reply) = &asked.reply {
            events.push(event(reply.at, texts::REPLY.to_owned(), "", ""));
        }
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

/// What was answered and asked, and what the applicant wrote to it, newest first.
pub(super) fn answers(ticket: &OpenTicket) -> Vec<Answer> {
    let mut said: Vec<(Timestamp, Answer)> = Vec::new();
    for (at, answer) in ticket.answers.iter().enumerate() {
        let holds = !ticket.answers.iter().take(at).any(|newer| newer.turn == answer.turn);
        let shown = Answer {
            title: texts::answer_title(answer.turn, corrected(ticket, answer)),
            note: if holds { texts::HOLDS } else { texts::HOLDS_NO_MORE },
            stands_out: at == 0 && !ticket.came_back(),
            at: time::wib_text(answer.answered_at),
            who: answered_by(ticket, answer).to_owned(),
            text: answer.text.clone(),
        };
        said.push((answer.answered_at, shown));
    }
    if let Some(follow_up) = &ticket.follow_up {
        let shown = Answer {
            title: texts::FOLLOW_UP.to_owned(),
            note: "",
            stands_out: ticket.came_back(),
            at: time::wib_text(follow_up.at),
            who: texts::APPLICANT.to_owned(),
            text: follow_up.text.clone(),
        };
        said.push((follow_up.at, shown));
    }
    for asked in &ticket.questions {
        let question = Answer {
            title: texts::QUESTION.to_owned(),
            note: texts::question_state(asked.ended.or(asked.reply.as_ref().map(|_| Ended::Replied))),
            stands_out: false,
            at: time::wib_text(asked.asked_at),
            who: ticket.people.of(asked.asked_by).to_owned(),
            text: asked.text.clone(),
        };
        said.push((asked.asked_at, question));
        if let Some(reply) = &asked.reply {
            let shown = Answer {
                title: texts::REPLY.to_owned(),
                note: "",
                stands_out: ticket.case.came_back == Some(CameBack::Reply),
                at: time::wib_text(reply.at),
                who: texts::APPLICANT.to_owned(),
                text: reply.text.clone(),
            };
            said.push((reply.at, shown));
        }
    }
    said.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    said.into_iter().map(|(_, shown)| shown).collect()
}

/// How many answers to the same this one has taken the place of.
fn corrected(ticket: &OpenTicket, answer: &OpenAnswer) -> usize {
    let older = |other: &&OpenAnswer| other.turn == answer.turn && other.revision < answer.revision;
    ticket.answers.iter().filter(older).count()
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
            Some(case) => elsewhere.visible(case, now),
            None => elsewhere,
        }
    }

    fn visible(self, case: &Case, now: Timestamp) -> Self {
        Self {
            number: case.number.spaced(),
            href: addresses::ticket(case.number),
            form: catalogue::by_code(case.form).map_or("", |form| form.title),
            stage: texts::progress(case.stage, case.claim_at(now).is_some()),
            at: time::wib_text(case.submitted_at),
            ..self
        }
    }
}
