//! The desks: where tickets are received, worked on and answered.
//!
//! Tickets arrive by queue and become cases ([`jobs`]); officers work on them in the console, their tools and partner
//! agencies over the JSON API ([`routes`]). Every read of personal data leaves an entry in the audit log first; a
//! ticket is answered once, by constraint; what happened goes out through the outbox of the transaction that made it
//! true.

mod api;
mod app;
mod caller;
mod config;
mod cursor;
mod events;
pub mod fuzzing;
pub mod jobs;
mod measures;
pub mod operator;
mod pages;
mod store;
mod texts;
mod work;

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
    let register = Register::enter(&app.pool, &app.vault, NAME, &app.clock).await?;
    let (mut jobs, mut probes) = jobs::all(&app, &config.amqp, config.resend);
    jobs.push(register.job());
    probes.push(database::probe(app.pool.clone()));
    probes.push(app.documents.probe());
    Ok(Service { name: NAME, routes: routes(app), jobs, probes })
}

/// The JSON API and the console, ready to serve.
pub fn routes(app: App) -> Router {
    let (api, _) = api::router().split_for_parts();
    web::layers(api.merge(pages::routes::router(&app)).with_state(app))
}

/// Method and path of every page of the console, for tests that leave none out.
#[must_use]
pub fn console() -> Vec<(http::Method, &'static str)> {
    pages::routes::list_all()
}
