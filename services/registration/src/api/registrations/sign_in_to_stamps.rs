//! `POST /api/v1/registrations/current/stamps/sign-in`: signs in at the distributor of e-meterai.

use axum::extract::{self, FromRequest as _, Request};
use axum::response::Response;
use http::StatusCode;
use language::text;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{ClientAddress, Json, Problem};

use super::bearer;
use super::list_documents::{RegistrationDocuments, answer_change};
use super::represented::invalid;
use crate::pages::documents::own::Own;
use crate::pages::documents::sign_in::{Sent, signed_in};
use crate::state::State;

/// Who somebody is at the distributor. Neither is kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StampSignIn {
    stamp_user: String,
    password: String,
}

/// Signs in at the distributor. Name and password are exchanged for a token at once, and what waited for it goes on.
#[utoipa::path(
    post,
    path = "/api/v1/registrations/current/stamps/sign-in",
    tag = "registrations",
    security(("account_session_token" = [])),
    request_body = StampSignIn,
    responses(
        (status = 200, description = "Signed in", body = RegistrationDocuments),
        (status = 400, description = "`malformed`: no such JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown_document`: no distributor is asked here", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`registration_closed`: it is final, over or closed; `registrations_closed`: none is taken now; `not_ready`: an earlier step is not right", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "`body_too_large`", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported_type`: not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`: `password` is `wrong`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: we, or the distributor", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn sign_in_to_stamps(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    request: Request,
) -> Result<Response, Problem> {
    state.check_limit(address)?;
    let person = bearer::person(&state, request.headers()).await?;
    let Json(StampSignIn { stamp_user, password }) = Json::from_request(request, &()).await?;
    let own = Own::of(&state, person).await?;
    let sent = Sent { stamp_user, password, slot: String::new() };
    match signed_in(&state, &own, &sent).await? {
        Ok(()) => answer_change(&state, own).await,
        Err((StatusCode::UNPROCESSABLE_ENTITY, why)) => {
            Err(Problem::invalid_fields([invalid("password", "wrong", text(why).to_owned())]))
        }
        Err((_, why)) => Err(Problem::unavailable().detail(text(why))),
    }
}
