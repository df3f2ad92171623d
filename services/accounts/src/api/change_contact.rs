//! `PUT /api/v1/account/contact/{medium}`: tells another address, with the password once more.

use std::sync::Arc;

use axum::extract::{self, FromRequest as _, Request};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Json, Path, Problem};

use super::contact::{Contact, refused};
use super::{bearer, own};
use crate::pages::own::contact::typed::Typed;
use crate::state::State;
use crate::store::addresses::Kind;

/// Another address.
#[derive(Deserialize, ToSchema)]
struct ContactChange {
    /// An e-mail address, or a number of a mobile telephone.
    #[schema(example = "siti@example.go.id")]
    address: String,
    password: String,
}

/// Tells another address. It waits until it is confirmed, and what confirms it is on its way: a link to an e-mail
/// address, a code to a telephone. Where no text messages are sent, a telephone counts at once.
#[utoipa::path(
    put,
    path = "/api/v1/account/contact/{medium}",
    tag = "accounts",
    security(("account_session_token" = [])),
    params(("medium" = Kind, Path, description = "Which address")),
    request_body = ContactChange,
    responses(
        (status = 200, description = "The contact as it stands now", body = Contact),
        (status = 400, description = "`malformed`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`cooling`: the password was reset by knowledge alone; the detail says until when",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`: `email` or `phone` is none, or is the account's already (`same`); \
            `password` is `wrong`",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn change_contact(
    extract::State(state): extract::State<Arc<State>>,
    Path(kind): Path<Kind>,
    request: Request,
) -> Result<Response, Problem> {
    let person = bearer::person(&state, request.headers()).await?;
    let Json(sent) = Json::<ContactChange>::from_request(request, &()).await?;
    let typed = Typed { kind, address: sent.address, password: sent.password };
    typed.tell(&state, &person).await.map_err(refused)?;
    Ok(own(StatusCode::OK, Contact::of(&state, &person).await?))
}
