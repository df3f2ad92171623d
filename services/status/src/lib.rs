//! Tells applicants how far their ticket is. They give its number and their NIK, and nothing less.
//!
//! What the service promises:
//! - a right lookup costs one round trip to the database;
//! - nobody finds a NIK or a number by trying, and nobody who tries locks out an owner elsewhere (module `tries`);
//! - a refusal does not tell which numbers exist;
//! - no log holds a NIK, a question or an answer.
//!
//! The service only reads the view `status.tickets`, which has a number as soon as somebody was given it.

mod api;
mod config;
pub mod fuzzing;
mod jobs;
mod lookup;
mod measures;
pub mod operator;
mod pages;
mod problems;
mod state;
mod store;
mod texts;
mod tries;

use anyhow::Context as _;
use axum::Extension;
use keys::Register;
use notices::Board;
use runtime::{Clock, Service};
use vault::Vault;

pub use config::Config;

use lookup::Lookups;
use state::State;

/// Makes the service ready to run. The database does not have to be there yet.
///
/// # Errors
/// When a key of the vault is not usable, or a key is missing that data needs.
pub async fn start(config: Config, clock: Clock) -> anyhow::Result<Service> {
    measures::describe();
    let pool = database::connect_lazy(&config.database);
    let vault = Vault::new(&config.vault).context("reading the vault's keys")?;
    let register = Register::enter(&pool, &vault, "status", &clock).await?;
    let workdays = workdays::Board::default();
    let lookups = Lookups::new(pool.clone(), vault, clock.clone(), workdays.clone());
    let notices = Board::new(clock.clone());
    let (contact, proxies) = (config.contact, config.trusted_proxies);
    let (letters, rate) = (config.sends_letters, config.rate_per_minute);
    let state = State::new(lookups, notices.clone(), clock.clone(), contact.clone(), letters, proxies, rate);
    let routes = api::routes().split_for_parts().0.merge(pages::routes());
    let mut jobs = jobs::all(&pool, &clock);
    let calendar = workdays.job("status.workdays", pool.clone());
    jobs.extend([notices.job("status.notices", pool.clone()), calendar, register.job()]);
    Ok(Service {
        name: "status",
        routes: web::layers(routes.with_state(state)).layer(Extension(notices)).layer(Extension(contact)),
        jobs,
        probes: vec![database::probe(pool)],
        listen: None,
    })
}

/// The description of all routes.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    api::routes().into_openapi()
}
