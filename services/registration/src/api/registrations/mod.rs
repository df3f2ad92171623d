//! The registration of who is signed in, for programs: the steps, documents and end of the pages. Both ask the same
//! functions.

mod ask_stamping;
mod bearer;
mod begin;
mod end;
mod list_documents;
mod problems;
mod represented;
mod save_step;
mod show_card;
mod show_file;
mod show_registration;
mod sign_in_to_stamps;
mod top_up_stamps;
mod upload_document;
mod withdraw_stamping;

use axum::Json;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::State;

/// All of them.
pub(super) fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(begin::begin_registration))
        .routes(routes!(show_registration::show_registration))
        .routes(routes!(save_step::save_biodata))
        .routes(routes!(save_step::save_selection))
        .routes(routes!(save_step::save_formation))
        .routes(routes!(list_documents::list_documents))
        .routes(routes!(upload_document::upload_document))
        .routes(routes!(show_file::show_file))
        .routes(routes!(ask_stamping::ask_stamping))
        .routes(routes!(withdraw_stamping::withdraw_stamping))
        .routes(routes!(sign_in_to_stamps::sign_in_to_stamps))
        .routes(routes!(top_up_stamps::top_up_stamps))
        .routes(routes!(end::end_registration))
        .routes(routes!(show_card::show_registration_card))
}

/// An answer about one person, which nobody keeps on the way.
fn own(status: StatusCode, body: impl Serialize) -> Response {
    (status, [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(body)).into_response()
}
