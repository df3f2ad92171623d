//! The JSON API: every route of the service.

mod file_submission;
mod form_schema;
mod list_forms;
mod receipt;
mod show_captcha;
mod show_form;
mod suggest;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::State;

/// All routes with their description.
pub(crate) fn routes() -> OpenApiRouter<Arc<State>> {
    OpenApiRouter::new()
        .routes(routes!(list_forms::list_forms))
        .routes(routes!(show_form::show_form))
        .routes(routes!(show_captcha::show_captcha))
        .routes(routes!(file_submission::file_submission))
        .routes(routes!(suggest::suggest))
}
