//! `GET /privasi`: what is kept, why, how long, and who sees it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use web::{Html, Page};

use crate::Intake;
use crate::texts::pages as texts;

#[derive(Template)]
#[template(path = "privacy.html")]
pub(super) struct Privacy {
    page: Page,
    /// How long tickets are kept, in words.
    tickets: String,
    /// How long the marks are kept that make a resend one ticket.
    resends: String,
}

pub(super) async fn privacy(State(intake): State<Arc<Intake>>) -> Html<Privacy> {
    let told = intake.periods.told();
    Html::shared(Privacy {
        page: intake.page(""),
        tickets: texts::period(told.map(|told| told.tickets)),
        resends: texts::period(told.map(|told| told.idempotency)),
    })
}
