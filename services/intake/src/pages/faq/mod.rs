//! The FAQ's pages: the same for everybody, and served without any server behind.

mod addresses;
mod home;
mod kind;
mod topic;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::Intake;

/// The entry of the navigation that these pages belong to.
const SECTION: &str = "faq";

/// The pages of the FAQ.
pub(super) fn routes() -> Router<Arc<Intake>> {
    Router::new().route("/faq", get(home::show)).route("/faq/{kind}", get(kind::show)).route("/faq/{kind}/{topic}", get(topic::show))
}
