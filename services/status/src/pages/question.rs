//! What the helpdesk asks the applicant, with the form for the reply. Personal data.

use domain::time::wib_in_words;
use jiff::Timestamp;
use language::text;
use web::FieldView;
use web::pages::{TextPart, linked};

use super::follow_up::MOST;
use super::reply_path;
use crate::lookup::Found;

/// The question that waits for its reply.
pub(super) struct QuestionView {
    pub(super) text: Vec<TextPart>,
    pub(super) asked_at: String,
    /// Until when the ticket waits.
    pub(super) until: String,
    /// Whether that time is over; a reply is taken all the same.
    pub(super) late: bool,
    pub(super) action: String,
    pub(super) field: FieldView,
}

impl QuestionView {
    /// `typed` is what was typed as the reply, with what is wrong with it.
    pub(super) fn new(found: &Found, now: Timestamp, reference: &str, (typed, error): (&str, &str)) -> Option<Self> {
        let asked = found.asked()?;
        let line =
            FieldView::line("text", (text("status-reply"), text("status-reply.help")), "textarea", "off", typed, error);
        Some(Self {
            text: linked(&asked.text),
            asked_at: wib_in_words(asked.asked_at),
            until: wib_in_words(asked.due_at),
            late: found.rests_until().is_none_or(|until| until <= now),
            action: reply_path(reference, asked.id),
            field: FieldView { max_length: MOST, kept: false, ..line },
        })
    }
}
