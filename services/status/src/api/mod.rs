//! The JSON API: every route of the service.

mod look_up;
pub(crate) mod lookup_request;
mod ticket_status;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::State;

/// All routes with their description.
pub(crate) fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(look_up::look_up))
}
