//! The officers' console: what officers, supervisors, administrators and auditors see and do.
//!
//! `desk` does the work on tickets. `work` does what only officers do: drafts and notes, many tickets at once, clusters
//! of tickets, the overview. `officers` says who may enter. Every transaction writes what happened to the outbox.

mod config;
mod done;
pub mod fuzzing;
pub mod jobs;
mod live;
mod measures;
pub mod operator;
mod pages;
mod problems;
mod sign_in_limits;
mod state;
mod store;
mod texts;
mod urgency;
mod work;

pub use config::{Config, NAME};
pub use state::State;

use axum::Router;
use keys::Register;
use runtime::{Clock, Service};

/// Puts the service together. Nothing has to be reachable yet: readiness says what is missing.
///
/// # Errors
/// When the configuration cannot work, such as keys that are none, or that lack one which data needs.
pub async fn start(config: Config, clock: Clock) -> anyhow::Result<Service> {
    measures::describe();
    let state = State::new(&config, clock)?;
    let desks = &state.desks;
    let register = Register::enter(&desks.pool, &desks.vault, NAME, &desks.clock).await?;
    let (mut jobs, mut probes) = jobs::all(&state, &config.amqp);
    jobs.push(register.job());
    probes.push(database::probe(desks.pool.clone()));
    probes.push(desks.documents.probe());
    Ok(Service { name: NAME, routes: routes(state), jobs, probes, listen: config.listen })
}

/// The pages, ready to serve.
pub fn routes(state: State) -> Router {
    web::layers(pages::routes::router(&state).with_state(state))
}

/// Method and path of every page, for tests that leave none out.
#[must_use]
pub fn pages() -> Vec<(http::Method, &'static str)> {
    pages::routes::list_all()
}
