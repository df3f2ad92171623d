//! `PUT /api/v1/tickets/{number}/texts/{id}`

use desk::Caller;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Path, Problem};

use super::fields::words_field;
use super::path;
use crate::State;
use crate::problems::Error;

/// A text for a report to come.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PostedText {
    /// An answer of 1 to 4000 characters, or the reason of a hand-over of 1 to 500: plain text.
    #[schema(value_type = String, min_length = 1, max_length = 4000)]
    pub(super) text: Option<String>,
    /// `true` when sixteen digits in a row are meant to be in the text. Without it such a text is refused: it may hold
    /// a NIK.
    #[serde(default)]
    pub(super) with_digits: bool,
}

/// Posts a text for a report on the queue to refer to by its id
///
/// The applicant sees it when the report arrives. The same text may be sent again under the same id; what no report has
/// used is forgotten after 14 days.
#[utoipa::path(
    put, path = "/api/v1/tickets/{number}/texts/{id}", tag = "desks", security(("desk_token" = [])),
    params(
        ("number" = inline(web::described::TypedTicketNumber), Path, description = "The ticket number", example = "662026112100001"),
        ("id" = inline(web::described::Id), Path, description = "A new UUID, chosen by the caller", example = "019aa000-0000-7000-8000-000000000001"),
    ),
    request_body = PostedText,
    responses(
        (status = 201, description = "Kept, sealed, until a report refers to it"),
        (status = 204, description = "The same text is kept under this id already"),
        (status = 400, description = "The body is malformed, or the id is no UUID",
            body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such ticket, or not for this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Another text has this id, or the ticket has 20 texts",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The ticket's data was erased",
            body = Problem, content_type = "application/problem+json"),
        (status = 423, description = "The operator restricted the ticket while a dispute lasts",
            body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The text is wrong", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn put_text(
    state: State,
    caller: Caller,
    Path((number, id)): Path<(String, String)>,
    web::Json(posted): web::Json<PostedText>,
) -> Result<StatusCode, Error> {
    let number = path::number(&number)?;
    let id = path::text_id(&id)?;
    let words = words_field("text", posted.text.as_deref(), number, posted.with_digits);
    let words = words.map_err(|field| Problem::invalid_fields([field]))?;
    let new = desk::post_text(&state.desks, &caller, number, id, words.text()).await?;
    Ok(if new { StatusCode::CREATED } else { StatusCode::NO_CONTENT })
}
