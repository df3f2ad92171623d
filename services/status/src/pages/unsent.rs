//! Keeps on the page what somebody wrote and what could not be sent, with the reason.

use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use web::Html;

use super::status_page::{LookupFields, StatusPage};
use crate::state::State;

/// A text that was not sent. Personal data.
pub(super) struct Unsent {
    /// Where the page sends it again; empty when number and NIK are asked for first.
    pub(super) action: String,
    pub(super) text: String,
    /// Why it was not sent.
    pub(super) reason: String,
}

impl Unsent {
    /// The page with it.
    pub(super) fn answer(self, state: &State, status: StatusCode) -> Response {
        let mut page = StatusPage::draw(state, LookupFields::default());
        page.unsent = Some(self);
        Html::personal(page).status(status).into_response()
    }

    /// The text of somebody whose proof is over.
    pub(super) fn over(text: String) -> Self {
        Self { action: String::new(), text, reason: language::text("status-unsent.over").to_owned() }
    }
}
