//! `GET /formulir`: lists all forms with what each is for.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use web::{Html, Page};

use super::menu::{self, GroupView};
use crate::state::State;

#[derive(Template)]
#[template(path = "forms.html")]
pub(super) struct Forms {
    page: Page,
    groups: Vec<GroupView>,
}

pub(super) async fn list_forms(extract::State(state): extract::State<Arc<State>>) -> Html<Forms> {
    Html::shared(Forms { page: state.page("forms"), groups: menu::groups(&state) })
}
