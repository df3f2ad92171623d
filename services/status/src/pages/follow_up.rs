//! `POST /status/{reference}/lanjutan`: what an applicant writes once more, when the answer did not help. There is one
//! for a ticket. What cannot be kept stays on the page.

use axum::extract::{self, DefaultBodyLimit, Form, FromRequest as _, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{Text, TextRule, holds_sixteen_digits, text_fault, typed};
use http::StatusCode;
use serde::Deserialize;
use web::{ClientAddress, Html, Path, Problem};

use super::status_page::StatusPage;
use super::unsent::Unsent;
use super::{follow_up_path, shown_at, ticket_path};
use crate::lookup::{Found, Refusal};
use crate::problems;
use crate::state::State;

/// Most characters of the text.
pub(super) const MOST: usize = 2_000;

/// Largest body in bytes: each character may take four, and each byte three letters in a form.
pub(super) const MAX_BODY_BYTES: usize = 32 * 1024;

#[derive(Deserialize)]
pub(super) struct Written {
    #[serde(default)]
    pub(super) text: String,
}

pub(super) async fn follow_up(
    extract::State(state): extract::State<State>,
    Path(reference): Path<String>,
    address: ClientAddress,
    mut request: Request,
) -> Result<Response, Problem> {
    language::same_page(&shown_at(&reference));
    DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
    let Form(Written { text }) = Form::from_request(request, &())
        .await
        .map_err(|rejection| problems::unreadable_form_of(&rejection, MAX_BODY_BYTES))?;
    let unsent =
        |text: String, reason: &str| Unsent { action: follow_up_path(&reference), text, reason: reason.to_owned() };
    if let Err(too_many) = state.check_limit(address) {
        return Ok(unsent(text, too_many.explanation()).answer(&state, too_many.status()));
    }
    let found = match state.proved_to_write(&reference).await {
        Ok(Some(found)) => found,
        Ok(None) => return Ok(Unsent::over(text).answer(&state, StatusCode::OK)),
        Err(refusal) => return away(&state, unsent(text, language::text("status-unsent.away")), refusal),
    };
    if found.follow_up.is_some() {
        // The very same, sent twice, is there already.
        return Ok(Redirect::to(&ticket_path(&reference)).into_response());
    }
    if !found.may_follow_up(state.clock.now()) {
        return Ok(unsent(text, language::text("status-unsent.too-late")).answer(&state, StatusCode::CONFLICT));
    }
    let parsed = match read(&text, language::text("status-follow-up.required")) {
        Ok(parsed) => parsed,
        Err(error) => return Ok(once_more(&state, (&reference, &follow_up_path(&reference)), &found, text, error)),
    };
    match state.follow_up(&found, &parsed).await {
        Ok(()) => Ok(Redirect::to(&ticket_path(&reference)).into_response()),
        Err(refusal) => away(&state, unsent(text, language::text("status-unsent.away")), refusal),
    }
}

/// The text, or what is wrong with it; `required` says that there is none.
pub(super) fn read(raw: &str, required: &str) -> Result<Text, String> {
    if typed::is_blank_text(raw) {
        return Err(required.to_owned());
    }
    let text = Text::parse(raw, TextRule::Narrative { max: MOST }).map_err(text_fault)?;
    if holds_sixteen_digits(text.expose()) {
        Err(language::text("status-follow-up.card-number").to_owned())
    } else {
        Ok(text)
    }
}

/// The ticket's page with what was typed. Of a proof that shows the ticket no more, the text alone.
pub(super) fn once_more(
    state: &State,
    (reference, action): (&str, &str),
    found: &Found,
    text: String,
    error: String,
) -> Response {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    if !state.shows(reference) {
        return Unsent { action: action.to_owned(), text, reason: error }.answer(state, status);
    }
    let page = StatusPage::of_ticket(state, found, reference, &text, &error);
    Html::personal(page).status(status).into_response()
}

/// The text stays on the page while the database is away.
pub(super) fn away(state: &State, unsent: Unsent, refusal: Refusal) -> Result<Response, Problem> {
    if refusal.is_outage() {
        return Ok(unsent.answer(state, StatusCode::SERVICE_UNAVAILABLE));
    }
    Err(refusal.into())
}
