//! `GET /pendaftaran/kartu`: the signed card of somebody who is signed in; only of a registration that is filed.

use applicants::SignedIn;
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, header};
use web::Problem;

use crate::problems;
use crate::state::State;

pub(super) async fn show(extract::State(state): extract::State<State>, person: SignedIn) -> Result<Response, Problem> {
    answer(&state, &person).await
}

/// The card of somebody, for nobody to keep on the way.
pub(crate) async fn answer(state: &State, person: &SignedIn) -> Result<Response, Problem> {
    let file = state.cards.card_of(person.account).await.map_err(|no_card| problems::of_card(&no_card))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"kartu-pendaftaran.pdf\"")),
    ];
    Ok((headers, file).into_response())
}
