//! Templates of answers: every officer of a desk uses them, its supervisors keep them.

mod keep;
mod list;
mod remove;
mod templates_page;

use super::routes::Routes;

/// Where they are.
pub(super) const PATH: &str = "/petugas/templat";

/// Adds all of it.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get(PATH, list::list).post(PATH, keep::keep).post("/petugas/templat/hapus", remove::remove)
}
