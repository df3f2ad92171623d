//! `PUT /api/v1/tickets/{number}/stage`

use axum::Json;
use desk::Caller;
use domain::Stage;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Path, Problem};

use super::path;
use super::ticket_summary::TicketSummary;
use crate::State;
use crate::problems::{Error, invalid_field};
use crate::texts;

/// How far the ticket is in the caller's own system.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StageReport {
    /// `received` (the applicant sees Diterima) or `processing` (Proses; for half an hour nobody else may take the
    /// ticket).
    #[schema(value_type = web::described::ReportedStage)]
    stage: Option<String>,
}

/// Reports a stage, for desks that an agency serves with its own system
///
/// A later stage implies the earlier ones. One that the ticket has passed already changes nothing; the answer tells the
/// stage it is in.
#[utoipa::path(
    put, path = "/api/v1/tickets/{number}/stage", tag = "desks", security(("desk_token" = [])),
    params(("number" = inline(web::described::TypedTicketNumber), Path, description = "The ticket number", example = "662026112100001")),
    request_body = StageReport,
    responses(
        (status = 200, description = "The ticket as it is now", body = TicketSummary),
        (status = 400, description = "The body is malformed",
            body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such ticket, or not for this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Somebody else works on it",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The ticket's data was erased",
            body = Problem, content_type = "application/problem+json"),
        (status = 423, description = "The operator restricted the ticket while a dispute lasts",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The stage is none that can be reported",
            body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn report_stage(
    state: State,
    caller: Caller,
    Path(number): Path<String>,
    web::Json(report): web::Json<StageReport>,
) -> Result<Json<TicketSummary>, Error> {
    let number = path::number(&number)?;
    let case = match report.stage.as_deref().map(str::parse::<Stage>) {
        Some(Ok(Stage::Received)) => desk::report_received(&state.desks, &caller, number).await?,
        Some(Ok(Stage::Processing)) => desk::report_processing(&state.desks, &caller, number).await?,
        Some(Ok(Stage::Submitted | Stage::Answered) | Err(_)) | None => {
            return Err(Problem::invalid_fields([invalid_field(
                "stage",
                "unknown_stage",
                texts::FIELD_REPORTED_STAGE,
            )])
            .into());
        }
    };
    let holders = desk::holders(&state.desks, std::slice::from_ref(&case)).await?;
    Ok(Json(TicketSummary::new(&case, &caller, &holders, state.desks.now())))
}
