//! `GET` and `POST /akun/buat/data`: the second step, which asks for the diploma, two pictures, and what lets the
//! person in later.

use std::sync::Arc;

use axum::extract::{self, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use captcha::Purpose;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use vault::Secret;
use web::Problem;

use super::completing::{Refused, Shown, Tried};
use super::second_page::draw;
use super::second_typed::Typed;
use super::{check_step, cookies, file_problem, first_step, problem};
use crate::drafts::Draft;
use crate::periods::Standing;
use crate::state::State;
use crate::uploaded::Kind;

/// Address of the page.
pub(super) const PATH: &str = "/akun/buat/data";

pub(super) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Some(draft) = draft(&state, &headers).await? else { return Ok(begin()) };
    let files = state.files.of(draft.id).await.map_err(|failure| file_problem(&failure))?;
    let typed = Typed::of(&draft.applicant, draft.questions);
    draw(&state, StatusCode::OK, &draft, &typed, &files, &Shown::default())
}

pub(super) async fn complete(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Result<Response, Problem> {
    let network = state.public.network_of(&request);
    let too_many = state.public.check_second_step(network).err();
    let Some(draft) = draft(&state, request.headers()).await? else { return Ok(begin()) };
    let looked_at = too_many.is_none().then_some(network);
    let mut tried = Tried::receive(&state, &draft, looked_at, request).await?;
    if let Some(too_many) = too_many {
        return wait(&state, &draft, &tried, &too_many);
    }
    if matches!(tried.typed.value("action"), "new_code" | "keep") {
        return draw(&state, StatusCode::OK, &draft, &tried.typed, &tried.files, &Shown::default());
    }
    match tried.judge().await? {
        Ok(()) => Ok(Redirect::to(&language::path(check_step::PATH)).into_response()),
        Err(Refused { status, shown }) => {
            let mut response = draw(&state, status, &draft, &tried.typed, &tried.files, &shown)?;
            if status == StatusCode::SERVICE_UNAVAILABLE {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(5));
            }
            Ok(response)
        }
    }
}

/// The page of somebody whose network sends too much, with what was typed: nothing of it was judged, no picture was
/// looked at.
fn wait(state: &State, draft: &Draft, tried: &Tried<'_>, too_many: &Problem) -> Result<Response, Problem> {
    let seconds = too_many.seconds_to_wait().unwrap_or(1);
    let trouble = first_step::wait_text(state.clock.now(), seconds);
    let is_solved = state.public.captchas.check(Purpose::CreateAccount, &tried.typed.answer()).is_ok();
    let shown = Shown { trouble, is_solved, ..Shown::default() };
    let mut response = draw(state, StatusCode::TOO_MANY_REQUESTS, draft, &tried.typed, &tried.files, &shown)?;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Ok(response)
}

/// The draft of the browser, if it is of the period that is open.
pub(super) async fn draft(state: &State, headers: &HeaderMap) -> Result<Option<Draft>, Problem> {
    match cookies::draft(headers) {
        Some(secret) => draft_of(state, &secret).await,
        None => Ok(None),
    }
}

/// The draft that this secret finds, if it is of the period that is open.
pub(crate) async fn draft_of(state: &State, secret: &Secret) -> Result<Option<Draft>, Problem> {
    let Standing::Open(period) = state.periods.standing(state.clock.now()) else { return Ok(None) };
    let found = state.drafts.find(secret).await.map_err(|failure| problem(&failure))?;
    Ok(found.filter(|draft| draft.period_id == period.id))
}

/// The way back for a browser without a draft.
pub(super) fn begin() -> Response {
    Redirect::to(&language::path(first_step::PATH)).into_response()
}

/// What people call a file.
pub(super) fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Ktp => language::text("account-ktp"),
        Kind::Selfie => language::text("account-selfie"),
    }
}
