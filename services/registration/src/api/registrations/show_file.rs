//! `GET /api/v1/registrations/current/files/{file}`: a document as it is, with its e-meterai once it has one.

use axum::extract;
use axum::response::Response;
use http::HeaderMap;
use web::{Path, Problem};

use super::bearer;
use crate::opened;
use crate::pages::documents::{file, view};
use crate::state::State;

/// A file of the own registration, by its id in the list of documents. Another one's is not there.
#[utoipa::path(
    get,
    path = "/api/v1/registrations/current/files/{file}",
    tag = "registrations",
    security(("account_session_token" = [])),
    params(("file" = web::described::Id, Path, description = "`id` of the file")),
    responses(
        (status = 200, description = "The file", body = Vec<u8>, content_type = "application/pdf"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown_document`: no such file of this person", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn show_file(
    extract::State(state): extract::State<State>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let person = bearer::person(&state, &headers).await?;
    let found = view::find(&state, &person, &id).await?;
    let account = opened::account(&state, &person).await?;
    file::answer(&state, &account, &found).await
}
