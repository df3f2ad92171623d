//! `POST /api/v1/registrations/current/documents/{slot}`: uploads a document in the place of another one.

use std::time::Duration;

use axum::extract::{self, Request};
use axum::response::Response;
use http::StatusCode;
use web::{ClientAddress, Path, Problem};

use super::bearer;
use super::list_documents::{RegistrationDocuments, answer_change};
use super::represented::invalid;
use crate::measures;
use crate::pages::documents::own::Own;
use crate::pages::documents::upload::{FILE, From, MOST_READ, Refused, take};
use crate::state::State;

/// Uploads a document: the part `file`. It is checked by its content, and the last one counts.
#[utoipa::path(
    post,
    path = "/api/v1/registrations/current/documents/{slot}",
    tag = "registrations",
    security(("account_session_token" = [])),
    params(("slot" = String, Path, description = "which document, as the list of documents names it")),
    request_body(content = std::collections::HashMap<String, String>, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "The documents as they stand now", body = RegistrationDocuments),
        (status = 400, description = "`malformed`: not multipart, or broken", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown_document`: nothing asks for it", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "`too_slow`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`registration_closed`: it is final, over or closed; `registrations_closed`: none is taken now; `not_ready`: an earlier step is not right; `being_stamped`: the file that is there is just being stamped", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "`document_too_large`: nobody read all of it", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`: why `file` does not fit", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn upload_document(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    state.check_limit(address)?;
    let person = bearer::person(&state, request.headers()).await?;
    let own = Own::of(&state, person).await?;
    let slot = own.slot(&code)?;
    let taken = take(&state, address, &own, slot, (request, From::Program)).await?;
    measures::uploaded(if taken.is_ok() { "kept" } else { "refused" });
    taken.map_err(refused)?;
    answer_change(&state, own).await
}

fn refused(refused: Refused) -> Problem {
    let Refused { status, code, why } = refused;
    match (status, code) {
        (_, "document_too_large") => Problem::too_large(MOST_READ),
        (StatusCode::UNPROCESSABLE_ENTITY, _) => Problem::invalid_fields([invalid(FILE, code, why)]),
        (StatusCode::TOO_MANY_REQUESTS, _) => Problem::too_many_requests(Duration::from_hours(24)).detail(why),
        (StatusCode::REQUEST_TIMEOUT, _) => Problem::too_slow().detail(why),
        _ => Problem::new(status, code, language::text("registration-unchanged")).detail(why),
    }
}
