//! The pages of the registration, in both languages. The catalogue needs no account, and nothing needs JavaScript.

pub(crate) mod card;
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
use http::Method;
use uuid::Uuid;
use web::pages::Routes;

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
    web::pages::in_both_languages(web::pages::protected(all().router()))
}

/// Method and path of every page.
pub(crate) fn list_all() -> Vec<(Method, &'static str)> {
    all().list()
}

fn all() -> Routes<State> {
    let routes = Routes::new()
        .get(PATH, search::search)
        .get("/formasi/{id}", show::show)
        .post("/formasi/{id}/kelayakan", check::check)
        .get("/formasi/{id}/kelayakan", check::again);
    check_document::add(card::add(documents::add(steps::add(routes))))
}
