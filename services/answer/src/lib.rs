//! The desks' side of the broker and of partner agencies.
//!
//! Tickets arrive by queue and become cases ([`jobs`]). Partner agencies and officers' tools work on them over the JSON
//! API ([`routes`]) and by reports. `desk` does the work itself. Every transaction writes what happened to the outbox.
//! The service's role in the database reaches neither officers' accounts nor sessions.

mod api;
mod config;
pub mod fuzzing;
pub mod jobs;
mod measures;
pub mod operator;
mod problems;
mod state;
mod store;
mod texts;

pub use api::{openapi, practice};
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
    let (mut jobs, mut probes) = jobs::all(&state, &config.amqp, config.resend);
    jobs.push(register.job());
    probes.push(database::probe(desks.pool.clone()));
    probes.push(desks.documents.probe());
    Ok(Service { name: NAME, routes: routes(state), jobs, probes, listen: None })
}

/// The JSON API, ready to serve.
pub fn routes(state: State) -> Router {
    let (api, _) = api::router().split_for_parts();
    web::layers(api.with_state(state))
}
