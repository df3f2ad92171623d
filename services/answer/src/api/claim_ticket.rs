//! `POST /api/v1/desks/{desk}/claims`

use axum::response::{IntoResponse as _, Response};
use desk::{Caller, IfHeld};
use domain::TicketNumber;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Json, Path, Problem};

use super::path;
use super::ticket_summary::TicketSummary;
use crate::State;
use crate::problems::{Error, invalid_field};
use crate::texts;

/// Which ticket to take. The body may be left out.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ClaimRequest {
    /// A certain ticket; without it the next one.
    #[schema(value_type = Option<web::described::TypedTicketNumber>)]
    ticket_number: Option<String>,
}

/// Takes the desk's next ticket, or a certain one, to work on it
///
/// Two callers never get the same ticket. A claim expires; one's own can be renewed by claiming the ticket again.
#[utoipa::path(
    post, path = "/api/v1/desks/{desk}/claims", tag = "desks", security(("desk_token" = [])),
    params(("desk" = inline(web::described::Desk), Path, description = "The desk", example = "bkn.data-fixes")),
    request_body(content = Option<ClaimRequest>, description = "Empty for the next ticket"),
    responses(
        (status = 200, description = "The ticket is yours until the claim expires", body = TicketSummary),
        (status = 204, description = "No ticket waits"),
        (status = 400, description = "The body is malformed",
            body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such desk or ticket, or not for this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Somebody else works on it, or it is answered",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The ticket's data was erased",
            body = Problem, content_type = "application/problem+json"),
        (status = 423, description = "The operator restricted the ticket while a dispute lasts",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The ticket number is wrong",
            body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn claim_ticket(
    state: State,
    caller: Caller,
    Path(desk): Path<String>,
    request: Option<Json<ClaimRequest>>,
) -> Result<Response, Error> {
    let desk = path::desk(&desk)?;
    let case = match named(request)? {
        Some(number) => Some(desk::claim_named(&state.desks, &caller, desk, number, IfHeld::Leave).await?),
        None => desk::claim_next(&state.desks, &caller, desk).await?,
    };
    Ok(match case {
        Some(case) => {
            let holders = desk::holders(&state.desks, std::slice::from_ref(&case)).await?;
            Json(TicketSummary::new(&case, &caller, &holders, state.desks.now())).into_response()
        }
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

/// The ticket that the body names.
pub(super) fn named(request: Option<Json<ClaimRequest>>) -> Result<Option<TicketNumber>, Error> {
    let Some(number) = request.and_then(|Json(request)| request.ticket_number) else { return Ok(None) };
    let number = TicketNumber::read(&number);
    let wrong =
        |_no_number| Problem::invalid_fields([invalid_field("ticket_number", "malformed", texts::FIELD_NUMBER)]);
    Ok(Some(number.map_err(wrong)?))
}
