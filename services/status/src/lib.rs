//! Tells applicants how far their ticket is: by its number and their NIK, and by nothing less.
//!
//! What it promises: a right lookup costs one round trip to the database; nobody finds a NIK or a number by trying, and
//! nobody who tries locks out an owner elsewhere (module `lookup`); what is refused does not tell which numbers exist;
//! no NIK, no question and no answer is ever logged. It only reads the view `status.tickets`, in which a number that
//! was just given out is found at once.

mod api;
mod config;
mod desk;
pub mod fuzzing;
mod jobs;
mod lookup;
mod measures;
pub mod operator;
mod pages;
mod store;
mod texts;

use anyhow::Context as _;
use axum::Extension;
use keys::Register;
use notices::Board;
use runtime::{Clock, Service};
use vault::Vault;

pub use config::Config;

use desk::Desk;
use lookup::Lookups;

/// Makes the service ready to run. The database does not have to be there yet.
///
/// # Errors
/// When a key of the vault is not usable, or a key is missing that data needs.
pub async fn start(config: Config, clock: Clock) -> anyhow::Result<Service> {
    measures::describe();
    let pool = database::connect_lazy(&config.database);
    let vault = Vault::new(&config.vault).context("reading the vault's keys")?;
    let register = Register::enter(&pool, &vault, "status", &clock).await?;
    let lookups = Lookups::new(pool.clone(), vault, clock.clone());
    let notices = Board::new(clock.clone());
    let desk = Desk::new(lookups, notices.clone(), clock.clone(), config.trusted_proxies, config.rate_per_minute);
    let routes = api::routes().split_for_parts().0.merge(pages::routes());
    let mut jobs = jobs::all(&pool, &clock);
    jobs.extend([notices.job("status.notices", pool.clone()), register.job()]);
    Ok(Service {
        name: "status",
        routes: web::layers(routes.with_state(desk)).layer(Extension(notices)),
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
