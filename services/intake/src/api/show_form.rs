//! `GET /api/v1/forms/{slug}`: shows one form.

use std::sync::Arc;

use axum::extract;
use axum::response::Response;
use http::HeaderMap;
use web::{Path, Problem};

use super::form_schema::PublishedForm;
use crate::problems;
use crate::state::State;

/// One form with everything that is needed to draw and fill it.
#[utoipa::path(
    get,
    path = "/api/v1/forms/{slug}",
    tag = "forms",
    params(("slug" = inline(web::described::Slug), Path, description = "The form's slug, such as `status-bukan-pns`")),
    responses(
        (status = 200, description = "The form", body = PublishedForm, headers(("ETag", description = "Version of this \
            answer"))),
        (status = 304, description = "Unchanged since the version named in If-None-Match"),
        (status = 404, description = "`unknown_form`", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show_form(
    extract::State(state): extract::State<Arc<State>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let edition = state.forms.edition(state.notices.closures())?;
    Ok(edition.by_slug(&slug).ok_or_else(problems::unknown_form)?.answer(&headers))
}
