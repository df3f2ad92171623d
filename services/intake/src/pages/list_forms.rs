//! `GET /formulir`: all forms with what each is for.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use web::{Html, Page};

use super::menu::{self, GroupView};
use crate::Intake;

#[derive(Template)]
#[template(path = "forms.html")]
pub(super) struct Forms {
    page: Page,
    groups: Vec<GroupView>,
}

pub(super) async fn list_forms(State(intake): State<Arc<Intake>>) -> Html<Forms> {
    Html::shared(Forms { page: intake.page("forms"), groups: menu::groups(&intake) })
}
