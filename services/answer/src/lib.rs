//! The desks' side of the broker and of partner agencies.
//!
//! Tickets arrive by queue and become cases ([`jobs`]); partner agencies and officers' tools work on them over the JSON
//! API ([`routes`]) and by reports. The work itself is `desk`'s. What happened goes out through the outbox of the
//! transaction that made it true. The service's role in the database reaches neither officers' accounts nor sessions.

mod api;
mod app;
mod config;
pub mod fuzzing;
pub mod jobs;
mod measures;
pub mod operator;
mod store;
mod texts;

pub use api::{openapi, practice};
pub use app::App;
pub use config::Config;

use axum::Router;
use keys::Register;
use runtime::{Clock, Service};

/// The service's name in settings, logs and metrics.
pub const NAME: &str = "answer";

/// Puts the service together. Nothing has to be reachable yet: readiness says what is missing.
///
/// # Errors
/// When the configuration cannot work, such as keys that are none, or that lack one which data needs.
pub async fn start(config: Config, clock: Clock) -> anyhow::Result<Service> {
    measures::describe();
    let app = App::new(&config, clock)?;
    let desks = &app.desks;
    let register = Register::enter(&desks.pool, &desks.vault, NAME, &desks.clock).await?;
    let (mut jobs, mut probes) = jobs::all(&app, &config.amqp, config.resend);
    jobs.push(register.job());
    probes.push(database::probe(desks.pool.clone()));
    probes.push(desks.documents.probe());
    Ok(Service { name: NAME, routes: routes(app), jobs, probes, listen: None })
}

/// The JSON API, ready to serve.
pub fn routes(app: App) -> Router {
    let (api, _) = api::router().split_for_parts();
    web::layers(api.with_state(app))
}
