//! `GET /privasi`: tells what is kept, why, how long, and who sees it.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use domain::catalogue::FORMS;
use web::{Html, Page};

use crate::state::State;
use crate::texts::pages as texts;

#[derive(Template)]
#[template(path = "privacy.html")]
pub(super) struct Privacy {
    page: Page,
    /// Whether forms ask where to tell of the answer.
    notices: bool,
    /// How long tickets are kept, in words.
    tickets: String,
    /// How long the marks are kept that make a resend one ticket.
    resends: String,
    /// How long words are kept that people searched for in vain.
    searches: String,
}

pub(super) async fn privacy(extract::State(state): extract::State<Arc<State>>) -> Html<Privacy> {
    let periods = state.periods.shown();
    Html::shared(Privacy {
        page: state.page(""),
        notices: FORMS.iter().any(|form| state.public.offers_notices(form)),
        tickets: texts::period(periods.map(|periods| periods.tickets)),
        resends: texts::period(periods.map(|periods| periods.idempotency)),
        searches: texts::period(periods.map(|periods| periods.searches)),
    })
}
