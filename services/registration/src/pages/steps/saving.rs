//! What a form of a step does: it saves what was typed, and goes where its button leads.

use applicants::SignedForm;
use axum::Json;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::time::wib_clock;
use http::StatusCode;
use serde::Serialize;

use super::{Opened, conflict, overview};
use crate::filling::{Button, Filled, NotFilled, Sent, Told};
use crate::state::State;
use crate::steps::Step;

/// What a script is told that saved.
#[derive(Serialize)]
struct Saved {
    version: i64,
    /// "12.40".
    saved_at: String,
}

/// What a form tells.
///
/// # Errors
/// The way to where somebody can go instead; 409 when nothing of the registration changes any more.
pub(super) async fn told(state: &State, form: SignedForm<Sent>) -> Result<Told, Response> {
    let SignedForm { person, form: sent } = form;
    let version = value(&sent, "version").parse().unwrap_or(0);
    let button = Button::named(value(&sent, "action"));
    Told::of(state, person, version, button, sent).await.map_err(|refused| not_filled(state, refused))
}

/// What people see when nothing was saved: both values to choose from when another tab saved since.
pub(super) fn not_filled(state: &State, refused: NotFilled) -> Response {
    match refused {
        NotFilled::NotOpened(not_opened) => not_opened.into(),
        NotFilled::Over(opened, button) => over(state, &opened, &button),
        NotFilled::Stale(both) if both.button == Button::Keep => StatusCode::CONFLICT.into_response(),
        NotFilled::Stale(both) => conflict::draw(state, &both),
        // Only programs are strict.
        NotFilled::Unknown(errors) => web::Problem::invalid_fields(errors).into_response(),
    }
}

/// Where "Selanjutnya" and "Sebelumnya" lead from a step; what a script is told.
pub(super) fn onward(filled: &Filled, step: Step) -> Response {
    let to = |step: Option<Step>| {
        let path = step.map_or(applicants::REGISTRATION, Step::path);
        Redirect::to(&language::path(path)).into_response()
    };
    match filled.button {
        Button::Before => to(step.before()),
        Button::Next | Button::Own(_) => to(step.after()),
        Button::Keep => {
            let registration = &filled.opened.registration;
            let saved = Saved { version: registration.version, saved_at: wib_clock(registration.saved_at) };
            Json(saved).into_response()
        }
    }
}

/// The status of a page that people stay on.
pub(super) fn status(filled: &Filled) -> StatusCode {
    if filled.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// The value of a field; "" when it was not sent.
pub(super) fn value<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.iter().find(|(sent, _value)| sent == name).map_or("", |(_name, value)| value.as_str())
}

/// Nothing changes any more: a page shows how the registration stands, a script is told by the status.
fn over(state: &State, opened: &Opened, button: &Button) -> Response {
    if *button == Button::Keep {
        return StatusCode::CONFLICT.into_response();
    }
    overview::draw(state, &opened.person, Some(&opened.registration), overview::Told::NothingChanged)
}
