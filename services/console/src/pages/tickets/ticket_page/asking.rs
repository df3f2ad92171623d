//! The form for a question to the applicant.

use desk::{DAYS, MOST_QUESTIONS, OpenTicket};
use domain::{Stage, time};

use super::claim::ClaimView;
use super::writing::{About, Writing};

/// The form.
pub(super) struct AskForm {
    /// The officer may ask.
    pub(super) offered: bool,
    /// For how many days the ticket may wait, and whether that is chosen.
    pub(super) days: Vec<(i64, bool)>,
    pub(super) text: String,
    pub(super) error: String,
    /// Until when the ticket rests; empty while it does not.
    pub(super) rests_until: String,
    /// The applicant was asked before.
    pub(super) asked: bool,
    /// Replies that the page shows.
    pub(super) replies: usize,
}

impl AskForm {
    pub(super) fn new(writing: &Writing, ticket: &OpenTicket, claim: &ClaimView) -> Self {
        let case = &ticket.case;
        let open = matches!(case.stage, Stage::Received | Stage::Processing) && case.rests_until.is_none();
        let few = i64::try_from(ticket.questions.len()).is_ok_and(|asked| asked < MOST_QUESTIONS);
        let [_, usual, _] = DAYS;
        let chosen = writing.days.unwrap_or(usual);
        Self {
            offered: open && few && claim.holder.is_empty(),
            days: DAYS.into_iter().map(|days| (days, days == chosen)).collect(),
            text: writing.question.clone(),
            error: writing.trouble_about(About::Question),
            rests_until: case.rests_until.map(time::wib_short).unwrap_or_default(),
            asked: !ticket.questions.is_empty(),
            replies: ticket.questions.iter().filter(|asked| asked.reply.is_some()).count(),
        }
    }
}
