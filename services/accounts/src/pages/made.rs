//! `GET /akun/buat/selesai` and `GET /akun/buat/kartu.pdf`: the last step, for an hour in the browser that made the
//! account.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::time::wib_in_words;
use http::{HeaderMap, HeaderValue, header};
use web::{Html, Page, Problem};

use super::{cookies, file_problem, first_step, problem, sign_in};
use crate::card;
use crate::state::State;
use crate::store::accounts::{self, Made, Standing};
use applicants::Applicant;

/// Address of the page.
pub(super) const PATH: &str = "/akun/buat/selesai";
/// Address of the card.
pub(super) const CARD: &str = "/akun/buat/kartu.pdf";

#[derive(Template)]
#[template(path = "made.html")]
struct MadePage {
    page: Page,
    period: String,
    made_at: String,
    card: String,
    /// Address of the page to sign in, which a form leads to: a NIK stands in no address.
    sign_in: String,
    nik: String,
    is_claim: bool,
    is_pending: bool,
}

pub(super) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Some(made) = made(&state, &headers).await? else { return Ok(begin()) };
    let key = state.vault.open_data_key(&made.data_key).map_err(|error| Problem::internal(&error))?;
    let applicant = Applicant::open(&key, made.id, &made.content).map_err(|error| Problem::internal(&error))?;
    let page = MadePage {
        page: state.page(),
        period: made.period.clone(),
        made_at: wib_in_words(made.since),
        card: language::path(CARD).into_owned(),
        sign_in: language::path(sign_in::PATH).into_owned(),
        nik: applicant.identity.nik.expose().to_owned(),
        is_claim: made.standing == Standing::Claim,
        is_pending: !made.is_verified,
    };
    Ok(Html::personal(page).into_response())
}

pub(super) async fn card(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Some(made) = made(&state, &headers).await?.filter(|made| made.standing == Standing::Active) else {
        return Ok(begin());
    };
    let file = card::draw(&state, &made).await.map_err(|failure| match failure {
        card::Failure::Files(failure) => file_problem(&failure),
        card::Failure::Unreadable(_) | card::Failure::Card(_) | card::Failure::Ending(_) => Problem::internal(&failure),
    })?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"kartu-informasi-akun.pdf\"")),
    ];
    Ok((headers, file).into_response())
}

async fn made(state: &State, headers: &HeaderMap) -> Result<Option<Made>, Problem> {
    let Some(secret) = cookies::draft(headers) else { return Ok(None) };
    let found = accounts::made_by(&state.pool, &secret.hash(), state.clock.now()).await;
    found.map_err(|error| problem(&error.into()))
}

fn begin() -> Response {
    Redirect::to(&language::path(first_step::PATH)).into_response()
}
