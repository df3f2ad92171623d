//! `GET /api/v1/documents/{code}`: whether a document is genuine, by the code on it.

use axum::Json;
use axum::extract;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use web::{ClientAddress, Path, Problem};

use crate::cards::{Code, Known, Standing};
use crate::problems;
use crate::state::State;

/// A document that was issued. Of the person it tells the first letter of each name.
#[derive(Serialize, ToSchema)]
pub(super) struct IssuedDocument {
    /// The code, in capitals without blanks.
    #[schema(example = "7QK3M9X2TD4W0HZ61RVA")]
    code: String,
    /// What the document is: so far always `registration_card`.
    document: &'static str,
    /// `valid`, `replaced` or `cancelled`.
    standing: &'static str,
    /// Since when a newer version has its place; only of `replaced`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    replaced_at: Option<Timestamp>,
    /// The registration number: 17 digits.
    #[schema(example = "72600421234567894")]
    number: String,
    #[schema(example = "A••••• N•••")]
    masked_name: String,
    agency: String,
    position: String,
    /// When its owner ended the registration.
    #[schema(value_type = String, format = DateTime)]
    finalised_at: Timestamp,
    /// When the document was signed.
    #[schema(value_type = String, format = DateTime)]
    issued_at: Timestamp,
}

impl From<Known> for IssuedDocument {
    fn from(known: Known) -> Self {
        let replaced_at = match known.standing {
            Standing::Replaced(at) => Some(at),
            Standing::Valid | Standing::Cancelled => None,
        };
        let standing = known.standing.code();
        let Known { code, number, agency, position, masked_name, finalised_at, issued_at, .. } = known;
        let document = "registration_card";
        Self { code, document, standing, replaced_at, number, masked_name, agency, position, finalised_at, issued_at }
    }
}

/// Whether a document is genuine.
///
/// Nobody has to sign in. The case of the code, blanks and hyphens do not matter; O is read as 0, I and L as 1.
#[utoipa::path(
    get,
    path = "/api/v1/documents/{code}",
    tag = "documents",
    params(("code" = String, Path, description = "the 20 characters that stand on the document")),
    responses(
        (status = 200, description = "The document", body = IssuedDocument),
        (status = 404, description = "`not_found`: no document of ours has this code",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn check_document(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    Path(code): Path<String>,
) -> Result<Json<IssuedDocument>, Problem> {
    state.cards.count_check(address.network())?;
    let code = Code::read(&code).ok_or_else(Problem::not_found)?;
    let known = state.cards.check_code(&code).await.map_err(|error| problems::of_check(&error))?;
    Ok(Json(known.ok_or_else(Problem::not_found)?.into()))
}
