//! `GET /akun/buat/data`: what the first step told, before the second one asks for more.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Field;
use http::HeaderMap;
use web::{Html, Page, Problem};

use super::typed::{EMAIL, PHONE, Typed, spec};
use super::{cookies, first_step, problem};
use crate::periods::Standing;
use crate::state::State;
use crate::store::drafts::Identity;

/// Address of the page.
pub(super) const PATH: &str = "/akun/buat/data";

/// What is shown of the first step: its values, but for the family card.
const SHOWN: [Field; 4] = [Field::Nik, Field::FullName, Field::BirthPlace, Field::BirthDate];

#[derive(Template)]
#[template(path = "told.html")]
struct Told {
    page: Page,
    back: String,
    is_pending: bool,
    facts: Vec<Fact>,
}

/// A value, and what it is called.
struct Fact {
    label: &'static str,
    value: String,
}

pub(super) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let first = Redirect::to(&language::path(first_step::PATH)).into_response();
    let Standing::Open(period) = state.periods.standing(state.clock.now()) else { return Ok(first) };
    let Some(secret) = cookies::draft(&headers) else { return Ok(first) };
    let found = state.drafts.find(&secret).await.map_err(|failure| problem(&failure))?;
    // A draft of a period that is over claims nothing in this one.
    let Some(draft) = found.filter(|draft| draft.period_id == period.id) else { return Ok(first) };
    let typed = Typed::of(&draft.applicant);
    let fact = |label, name: &str| Fact { label, value: typed.value(name).to_owned() };
    let identity = SHOWN.into_iter().map(|field| fact(spec(field).shown_label(), field.as_str()));
    let addresses = [fact(language::text("account-phone"), PHONE), fact(language::text("account-email"), EMAIL)];
    let page = Told {
        page: state.page(),
        back: language::path(first_step::PATH).into_owned(),
        is_pending: draft.identity == Identity::Pending,
        facts: identity.chain(addresses).collect(),
    };
    Ok(Html::personal(page).into_response())
}
