//! The JSON API: every route of the service.

mod look_up;
pub(crate) mod lookup_request;
mod ticket_status;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::desk::Desk;

/// All routes with their description.
pub(crate) fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().routes(routes!(look_up::look_up))
}
