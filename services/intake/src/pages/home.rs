//! `GET /`: the way that the manual shows (FAQ, form, status) and the menu of forms.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use web::{Html, Page};

use super::menu::{self, GroupView};
use crate::Intake;

#[derive(Template)]
#[template(path = "home.html")]
pub(super) struct Home {
    page: Page,
    groups: Vec<GroupView>,
}

pub(super) async fn home(State(intake): State<Arc<Intake>>) -> Html<Home> {
    Html::shared(Home { page: intake.page("home"), groups: menu::groups(&intake) })
}
