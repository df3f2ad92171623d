//! `GET /akun/lupa-password/selesai`: the new password counts. Nobody is signed in by it.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use web::{Html, Page};

use crate::pages::sign_in;
use crate::state::State;

#[derive(Template)]
#[template(path = "recovered.html")]
struct DonePage {
    page: Page,
    sign_in: String,
}

pub(in crate::pages) async fn show(extract::State(state): extract::State<Arc<State>>) -> Response {
    let page = DonePage { page: state.page_of("sign-in"), sign_in: language::path(sign_in::PATH).into_owned() };
    Html::personal(page).into_response()
}
