//! `GET /api/v1/forms`: shows the whole catalogue.

use std::sync::Arc;

use axum::extract;
use axum::response::Response;
use http::HeaderMap;
use web::Problem;

use super::form_schema::Catalogue;
use crate::state::State;

/// All forms with everything that is needed to draw and fill them.
///
/// The catalogue changes with a new version of the service and when a form is closed or opened: keep it, and ask again
/// with `If-None-Match`.
#[utoipa::path(
    get,
    path = "/api/v1/forms",
    tag = "forms",
    responses(
        (status = 200, description = "All forms", body = Catalogue, headers(("ETag", description = "Version of this \
            answer"))),
        (status = 304, description = "Unchanged since the version named in If-None-Match"),
    )
)]
pub(crate) async fn list_forms(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Ok(state.forms.edition(state.notices.closures())?.all().answer(&headers))
}
