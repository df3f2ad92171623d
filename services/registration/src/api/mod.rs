//! The JSON API: every route of the service. Formations have the field names of the public catalogue of 2024.

mod check;
mod check_document;
mod registrations;
mod represented;
mod search;
mod show;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::State;

/// All routes with their description.
pub(crate) fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(search::search_formations))
        .routes(routes!(show::show_formation))
        .routes(routes!(check::check_eligibility))
        .routes(routes!(check_document::check_document))
        .merge(registrations::routes())
}
