//! `POST /api/v1/status`: how far a ticket is. Never a GET: a NIK does not belong into an address.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use web::{ClientAddress, Problem};

use super::lookup_request::LookupRequest;
use super::ticket_status::TicketStatus;
use crate::desk::Desk;
use crate::lookup::Refusal;
use crate::texts;

/// How far a ticket is, by its number and its applicant's NIK.
///
/// Five wrong NIKs for one number in fifteen minutes lock it, also for the right one, until the fifteen minutes are over.
#[utoipa::path(
    post,
    path = "/api/v1/status",
    tag = "status",
    request_body(content = LookupRequest, description = "At most 4096 bytes"),
    responses(
        (status = 200, description = "Found", body = TicketStatus),
        (status = 400, description = "`malformed`: not a JSON object", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown_ticket` or `wrong_nik`", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "`body_too_large`", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported_type`: not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: after Retry-After seconds", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn look_up(
    State(desk): State<Desk>,
    address: ClientAddress,
    request: LookupRequest,
) -> Result<Json<TicketStatus>, Problem> {
    desk.check_limit(address)?;
    Ok(Json(desk.look_up(&request.ticket_number, &request.nik).await?.into()))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::UnknownTicket => Self::new(StatusCode::NOT_FOUND, "unknown_ticket", texts::UNKNOWN_TICKET),
            Refusal::WrongNik => Self::new(StatusCode::NOT_FOUND, "wrong_nik", texts::WRONG_NIK),
            Refusal::NotANik(error) => Self::invalid_fields([error]).detail(texts::INVALID_FIELDS),
            Refusal::TooManyWrongNiks { seconds } => {
                Self::too_many_requests(Duration::from_secs(seconds.into())).detail(texts::TOO_MANY_WRONG_NIKS)
            }
            Refusal::Store(_) if refusal.is_outage() => Self::unavailable().detail(texts::UNAVAILABLE),
            Refusal::Store(_) | Refusal::Sealed(_) | Refusal::Unreadable(_) => Self::internal(&refusal),
        }
    }
}
