//! `POST /api/v1/tickets/{number}/transfers`

use axum::Json;
use desk::{Caller, REASON};
use domain::{Desk, Text};
use http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{InvalidField, Path, Problem};

use super::fields::text_field;
use super::path;
use crate::State;
use crate::problems::{Error, invalid_field};
use crate::texts;

/// Where a ticket should go, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TransferRequest {
    /// The desk that can solve it.
    #[schema(value_type = web::described::Desk)]
    desk: Option<String>,
    /// Why, for the colleagues there: 1 to 500 characters of plain text.
    #[schema(value_type = String, min_length = 1, max_length = 500)]
    reason: Option<String>,
}

/// What was written.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TransferReceipt {
    /// The ticket.
    #[schema(value_type = web::described::TicketNumber)]
    ticket_number: String,
    /// From this desk.
    #[schema(value_type = web::described::Desk)]
    from_desk: &'static str,
    /// To this desk.
    #[schema(value_type = web::described::Desk)]
    to_desk: &'static str,
    /// When it left.
    transferred_at: Timestamp,
}

/// Hands a ticket to another desk
///
/// From then on it answers 404 here, unless the token covers the other desk too.
#[utoipa::path(
    post, path = "/api/v1/tickets/{number}/transfers", tag = "desks", security(("desk_token" = [])),
    params(("number" = inline(web::described::TypedTicketNumber), Path, description = "The ticket number", example = "662026112100001")),
    request_body = TransferRequest,
    responses(
        (status = 202, description = "On its way to the other desk", body = TransferReceipt),
        (status = 400, description = "The body is malformed",
            body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such ticket, or not for this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Answered already, or held by somebody else",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The ticket's data was erased",
            body = Problem, content_type = "application/problem+json"),
        (status = 423, description = "The operator restricted the ticket while a dispute lasts",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A field is wrong, or the ticket is at that desk already",
            body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn transfer_ticket(
    state: State,
    caller: Caller,
    Path(number): Path<String>,
    web::Json(request): web::Json<TransferRequest>,
) -> Result<(StatusCode, Json<TransferReceipt>), Error> {
    let number = path::number(&number)?;
    let (to, reason) = parse(&request).map_err(Problem::invalid_fields)?;
    let handed_over = desk::transfer(&state.desks, &caller, number, to, &reason).await?;
    let receipt = TransferReceipt {
        ticket_number: number.to_string(),
        from_desk: handed_over.from.as_str(),
        to_desk: to.as_str(),
        transferred_at: handed_over.transferred_at,
    };
    Ok((StatusCode::ACCEPTED, Json(receipt)))
}

/// Reads the fields, collecting all that is wrong with them.
pub(super) fn parse(request: &TransferRequest) -> Result<(Desk, Text), Vec<InvalidField>> {
    let desk = match request.desk.as_deref().map(str::parse::<Desk>) {
        None => Err(invalid_field("desk", "required", texts::FIELD_MISSING)),
        Some(Err(_)) => Err(invalid_field("desk", "unknown_desk", texts::FIELD_DESK)),
        Some(Ok(desk)) => Ok(desk),
    };
    let reason = text_field("reason", request.reason.as_deref(), REASON);
    match (desk, reason) {
        (Ok(desk), Ok(reason)) => Ok((desk, reason)),
        (desk, reason) => Err([desk.err(), reason.err()].into_iter().flatten().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_at_once() {
        let errors = parse(&TransferRequest { desk: Some("bkn".to_owned()), reason: None }).unwrap_err();
        assert_eq!(
            errors.iter().map(|error| (error.field.as_str(), &*error.code)).collect::<Vec<_>>(),
            [("desk", "unknown_desk"), ("reason", "required")]
        );
    }
}
