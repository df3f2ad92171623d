//! `GET /`: shows the way that the manual shows (FAQ, form, status) and the menu of forms. The Indonesian page leads a
//! visitor who wants English to the English one, and no other page does so: an address that somebody was given stays.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, HeaderValue, header};
use language::{Chosen, Language};
use web::{Html, Page};

use super::menu::{self, GroupView};
use crate::state::State;

/// What the answer depends on.
const VARY: HeaderValue = HeaderValue::from_static("accept-language, cookie");

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    page: Page,
    rests: &'static str,
    formations: bool,
    groups: Vec<GroupView>,
}

pub(super) async fn home(extract::State(state): extract::State<Arc<State>>, headers: HeaderMap) -> Response {
    let home = || {
        let formations = state.public.offers.formations;
        Html::shared(Home { page: state.page("home"), rests: state.rests(), formations, groups: menu::groups(&state) })
    };
    if language::current().is_english() {
        return home().into_response();
    }
    let vary = [(header::VARY, VARY)];
    if Chosen::read(&headers).leads_to_english(&headers) {
        let own = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
        return (vary, own, Redirect::to(&Language::English.path("/"))).into_response();
    }
    (vary, home()).into_response()
}
