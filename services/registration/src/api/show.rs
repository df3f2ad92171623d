//! `GET /api/v1/formations/{id}`: one formation.

use axum::Json;
use axum::extract;
use uuid::Uuid;
use web::{ClientAddress, Path, Problem};

use super::represented::FormationDetails;
use crate::state::State;

/// A formation with its rules, and when registrations are taken.
///
/// A formation that its agency withdrew is still shown, as `withdrawn`.
#[utoipa::path(
    get,
    path = "/api/v1/formations/{id}",
    tag = "formations",
    params(("id" = Uuid, Path, description = "`formasi_id`")),
    responses(
        (status = 200, description = "The formation", body = FormationDetails),
        (status = 400, description = "`malformed`: not an id",
            body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`not_found`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too_many_requests`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`unavailable`: after Retry-After seconds",
            body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn show_formation(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    Path(id): Path<Uuid>,
) -> Result<Json<FormationDetails>, Problem> {
    state.check_limit(address)?;
    Ok(Json(state.formation(id).await?.into()))
}
