//! Templates of answers: every officer of a desk uses them, its supervisors keep them.

mod keep;
mod list;
mod remove;
mod templates_page;

use axum::Router;
use axum::routing::{get, post};

use crate::App;

/// Where they are.
pub(super) const PATH: &str = "/petugas/templat";

/// All of it.
pub(super) fn routes() -> Router<App> {
    Router::new().route(PATH, get(list::list).post(keep::keep)).route("/petugas/templat/hapus", post(remove::remove))
}
