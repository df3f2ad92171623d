//! The catalogue for people. Its pages need neither an account nor JavaScript.

mod check;
mod formation_page;
mod search;
mod show;

use axum::Router;
use axum::routing::{get, post};
use uuid::Uuid;

use crate::state::State;

/// Address of the search.
const PATH: &str = "/formasi";

/// A formation's page in the language that is being spoken.
fn formation_path(id: Uuid) -> String {
    language::path(&format!("{PATH}/{id}")).into_owned()
}

/// Where it sends what is typed to check its rules. Never an address: it is personal.
fn check_path(id: Uuid) -> String {
    format!("{}/kelayakan", formation_path(id))
}

/// All pages.
pub(crate) fn routes() -> Router<State> {
    let pages = Router::new()
        .route(PATH, get(search::search))
        .route("/formasi/{id}", get(show::show))
        .route("/formasi/{id}/kelayakan", post(check::check).get(check::again));
    web::pages::in_both_languages(web::pages::protected(pages))
}
