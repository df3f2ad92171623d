//! The versions of an entry, and what changed from one to the next.

use desk::store::actors::Names;
use domain::time::wib_in_words;
use faq::Entry;
use faq::ledger::{Standing, Version};

use crate::pages::addresses;
use crate::texts;
use crate::work::{Piece, difference};

/// One version in the list.
pub(super) struct VersionRow {
    pub(super) number: i32,
    pub(super) href: String,
    pub(super) at: String,
    pub(super) by: String,
    pub(super) is_published: bool,
    pub(super) is_shown: bool,
}

impl VersionRow {
    pub(super) fn new(standing: &Standing, version: &Version, names: &Names, shown: i32) -> Self {
        Self {
            number: version.version,
            href: addresses::faq_version(standing.id, version.version),
            at: wib_in_words(version.written_at),
            by: version.written_by.map_or_else(|| texts::FAQ_FROM_FILE.to_owned(), |by| names.of(by).to_owned()),
            is_published: standing.published == Some(version.version),
            is_shown: version.version == shown,
        }
    }
}

/// What changed in one part of an entry.
pub(super) struct Change {
    pub(super) label: &'static str,
    pub(super) pieces: Vec<Piece>,
}

/// The parts that differ; all of them for a first version.
pub(super) fn changes(older: Option<&Entry>, newer: &Entry) -> Vec<Change> {
    let parts = |entry: &Entry| {
        [
            (texts::FAQ_QUESTION, entry.question.clone()),
            (texts::FAQ_AUDIENCE, entry.audience.title().to_owned()),
            (texts::FAQ_TOPIC, entry.topic.title().to_owned()),
            (texts::FAQ_ANSWER, entry.answer.clone()),
            (texts::FAQ_ASKED, entry.asked.clone()),
        ]
    };
    let before = older.map(parts);
    let change = |(at, (label, text)): (usize, (&'static str, String))| {
        let old = before.as_ref().and_then(|parts| parts.get(at)).map_or("", |(_, old)| old.as_str());
        (old != text).then(|| Change { label, pieces: difference(old, &text) })
    };
    parts(newer).into_iter().enumerate().filter_map(change).collect()
}
