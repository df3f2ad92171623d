//! The page of an entry, new or known: its form, its preview, its versions, and what a supervisor decides.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use desk::store::actors::Names;
use domain::time::{day_in_words, wib_day};
use faq::ledger::{Standing, Version};
use faq::{Audience, Topic};
use http::StatusCode;
use officers::Officer;
use web::{Html, Page};

use super::changes::{Change, VersionRow, changes};
use super::proposal::{Faults, Proposal};
use super::{publishes, view};
use crate::pages::addresses::{self, FAQ, NEW_FAQ};
use crate::pages::{Frame, Section};
use crate::work::Piece;
use crate::{State, texts};

#[expect(clippy::struct_excessive_bools, reason = "the template asks for each of them")]
#[derive(Template)]
#[template(path = "faq_entry.html")]
struct EntryPage {
    page: Page,
    frame: Frame,
    home: &'static str,
    address: String,
    is_new: bool,
    publishes: bool,
    standing: String,
    waits: bool,
    is_published: bool,
    done: String,
    /// Why nothing was done; empty for nothing.
    trouble: String,
    proposal: Proposal,
    faults: Faults,
    audiences: Vec<(&'static str, &'static str)>,
    topics: Vec<(&'static str, &'static str)>,
    /// Safe HTML; empty without a preview.
    preview: String,
    today: String,
    versions: Vec<VersionRow>,
    /// The version whose changes are shown; 0 for none.
    shown: i32,
    shown_is_published: bool,
    newest: i32,
    changes: Vec<Change>,
}

/// What the page says besides the entry.
#[derive(Default)]
pub(super) struct Told {
    /// What was done just before; empty for nothing.
    pub(super) done: String,
    /// Why nothing was done; empty for nothing.
    pub(super) trouble: &'static str,
    pub(super) faults: Faults,
    pub(super) status: StatusCode,
    /// The version whose changes are to be shown; else the newest one.
    pub(super) shown: Option<i32>,
}

/// What is known of an entry.
pub(super) type Known = (Standing, Vec<Version>, Names);

/// Draws the page.
pub(super) fn draw(
    state: &State,
    officer: &Officer,
    known: Option<&Known>,
    proposal: Proposal,
    told: Told,
) -> Response {
    let preview = proposal.is_previewed().then(|| faq::render(&proposal.jawaban).ok()).flatten();
    let newest = known.map_or(0, |(standing, ..)| standing.version);
    let shown = told.shown.unwrap_or(newest);
    let versions = known.map_or(&[][..], |(_, versions, _)| versions);
    let at = versions.iter().position(|version| version.version == shown);
    let page = EntryPage {
        page: Frame::page(),
        frame: Frame::new(officer, Section::Faq),
        home: FAQ,
        address: known.map_or_else(|| NEW_FAQ.to_owned(), |(standing, ..)| addresses::faq_entry(standing.id)),
        is_new: known.is_none(),
        publishes: publishes(officer),
        standing: known.map(|(standing, ..)| view::words(standing)).unwrap_or_default(),
        waits: known.is_some_and(|(standing, ..)| standing.waits()),
        is_published: known.is_some_and(|(standing, ..)| standing.published.is_some()),
        done: told.done,
        trouble: told.trouble.to_owned(),
        faults: told.faults,
        audiences: Audience::ALL.iter().rev().map(|audience| (audience.as_str(), audience.title())).collect(),
        topics: Topic::ALL.map(|topic| (topic.slug(), topic.title())).to_vec(),
        preview: preview.map(|drawn| drawn.html).unwrap_or_default(),
        proposal,
        today: day_in_words(wib_day(state.now())),
        versions: known.map_or_else(Vec::new, |(standing, versions, names)| {
            versions.iter().map(|version| VersionRow::new(standing, version, names, shown)).collect()
        }),
        shown: at.map_or(0, |_| shown),
        shown_is_published: known.is_some_and(|(standing, ..)| standing.published == Some(shown)),
        newest,
        changes: at
            .and_then(|at| Some((versions.get(at)?, versions.get(at + 1))))
            .map(|(newer, older)| changes(older.map(|older| &older.entry), &newer.entry))
            .unwrap_or_default(),
    };
    Html::personal(page).status(told.status).into_response()
}

impl EntryPage {
    fn published_label(&self) -> &'static str {
        if self.is_published { texts::FAQ_PUBLISH_CHANGE } else { texts::FAQ_PUBLISH }
    }
}
