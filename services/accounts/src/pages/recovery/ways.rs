//! `GET /akun/lupa-password`: which ways lead back in, the easiest one first.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use web::{Html, Page};

use super::{EMAIL, FIRST_ANSWER, NO_ANSWER, SECOND_ANSWER, WAYS};
use crate::state::State;

#[derive(Template)]
#[template(path = "recovery_ways.html")]
struct WaysPage {
    page: Page,
    ways: [Way; 4],
}

/// One way.
struct Way {
    about: &'static str,
    label: &'static str,
    address: String,
}

pub(in crate::pages) async fn show(extract::State(state): extract::State<Arc<State>>) -> Response {
    language::same_page(WAYS);
    let way = |about, label, address| Way {
        about: language::text(about),
        label: language::text(label),
        address: language::path(address).into_owned(),
    };
    let page = WaysPage {
        page: state.page_of("sign-in"),
        ways: [
            way("recover-by-email", "recover-by-email.button", EMAIL),
            way("recover-by-first", "recover-by-first.button", FIRST_ANSWER),
            way("recover-by-second", "recover-by-second.button", SECOND_ANSWER),
            way("recover-by-officer", "recover-by-officer.button", NO_ANSWER),
        ],
    };
    Html::shared(page).into_response()
}
