//! `POST /api/v1/status`: how far a ticket is. Never a GET: a NIK does not belong into an address.

use axum::Json;
use axum::extract;
use web::{ClientAddress, Problem};

use super::lookup_request::LookupRequest;
use super::ticket_status::TicketStatus;
use crate::state::State;

/// How far a ticket is, by its number and its applicant's NIK.
///
/// The number may be spaced as it is on the receipt. Wrong lookups (a number that nobody was given, another person's
/// NIK) are counted. Five for one number, or ten for one NIK, from one network are its last for a while, the right pair
/// included; from all others the right pair is always answered.
#[utoipa::path(
    post,
    path = "/api/v1/status",
    tag = "status",
    request_body(content = LookupRequest, description = "At most 4096 bytes"),
    responses(
        (status = 200, description = "Found", body = TicketStatus),
        (status = 400, description = "`malformed`: not a JSON object",
            body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown_ticket` or `wrong_nik`",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "`body_too_large`", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported_type`: not JSON",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`; a number whose check digit is wrong has the code `mistyped`, \
            and is not looked up",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn look_up(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    request: LookupRequest,
) -> Result<Json<TicketStatus>, Problem> {
    state.check_limit(address)?;
    Ok(Json(state.look_up(&request.ticket_number, &request.nik, address).await?.into()))
}
