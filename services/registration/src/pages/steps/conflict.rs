//! Two tabs changed the same step: both values of each field that differs, to choose from. Nothing is saved before.

use applicants::SessionLine;
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use web::{Html, Page};

use crate::filling::Stale;
use crate::state::State;

/// A field whose values differ.
struct Differing {
    name: &'static str,
    label: &'static str,
    /// What this tab sent, as it was typed and as people read it.
    mine: (String, String),
    /// What another tab saved.
    kept: (String, String),
}

#[derive(Template)]
#[template(path = "step_conflict.html")]
struct Conflict {
    page: Page,
    session: SessionLine,
    heading: &'static str,
    action: String,
    version: i64,
    differing: Vec<Differing>,
    /// Fields of the step on which both agree.
    same: Vec<(&'static str, String)>,
}

/// Draws it.
pub(super) fn draw(state: &State, both: &Stale) -> Response {
    let Stale { opened, step, questions, kept, .. } = both;
    let mut page = Conflict {
        page: state.own_page(),
        session: SessionLine::of(&opened.person),
        heading: language::text(step.text_id()),
        action: language::path(step.path()).into_owned(),
        version: kept.version,
        differing: Vec::new(),
        same: Vec::new(),
    };
    let (typed, kept) = (&opened.registration.content, &kept.content);
    for question in questions {
        let (mine, kept) = (typed.value(question.name), kept.value(question.name));
        if mine == kept {
            page.same.push((question.name, mine.to_owned()));
        } else {
            let pair = |value: &str| (value.to_owned(), question.shown(value));
            let (mine, kept) = (pair(mine), pair(kept));
            page.differing.push(Differing { name: question.name, label: question.called(), mine, kept });
        }
    }
    Html::personal(page).status(StatusCode::CONFLICT).into_response()
}
