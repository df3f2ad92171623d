//! `DELETE /api/v1/registrations/current/documents/{slot}/stamping`: withdraws a stamping.

use axum::extract;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use language::text;
use web::{Path, Problem};

use super::bearer;
use super::list_documents::{RegistrationDocuments, answer_change};
use crate::pages::documents::own::Own;
use crate::pages::documents::problems;
use crate::state::State;

/// Withdraws a stamping for which nothing was bought yet.
#[utoipa::path(
    delete,
    path = "/api/v1/registrations/current/documents/{slot}/stamping",
    tag = "registrations",
    security(("account_session_token" = [])),
    params(("slot" = String, Path, description = "which document, as the list of documents names it")),
    responses(
        (status = 200, description = "It is withdrawn", body = RegistrationDocuments),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown_document`: nothing asks for it", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`registration_closed`: it is final, over or closed; `registrations_closed`: none is taken now; `not_ready`: an earlier step is not right; `not_withdrawn`: none waits, or something was bought", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn withdraw_stamping(
    extract::State(state): extract::State<State>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let person = bearer::person(&state, &headers).await?;
    let own = Own::of(&state, person).await?;
    let withdrawn = state.documents.withdraw(own.owner(), own.slot(&code)?).await;
    if !withdrawn.map_err(|failure| problems::problem(&failure))? {
        return Err(Problem::new(StatusCode::CONFLICT, "not_withdrawn", text("stamp-not-withdrawn")));
    }
    answer_change(&state, own).await
}
