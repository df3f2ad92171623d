//! `POST /api/v1/registrations/current/documents/{slot}/stamping`: asks for the e-meterai of a document.

use axum::extract::{self, FromRequest as _, Request};
use axum::response::Response;
use http::StatusCode;
use language::text;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Json, Path, Problem};

use super::bearer;
use super::list_documents::{RegistrationDocuments, answer_change};
use super::represented::invalid;
use crate::pages::documents::own::Own;
use crate::pages::documents::stamp::{Sent, asked};
use crate::state::State;

/// Where the e-meterai is put.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StampingRequest {
    /// From 1 on.
    #[schema(example = 1)]
    page: u16,
    /// `top-left`, `top-right`, `middle-left`, `middle-right`, `bottom-left` or `bottom-right`; `own` with `left` and
    /// `bottom`.
    #[schema(example = "bottom-right")]
    position: String,
    /// The lower left corner of the stamp, in points from that of the page.
    left: Option<f32>,
    bottom: Option<f32>,
    /// In points; 100 where nothing is said.
    side: Option<f32>,
    /// The document is signed: the e-meterai is put on it after the signature.
    is_signed: bool,
}

/// Asks for an e-meterai. The stamping waits in a queue; the list of documents tells how it stands.
#[utoipa::path(
    post,
    path = "/api/v1/registrations/current/documents/{slot}/stamping",
    tag = "registrations",
    security(("account_session_token" = [])),
    params(("slot" = String, Path, description = "which document, as the list of documents names it")),
    request_body = StampingRequest,
    responses(
        (status = 200, description = "It waits; asked twice it is one", body = RegistrationDocuments),
        (status = 400, description = "`malformed`: no such JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`unauthorized`: nobody is signed in with this token",
            body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown_document`: there is no file, or one that gets no e-meterai", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`registration_closed`: it is final, over or closed; `registrations_closed`: none is taken now; `not_ready`: an earlier step is not right; `not_stamped`: another file of the document is just being stamped", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "`body_too_large`", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported_type`: not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid_fields`: it cannot be there", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`, or `not_stamped`: the page cannot be drawn now", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn ask_stamping(
    extract::State(state): extract::State<State>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let person = bearer::person(&state, request.headers()).await?;
    let Json(sent) = Json::<StampingRequest>::from_request(request, &()).await?;
    let own = Own::of(&state, person).await?;
    let wanted = sent.typed().wanted().map_err(|wrong| refused(StatusCode::UNPROCESSABLE_ENTITY, wrong))?;
    let asked = asked(&state, &own, &code, &wanted).await?;
    asked.map_err(|(status, wrong)| refused(status, wrong))?;
    answer_change(&state, own).await
}

impl StampingRequest {
    /// As the page sends it, so that both are read by one rule.
    fn typed(&self) -> Sent {
        let number = |number: Option<f32>| number.map(|number| number.to_string()).unwrap_or_default();
        Sent {
            page: self.page.to_string(),
            position: self.position.clone(),
            left: number(self.left),
            bottom: number(self.bottom),
            side: number(self.side),
            signed: if self.is_signed { "yes".to_owned() } else { String::new() },
        }
    }
}

fn refused(status: StatusCode, wrong: &'static str) -> Problem {
    let message = text(wrong).to_owned();
    if status != StatusCode::UNPROCESSABLE_ENTITY {
        return Problem::new(status, "not_stamped", text("stamp-none")).detail(message);
    }
    Problem::invalid_fields([match wrong {
        "stamp-not-signed" => invalid("is_signed", "not_signed", message),
        "stamp-no-page" => invalid("page", "no_page", message),
        "stamp-turned" => invalid("page", "turned", message),
        _ => invalid("position", "outside", message),
    }])
}
