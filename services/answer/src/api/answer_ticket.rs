//! `POST /api/v1/tickets/{number}/answers`

use axum::Json;
use desk::{Answered, Caller, Fitting, Once};
use domain::{Stage, TicketNumber};
use http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{InvalidField, Path, Problem};

use super::fields::words_field;
use super::path;
use crate::State;
use crate::problems::{Error, invalid_field};
use crate::texts;

/// An answer, or the correction of one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerRequest {
    /// What the applicant is told: 1 to 4000 characters of plain text.
    #[schema(value_type = String, min_length = 1, max_length = 4000)]
    text: Option<String>,
    /// The newest revision, when this corrects it.
    #[schema(minimum = 1)]
    corrects: Option<i32>,
    /// `true` when sixteen digits in a row are meant to be in the text. Without it such a text is refused: it may hold
    /// a NIK.
    #[serde(default)]
    with_digits: bool,
}

/// What was written.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AnswerReceipt {
    /// The ticket.
    #[schema(value_type = web::described::TicketNumber)]
    ticket_number: String,
    /// 1 for the answer, 2 and on for corrections.
    revision: i32,
    /// Always `answered`.
    #[schema(value_type = web::described::Stage)]
    stage: &'static str,
    /// When.
    answered_at: Timestamp,
}

/// Answers a ticket, or corrects its answer
///
/// A ticket is answered once. Every correction is kept beside the answer and must name the newest revision. The same
/// text sent again is no second answer: it is told as it is kept.
#[utoipa::path(
    post, path = "/api/v1/tickets/{number}/answers", tag = "desks", security(("desk_token" = [])),
    params(("number" = inline(web::described::TypedTicketNumber), Path, description = "The ticket number", example = "662026112100001")),
    request_body = AnswerRequest,
    responses(
        (status = 200, description = "The very same answer was given before", body = AnswerReceipt),
        (status = 201, description = "The applicant can read it from now on", body = AnswerReceipt),
        (status = 400, description = "The body is malformed",
            body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such ticket, or not for this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Answered already, held by somebody else, or not the newest revision",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The ticket's data was erased",
            body = Problem, content_type = "application/problem+json"),
        (status = 423, description = "The operator restricted the ticket while a dispute lasts",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A field is wrong", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn answer_ticket(
    state: State,
    caller: Caller,
    Path(number): Path<String>,
    web::Json(request): web::Json<AnswerRequest>,
) -> Result<(StatusCode, Json<AnswerReceipt>), Error> {
    let number = path::number(&number)?;
    let (words, corrects) = parse(&request, number).map_err(Problem::invalid_fields)?;
    let receipt = |answered: Answered| {
        Json(AnswerReceipt {
            ticket_number: number.to_string(),
            revision: answered.revision,
            stage: Stage::Answered.as_str(),
            answered_at: answered.answered_at,
        })
    };
    match desk::answer_once(&state.desks, &caller, number, &words, corrects).await? {
        Once::Given(answered) => Ok((StatusCode::CREATED, receipt(answered))),
        Once::Before(answered) => Ok((StatusCode::OK, receipt(answered))),
        Once::Early(refusal) => Err(refusal.into()),
    }
}

/// Reads the fields, collecting all that is wrong with them.
pub(super) fn parse(
    request: &AnswerRequest,
    number: TicketNumber,
) -> Result<(Fitting, Option<i32>), Vec<InvalidField>> {
    let text = words_field("text", request.text.as_deref(), number, request.with_digits);
    let corrects = match request.corrects {
        Some(revision) if revision < 1 => Err(invalid_field("corrects", "out_of_range", texts::FIELD_REVISION)),
        corrects => Ok(corrects),
    };
    match (text, corrects) {
        (Ok(text), Ok(corrects)) => Ok((text, corrects)),
        (text, corrects) => Err([text.err(), corrects.err()].into_iter().flatten().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_at_once() {
        let errors = parse(
            &AnswerRequest { text: Some("  ".to_owned()), corrects: Some(0), with_digits: false },
            "662026112100001".parse().unwrap(),
        )
        .err()
        .unwrap();
        assert_eq!(
            errors.iter().map(|error| (error.field.as_str(), &*error.code)).collect::<Vec<_>>(),
            [("text", "required"), ("corrects", "out_of_range")]
        );
    }
}
