//! The desks' JSON API, for officers' tools and partner agencies, who send a bearer token of their desks.
//!
//! A ticket or desk that the token does not cover answers 404, like one that does not exist. [`router`] lists all
//! routes.

mod answer_ticket;
mod caller;
mod claim_ticket;
mod fields;
pub(crate) mod fuzzing;
mod list_tickets;
mod path;
pub mod practice;
mod put_text;
mod report_stage;
mod show_document;
mod show_ticket;
mod ticket_summary;
mod transfer_ticket;

use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::State;

/// The description of the routes.
#[must_use]
pub fn openapi() -> OpenApi {
    let mut description = router().into_openapi();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    description.components.get_or_insert_default().add_security_scheme("desk_token", bearer);
    description
}

/// All routes of the API.
pub(crate) fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(list_tickets::list_tickets))
        .routes(routes!(claim_ticket::claim_ticket))
        .routes(routes!(show_ticket::show_ticket))
        .routes(routes!(show_document::show_document))
        .routes(routes!(report_stage::report_stage))
        .routes(routes!(put_text::put_text))
        .routes(routes!(answer_ticket::answer_ticket))
        .routes(routes!(transfer_ticket::transfer_ticket))
}
