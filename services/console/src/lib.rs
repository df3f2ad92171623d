//! The officers' console: what officers, supervisors, administrators and auditors see and do.
//!
//! Work on tickets is `desk`'s; what only officers do (drafts and notes, many tickets at once, alike tickets, the
//! overview) is in `work`. Who may enter is `officers`'. What happened goes out through the outbox of the transaction
//! that made it true.

mod app;
mod config;
mod error;
pub mod fuzzing;
pub mod jobs;
mod measures;
pub mod operator;
mod pages;
mod store;
mod texts;
mod work;

pub use app::App;
pub use config::Config;

use axum::Router;
use keys::Register;
use runtime::{Clock, Service};

/// The service's name in settings, logs and metrics.
pub const NAME: &str = "console";

/// Puts the service together. Nothing has to be reachable yet: readiness says what is missing.
///
/// # Errors
/// When the configuration cannot work, such as keys that are none, or that lack one which data needs.
pub async fn start(config: Config, clock: Clock) -> anyhow::Result<Service> {
    measures::describe();
    let app = App::new(&config, clock)?;
    let desks = &app.desks;
    let register = Register::enter(&desks.pool, &desks.vault, NAME, &desks.clock).await?;
    let (mut jobs, mut probes) = jobs::all(&app, &config.amqp);
    jobs.push(register.job());
    probes.push(database::probe(desks.pool.clone()));
    probes.push(desks.documents.probe());
    Ok(Service { name: NAME, routes: routes(app), jobs, probes, listen: config.listen })
}

/// The pages, ready to serve.
pub fn routes(app: App) -> Router {
    web::layers(pages::routes::router(&app).with_state(app))
}

/// Method and path of every page, for tests that leave none out.
#[must_use]
pub fn pages() -> Vec<(http::Method, &'static str)> {
    pages::routes::list_all()
}
