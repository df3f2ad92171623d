//! The NIK has an account: three ways on.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use web::{Html, Page};

use crate::state::State;

#[derive(Template)]
#[template(path = "taken.html")]
struct Taken {
    page: Page,
    sign_in: String,
    forgotten: String,
    not_me: String,
}

/// Draws it. Only whoever told all five values rightly sees it.
pub(super) fn draw(state: &State, status: StatusCode) -> Response {
    let address = |path: &str| language::path(path).into_owned();
    let page = Taken {
        page: state.page(),
        sign_in: address(super::sign_in::PATH),
        forgotten: address(super::recovery::WAYS),
        not_me: address("/formulir/nik-didaftarkan-orang-lain"),
    };
    language::same_page(super::first_step::PATH);
    Html::personal(page).status(status).into_response()
}
