//! How it goes, for supervisors: drawn on the server, so that it needs no script.

mod chart;
mod export;
mod show;

use super::routes::Routes;

/// Where it is.
pub(super) const PATH: &str = "/petugas/ringkasan";

/// Adds all of it.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get(PATH, show::show).get("/petugas/ringkasan/per-jam.csv", export::export)
}
