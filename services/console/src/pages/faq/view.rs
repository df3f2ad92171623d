//! Words and rows that the pages of the FAQ share.

use domain::time::{day_in_words, wib_day};
use faq::ledger::{Standing, Version};

use crate::pages::addresses;
use crate::texts;

/// One entry of the list.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) question: String,
    pub(super) place: String,
    pub(super) standing: String,
    /// It waits for a supervisor.
    pub(super) waits: bool,
}

impl Row {
    pub(super) fn new(standing: &Standing, version: &Version) -> Self {
        let entry = &version.entry;
        Self {
            href: addresses::faq_entry(standing.id),
            question: entry.question.clone(),
            place: format!("{} · {}", entry.audience.title(), entry.topic.title()),
            standing: words(standing),
            waits: standing.waits(),
        }
    }
}

/// Where an entry stands, in words.
pub(super) fn words(standing: &Standing) -> String {
    let day = standing.published_at.map(|at| day_in_words(wib_day(at)));
    match (day, standing.waits()) {
        (Some(day), true) => texts::faq_published_and_waiting(&day),
        (Some(day), false) => texts::faq_published(&day),
        (None, true) => texts::FAQ_WAITING.to_owned(),
        (None, false) => texts::FAQ_HIDDEN.to_owned(),
    }
}
