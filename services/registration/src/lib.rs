//! The registration of applicants: the catalogue of formations, which everybody can search, and the registrations of
//! those who are signed in, from the first step to the end.
//!
//! What the service promises:
//! - what somebody told in a step is kept whether it is right or not, and a second tab overwrites nothing of it;
//! - a registration is final when one transaction has found all of it right once more, at the server's own time;
//!   nothing of it changes afterwards;
//! - an import changes the catalogue whole or not at all, and tells everything that is wrong with a file;
//! - what somebody types to learn of the rules is neither stored nor logged, and stands in no address;
//! - ages are counted to the day, on the day in WIB at which the question arrives.

mod api;
pub mod cards;
mod catalogue;
mod config;
mod documents;
mod eligibility;
mod filling;
mod import;
mod jobs;
mod letters;
mod measures;
mod numbers;
mod opened;
pub mod operator;
mod pages;
mod problems;
mod registrations;
mod signer;
mod state;
mod steps;
mod store;
mod thk2;

use ::documents::Store;
use anyhow::Context as _;
use axum::Extension;
use keys::Register;
use queue::Publisher;
use runtime::{Clock, Service};
use vault::Vault;

pub use catalogue::{Formation, Selection};
pub use config::Config;
pub use numbers::{NoNumber, Numbers};

use state::State;

/// Makes the service ready to run. Neither the database nor the broker nor the object store has to be there yet.
///
/// # Errors
/// When a key of the vault is not usable, or a key is missing that data needs.
pub async fn start(config: Config, clock: Clock) -> anyhow::Result<Service> {
    measures::describe();
    let pool = database::connect_lazy(&config.database);
    let vault = Vault::new(&config.vault).context("reading the vault's keys")?;
    let keys = Register::enter(&pool, &vault, "registration", &clock).await?;
    let store = Store::new(&config.store);
    let store_probe = store.probe();
    let contact = config.contact.clone();
    // No probe of the broker: people register while it is away.
    let (publisher, connection, _probe) = Publisher::start(config.amqp.clone(), clock.clone());
    let state = State::new((pool.clone(), store), vault, clock, config)?;
    let mut jobs = jobs::all(&state, publisher);
    jobs.extend([connection, keys.job()]);
    let notices = Extension(state.notices.clone());
    let routes = api::routes().split_for_parts().0.merge(pages::routes());
    Ok(Service {
        name: "registration",
        routes: web::layers(routes.with_state(state)).layer(notices).layer(Extension(contact)),
        jobs,
        probes: vec![database::probe(pool), store_probe],
        listen: None,
    })
}

/// The description of all routes.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    api::routes().into_openapi()
}

/// Method and path of every page, for tests that leave none out.
#[must_use]
pub fn pages() -> Vec<(http::Method, &'static str)> {
    pages::list_all()
}
