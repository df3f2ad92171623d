//! Sends each accepted submission to the desk that can solve it.
//!
//! The router consumes `router.submissions`, decides by the rules in the database or else by the catalogue
//! ([`decide`]), and publishes to the desk's queue.
//!
//! What it promises: the router acknowledges a submission only after the broker has confirmed the desk's message and
//! the database has recorded the dispatch, in that order. After a crash in between, the router publishes the message
//! again under the same event id, which the desk recognises. So there is one dispatch per submission.

mod config;
mod decision;
mod jobs;
mod measures;
pub mod operator;
mod store;

pub use config::Config;
pub use decision::{Decision, Reason, Rule, decide};
pub use jobs::Route;
pub use store::{Dispatch, RuleBook};

use database::{Inbox, Schema};
use queue::Publisher;
use runtime::{Clock, Service};

/// Starts the service: no routes of its own, the jobs of `jobs`, ready while database and broker answer.
///
/// # Errors
/// None so far: what is away shows itself in the probes.
#[expect(clippy::unused_async, reason = "all services start the same way")]
pub async fn start(config: Config, clock: Clock) -> anyhow::Result<Service> {
    measures::describe();
    let pool = database::connect_lazy(&config.database);
    let inbox = Inbox::new(pool.clone(), Schema::Routing);
    let (publisher, publishing, publisher_probe) = Publisher::start(config.amqp.clone(), clock.clone());
    let route = Route::new(pool.clone(), publisher.clone(), clock);
    let (jobs, consumer_probe) = jobs::all(config.amqp, inbox, publisher, publishing, route);
    Ok(Service {
        name: "router",
        routes: axum::Router::new(),
        jobs,
        probes: vec![database::probe(pool), publisher_probe, consumer_probe],
        listen: None,
    })
}
