//! The pages for people: every HTML route of the service.

mod faq;

use std::sync::Arc;

use axum::Router;

use crate::Intake;

/// All pages.
pub(crate) fn routes() -> Router<Arc<Intake>> {
    web::pages::protected(faq::routes())
}
