//! How it goes, for supervisors: drawn on the server, so that it needs no script.

mod chart;
mod export;
mod show;

use axum::Router;
use axum::routing::get;

use crate::App;

/// Where it is.
pub(super) const PATH: &str = "/petugas/ringkasan";

/// All of it.
pub(super) fn routes() -> Router<App> {
    Router::new().route(PATH, get(show::show)).route("/petugas/ringkasan/per-jam.csv", get(export::export))
}
