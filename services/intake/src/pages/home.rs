//! `GET /`: shows the way that the manual shows (FAQ, form, status) and the menu of forms.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use web::{Html, Page};

use super::menu::{self, GroupView};
use crate::state::State;

#[derive(Template)]
#[template(path = "home.html")]
pub(super) struct Home {
    page: Page,
    groups: Vec<GroupView>,
}

pub(super) async fn home(extract::State(state): extract::State<Arc<State>>) -> Html<Home> {
    Html::shared(Home { page: state.page("home"), groups: menu::groups(&state) })
}
