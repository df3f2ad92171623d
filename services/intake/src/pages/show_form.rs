//! `GET /formulir/{slug}`: shows an empty form, drawn from the catalogue. Needs no database.

use std::sync::Arc;

use askama::Template;
use axum::extract::{self, Request};
use axum::response::{IntoResponse, Redirect, Response};
use captcha::Purpose;
use domain::{Form, Outcome, time};
use http::{HeaderValue, StatusCode, header};
use notices::Closure;
use web::{Html, Page, Path, Problem};

use super::form_of;
use super::form_page::{Filled, FormPage};
use crate::state::State;

#[derive(Template)]
#[template(path = "form_unavailable.html")]
struct FormUnavailable {
    page: Page,
    form: &'static Form,
    rests: &'static str,
}

#[derive(Template)]
#[template(path = "closed.html")]
struct Closed {
    page: Page,
    form: &'static Form,
    reason: String,
    reopens_at: String,
}

pub(super) async fn show_form(
    extract::State(state): extract::State<Arc<State>>,
    Path(slug): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let form = form_of(&slug)?;
    if let Some(instead) = instead_of(&state, form) {
        return Ok(instead);
    }
    let submission_id = state.clock.new_id().to_string();
    let work = state.public.work_for(state.public.network_of(&request));
    if work > 0 {
        return Ok(Html::personal(FormPage::draw(&state, form, Filled::empty(submission_id, work))?).into_response());
    }
    let token = state.captchas.issue(Purpose::Form(form.code), 0).map_err(|error| Problem::internal(&error))?;
    // One frame for both: a notice of this moment may come between.
    let frame = state.page("forms");
    let draw = |[submission_id, token]: [&str; 2]| {
        let mut page = FormPage::empty(&state, form, submission_id, token);
        page.page = frame.clone();
        page
    };
    let page = state.stencils.page(form.slug, &frame, [&submission_id, &token], draw)?;
    Ok(Html::personal(page).into_response())
}

/// What is shown in the place of a form that cannot be filed now, or is solved in an account.
pub(super) fn instead_of(state: &State, form: &'static Form) -> Option<Response> {
    if let Some(page) = state.public.account_page(form) {
        return Some(Redirect::to(&language::path(page)).into_response());
    }
    if form.outcome == Outcome::SelfService {
        let unavailable = FormUnavailable { page: state.page("forms"), form, rests: state.rests() };
        return Some(Html::shared(unavailable).status(StatusCode::NOT_IMPLEMENTED).into_response());
    }
    state.notices.closure(form.code).map(|closure| closed(state, form, closure))
}

/// The page of a closed form, with when to come back where that is known.
pub(super) fn closed(state: &State, form: &'static Form, closure: Closure) -> Response {
    let seconds =
        closure.remaining(state.clock.now()).map(|wait| HeaderValue::from(wait.unsigned_abs().as_secs().max(1)));
    let reopens_at = closure.reopens_at.map(time::wib_in_words).unwrap_or_default();
    let template = Closed { page: state.page("forms"), form, reason: closure.reason, reopens_at };
    let mut answer = Html::shared(template).status(StatusCode::SERVICE_UNAVAILABLE).into_response();
    if let Some(seconds) = seconds {
        answer.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    answer
}
