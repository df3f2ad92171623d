//! The pages of the registration, in both languages. The catalogue needs no account, and nothing needs JavaScript.

mod card;
mod check;
mod check_document;
pub(crate) mod documents;
pub(crate) mod entrance;
mod formation_page;
pub(crate) mod frame;
mod search;
mod show;
pub(crate) mod steps;

use axum::Router;
use axum::routing::{get, post};
use uuid::Uuid;

use crate::state::State;

/// Address of the search.
pub(crate) const PATH: &str = "/formasi";

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
        .route("/formasi/{id}/kelayakan", post(check::check).get(check::again))
        .merge(steps::routes())
        .merge(documents::routes())
        .merge(card::routes())
        .merge(check_document::routes());
    web::pages::in_both_languages(web::pages::protected(pages))
}
