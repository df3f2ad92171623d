//! `GET /api/v1/forms`: the whole catalogue.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::form_schema::Catalogue;
use crate::Intake;

/// All forms with everything that is needed to draw and fill them.
///
/// The catalogue changes only with a new version of the service: keep it, and ask again with `If-None-Match`.
#[utoipa::path(
    get,
    path = "/api/v1/forms",
    tag = "forms",
    responses(
        (status = 200, description = "All forms", body = Catalogue, headers(("ETag", description = "Version of this answer"))),
        (status = 304, description = "Unchanged since the version named in If-None-Match"),
    )
)]
pub(crate) async fn list_forms(State(intake): State<Arc<Intake>>, headers: HeaderMap) -> Response {
    intake.forms.all().answer(&headers)
}
