//! What was said about a ticket, newest first: answers, questions, and what its applicant wrote to them. Personal data.

use std::borrow::Cow;

use domain::APPROVED_ANSWER_PAGE;
use domain::time::wib_in_words;
use jiff::Timestamp;
use web::pages::{TextPart, linked};

use crate::lookup::{Answer, Found};

/// One text.
pub(super) struct TalkView {
    pub(super) heading: &'static str,
    /// What its time is called.
    pub(super) when: &'static str,
    pub(super) at: String,
    pub(super) text: Vec<TextPart>,
    /// Written by an officer, who writes Indonesian.
    pub(super) by_officer: bool,
    /// A correction of another answer.
    pub(super) corrects: bool,
    /// An answer that holds.
    pub(super) holds: bool,
    /// Where an answer that holds leads its applicant, to see what counts once; or "".
    pub(super) code: Cow<'static, str>,
}

/// All of them.
pub(super) fn talk(found: &Found) -> Vec<TalkView> {
    let mut said: Vec<(Timestamp, TalkView)> = Vec::new();
    for (at, answer) in found.answers.iter().enumerate() {
        let same = |other: &Answer| other.to_follow_up == answer.to_follow_up;
        let holds = !found.answers.iter().take(at).any(same);
        let corrects = found.answers.iter().skip(at + 1).any(same);
        let heading = if holds { language::text("status-answer") } else { language::text("status-answer.old") };
        let view = TalkView {
            heading,
            when: language::text("status-answer.at"),
            at: wib_in_words(answer.answered_at),
            text: linked(&answer.text),
            by_officer: true,
            corrects,
            holds,
            code: if holds && answer.text.contains(APPROVED_ANSWER_PAGE) {
                language::path(APPROVED_ANSWER_PAGE)
            } else {
                Cow::Borrowed("")
            },
        };
        said.push((answer.answered_at, view));
    }
    if let Some(follow_up) = &found.follow_up {
        said.push((follow_up.at, TalkView::by_applicant("status-follow-up", follow_up.at, &follow_up.text)));
    }
    for asked in &found.questions {
        // The one that waits for its reply stands above all that was said.
        if found.asked().is_none_or(|open| open.id != asked.id) {
            let when = language::text("status-question.when");
            let view = TalkView::new(language::text("status-question"), when, asked.asked_at, &asked.text);
            said.push((asked.asked_at, TalkView { by_officer: true, ..view }));
        }
        if let Some(reply) = &asked.reply {
            said.push((reply.at, TalkView::by_applicant("status-reply", reply.at, &reply.text)));
        }
    }
    said.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    said.into_iter().map(|(_, view)| view).collect()
}

impl TalkView {
    /// A text that is no answer.
    fn new(heading: &'static str, when: &'static str, at: Timestamp, text: &str) -> Self {
        let text = linked(text);
        Self {
            heading,
            when,
            at: wib_in_words(at),
            text,
            by_officer: false,
            corrects: false,
            holds: false,
            code: "".into(),
        }
    }

    /// What the applicant wrote, under a heading with this id.
    fn by_applicant(heading: &'static str, at: Timestamp, text: &str) -> Self {
        Self::new(language::text(heading), language::text("status-follow-up.at"), at, text)
    }
}
