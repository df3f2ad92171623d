//! `POST /api/v1/account/contact/phone/confirmation`: confirms the telephone with the code that was sent to it.

use std::sync::Arc;

use ::letters::codes::Typed;
use axum::extract::{self, FromRequest as _, Request};
use axum::response::Response;
use domain::FieldError;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Json, Problem};

use super::contact::Contact;
use super::{bearer, own};
use crate::codes::Compared;
use crate::pages::entrance::problem;
use crate::state::State;

/// The code from the text message.
#[derive(Deserialize, ToSchema)]
struct PhoneConfirmation {
    /// Six digits. It counts for 15 minutes, once; after five wrong ones only a new one does.
    #[schema(example = "123456")]
    code: String,
}

/// Confirms the telephone. One that waited takes the place of the one before.
#[utoipa::path(
    post,
    path = "/api/v1/account/contact/phone/confirmation",
    tag = "accounts",
    security(("account_session_token" = [])),
    request_body = PhoneConfirmation,
    responses(
        (status = 200, description = "The contact as it stands now", body = Contact),
        (status = 400, description = "`malformed`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`: `code` is `unreadable`, `wrong` or `void`: it counts no more",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn confirm_phone(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Result<Response, Problem> {
    let person = bearer::person(&state, request.headers()).await?;
    let Json(sent) = Json::<PhoneConfirmation>::from_request(request, &()).await?;
    let (code, text) = match Typed::read(&sent.code) {
        None => ("unreadable", "code-unreadable"),
        Some(typed) => match state.access.confirm_phone(&person, &typed).await.map_err(|failure| problem(&failure))? {
            Compared::Right(_) => return Ok(own(StatusCode::OK, Contact::of(&state, &person).await?)),
            Compared::Wrong => ("wrong", "code-wrong"),
            Compared::Void => ("void", "code-void"),
        },
    };
    let message = language::text(text).to_owned();
    Err(Problem::invalid_fields([FieldError { field: "code".to_owned(), code, message }]))
}
