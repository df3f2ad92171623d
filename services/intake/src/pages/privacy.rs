//! `GET /privasi`: tells what is kept, why, how long, and who sees it.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use web::{Html, Page};

use crate::state::State;
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

pub(super) async fn privacy(extract::State(state): extract::State<Arc<State>>) -> Html<Privacy> {
    let periods = state.periods.shown();
    Html::shared(Privacy {
        page: state.page(""),
        tickets: texts::period(periods.map(|periods| periods.tickets)),
        resends: texts::period(periods.map(|periods| periods.idempotency)),
    })
}
