//! `POST /status/{reference}/balasan/{question}`: what an applicant replies to a question of the helpdesk. There is one
//! reply to a question, taken as long as the ticket is not answered. What cannot be kept stays on the page.

use axum::extract::{self, DefaultBodyLimit, Form, FromRequest as _, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use uuid::Uuid;
use web::{ClientAddress, Path, Problem};

use super::follow_up::{MAX_BODY_BYTES, Written, away, once_more, read};
use super::unsent::Unsent;
use super::{reply_path, shown_at, ticket_path};
use crate::lookup::Found;
use crate::problems;
use crate::state::State;

pub(super) async fn reply(
    extract::State(state): extract::State<State>,
    Path((reference, question)): Path<(String, Uuid)>,
    address: ClientAddress,
    mut request: Request,
) -> Result<Response, Problem> {
    language::same_page(&shown_at(&reference));
    DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
    let Form(Written { text }) = Form::from_request(request, &())
        .await
        .map_err(|rejection| problems::unreadable_form_of(&rejection, MAX_BODY_BYTES))?;
    let action = reply_path(&reference, question);
    let unsent = |text: String, reason: &str| Unsent { action: action.clone(), text, reason: reason.to_owned() };
    if let Err(too_many) = state.check_limit(address) {
        return Ok(unsent(text, too_many.explanation()).answer(&state, too_many.status()));
    }
    let found = match state.proved_to_write(&reference).await {
        Ok(Some(found)) => found,
        Ok(None) => return Ok(Unsent::over(text).answer(&state, StatusCode::OK)),
        Err(refusal) => return away(&state, unsent(text, language::text("status-unsent.away")), refusal),
    };
    if found.asked().is_none_or(|asked| asked.id != question) {
        return Ok(too_late(&state, &reference, &found, question, text));
    }
    let parsed = match read(&text, language::text("status-reply.required")) {
        Ok(parsed) => parsed,
        Err(error) => return Ok(once_more(&state, (&reference, &action), &found, text, error)),
    };
    match state.reply(&found, question, &parsed).await {
        Ok(true) => return Ok(Redirect::to(&ticket_path(&reference)).into_response()),
        Ok(false) => {}
        Err(refusal) => return away(&state, unsent(text, language::text("status-unsent.away")), refusal),
    }
    // Another reply or an answer came first.
    match state.proved_to_write(&reference).await {
        Ok(Some(found)) => Ok(too_late(&state, &reference, &found, question, text)),
        Ok(None) => Ok(Unsent::over(text).answer(&state, StatusCode::OK)),
        Err(refusal) => away(&state, unsent(text, language::text("status-unsent.away")), refusal),
    }
}

/// The very same, sent twice, is there already. Any other text stays on the page, with why it was not sent.
fn too_late(state: &State, reference: &str, found: &Found, question: Uuid, text: String) -> Response {
    let given = found.questions.iter().find(|asked| asked.id == question).and_then(|asked| asked.reply.as_ref());
    if let Some(given) = given
        && read(&text, "").is_ok_and(|text| text.expose() == given.text)
    {
        return Redirect::to(&ticket_path(reference)).into_response();
    }
    let reason =
        if given.is_some() { language::text("status-reply.already") } else { language::text("status-reply.too-late") };
    Unsent { action: String::new(), text, reason: reason.to_owned() }.answer(state, StatusCode::CONFLICT)
}
