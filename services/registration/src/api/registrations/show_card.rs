//! `GET /api/v1/registrations/current/card`: the signed card of a registration that is final.

use axum::extract;
use axum::response::Response;
use http::HeaderMap;
use web::Problem;

use super::bearer;
use crate::pages::card;
use crate::state::State;

/// The card, as PDF.
#[utoipa::path(
    get,
    path = "/api/v1/registrations/current/card",
    tag = "registrations",
    security(("account_session_token" = [])),
    responses(
        (status = 200, description = "The card", body = Vec<u8>, content_type = "application/pdf"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`not_found`: nothing is final", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn show_registration_card(
    extract::State(state): extract::State<State>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let person = bearer::person(&state, &headers).await?;
    card::answer(&state, &person).await
}
