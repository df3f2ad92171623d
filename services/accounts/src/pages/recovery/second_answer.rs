//! `GET` and `POST /akun/lupa-password/jawaban-kedua`, form 05: whoever answers the second question gets an answer to
//! the first one. The answer to the form shows it, and nothing else ever does: the code against robots is spent, so a
//! form that is sent again shows none.

use std::sync::Arc;

use askama::Template;
use axum::extract::{self, Request};
use axum::response::{IntoResponse as _, Response};
use domain::time::wib_clock;
use web::{Html, Page, Problem};

use super::FIRST_ANSWER;
use super::answer_form::SECOND;
use super::typed::{ANSWER, QUESTION, Typed};
use crate::access::{ONE_TIME, Opened};
use crate::pages::second_page::number;
use crate::state::State;

#[derive(Template)]
#[template(path = "one_time_answer.html")]
struct OneTimePage {
    page: Page,
    question: &'static str,
    code: String,
    until: String,
    action: String,
    fields: Vec<(&'static str, String)>,
}

pub(in crate::pages) async fn show(extract::State(state): extract::State<Arc<State>>) -> Result<Response, Problem> {
    SECOND.begin(&state, "")
}

pub(in crate::pages) async fn open(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Result<Response, Problem> {
    let whole = match SECOND.receive(&state, request).await? {
        Ok(whole) => whole,
        Err(page) => return Ok(page),
    };
    let tried = state.access.open_first(&whole.told()).await;
    Ok(match SECOND.outcome(&state, &whole.typed, tried)? {
        Ok(opened) => draw(&state, &whole.typed, &opened),
        Err(page) => page,
    })
}

/// Shows the first question and the answer that counts once. The next form is filled in with all of it.
fn draw(state: &State, typed: &Typed, opened: &Opened) -> Response {
    let code = opened.code.shown();
    let until = state.clock.now().saturating_add(ONE_TIME).map(wib_clock).unwrap_or_default();
    let identity = typed.person.identity_pairs().into_iter().map(|(name, value)| (name, value.to_owned()));
    let answer = [(QUESTION, number(opened.question).to_owned()), (ANSWER, code.clone())];
    let page = OneTimePage {
        page: state.page_of("sign-in"),
        question: language::text(opened.question.text_id()),
        code,
        until,
        action: language::path(FIRST_ANSWER).into_owned(),
        fields: identity.chain(answer).collect(),
    };
    Html::personal(page).into_response()
}
