//! The registration of applicants. Its first part is the catalogue of formations: everybody can search it, and learn
//! whether a formation's rules hold for the own age, education and grades.
//!
//! What the service promises:
//! - an import changes the catalogue whole or not at all, and tells everything that is wrong with a file;
//! - what somebody types to learn of the rules is neither stored nor logged, and stands in no address;
//! - ages are counted to the day, on the day in WIB at which the question arrives.

mod api;
mod catalogue;
mod config;
mod eligibility;
mod import;
mod measures;
pub mod operator;
mod pages;
mod problems;
mod state;
mod store;

use axum::Extension;
use notices::Board;
use runtime::{Clock, Service};

pub use catalogue::{Formation, Selection};
pub use config::Config;

use state::State;

/// Makes the service ready to run. The database does not have to be there yet.
#[must_use]
pub fn start(config: Config, clock: Clock) -> Service {
    measures::describe();
    let pool = database::connect_lazy(&config.database);
    let notices = Board::new(clock.clone());
    let contact = config.contact.clone();
    let state = State::new(pool.clone(), notices.clone(), clock, config);
    let routes = api::routes().split_for_parts().0.merge(pages::routes());
    Service {
        name: "registration",
        routes: web::layers(routes.with_state(state)).layer(Extension(notices.clone())).layer(Extension(contact)),
        jobs: vec![notices.job("registration.notices", pool.clone())],
        probes: vec![database::probe(pool)],
        listen: None,
    }
}

/// The description of all routes.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    api::routes().into_openapi()
}
