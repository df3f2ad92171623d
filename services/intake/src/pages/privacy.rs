//! `GET /privasi`: what is kept, why, how long, and who sees it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use web::{Html, Page};

use crate::Intake;

#[derive(Template)]
#[template(path = "privacy.html")]
pub(super) struct Privacy {
    page: Page,
}

pub(super) async fn privacy(State(intake): State<Arc<Intake>>) -> Html<Privacy> {
    Html::shared(Privacy { page: intake.page("") })
}
