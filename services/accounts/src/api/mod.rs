//! The JSON API: every route of the service. Making an account has the four steps of the pages, and signing in their
//! rules; both ask the same functions.

mod account_draft;
mod ask_confirmation;
mod bearer;
mod change_contact;
mod check_identity;
mod complete_draft;
mod confirm_draft;
mod confirm_phone;
mod contact;
mod end_session;
mod open_session;
mod problems;
mod show_account;
mod show_captcha;
mod show_contact;
mod show_draft;
mod withdraw_contact;

use std::sync::Arc;

use axum::Json;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::State;

/// All routes with their description.
pub(crate) fn routes() -> OpenApiRouter<Arc<State>> {
    OpenApiRouter::new()
        .routes(routes!(show_captcha::of_accounts))
        .routes(routes!(check_identity::check_identity))
        .routes(routes!(complete_draft::complete_draft))
        .routes(routes!(show_draft::show_draft))
        .routes(routes!(confirm_draft::confirm_draft))
        .routes(routes!(show_captcha::of_sessions))
        .routes(routes!(open_session::open_session))
        .routes(routes!(show_account::show_account))
        .routes(routes!(end_session::end_session))
        .routes(routes!(show_contact::show_contact))
        .routes(routes!(change_contact::change_contact))
        .routes(routes!(withdraw_contact::withdraw_contact))
        .routes(routes!(ask_confirmation::ask_confirmation))
        .routes(routes!(confirm_phone::confirm_phone))
}

/// An answer about one person, which nobody keeps on the way.
fn own(status: StatusCode, body: impl Serialize) -> Response {
    (status, [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(body)).into_response()
}
