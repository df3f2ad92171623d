//! Accepts submissions: checks everything, seals it, stores it, and only then gives out a ticket number.
//!
//! The commit of one PostgreSQL statement is the promise that a ticket exists. The documents are in the object store
//! before it. The message to the router is in the same statement; a relay carries it to the broker, so the service
//! accepts submissions while the broker is away. A refused submission leaves nothing behind, except objects that the
//! sweep removes a day later.

mod accept;
mod api;
mod channels;
mod config;
mod drafts;
mod faq;
pub mod fuzzing;
mod game_day;
mod inspected;
mod jobs;
mod load;
mod measures;
mod names;
mod numbers;
pub mod operator;
mod pages;
mod periods;
mod places;
mod problems;
mod public;
mod published_forms;
mod reception;
mod refusal;
mod state;
mod store;
mod suggestions;
mod texts;
mod versioned;

use std::sync::Arc;

use anyhow::Context;
use axum::Extension;
use axum::middleware::from_fn_with_state;
use documents::Store;
use keys::Register;
use queue::{Publisher, Wake};
use runtime::{Clock, Service};
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use vault::Vault;
use web::WaitingRoom;

pub use config::{Config, FilingLimits, Limits, Offers, PublicConfig};
pub use jobs::{list_unrouted, send_unrouted, sweep_drafts_once, sweep_once};
pub use numbers::NumberPermutation;

use state::State;

/// Makes the service ready to run. Neither PostgreSQL nor the object store nor the broker has to be there yet.
///
/// # Errors
/// When a key of the vault is not usable, or a key is missing that data needs.
pub async fn start(config: Config, clock: Clock) -> anyhow::Result<Service> {
    measures::describe();
    let pool = database::connect_lazy(&config.database);
    let store = Store::new(&config.store);
    let vault = Vault::new(&config.vault).context("reading the vault's keys")?;
    let register = Register::enter(&pool, &vault, "intake", &clock).await?;
    // No probe of the broker: the service accepts submissions while the broker is away.
    let (publisher, connection, _probe) = Publisher::start(config.amqp, clock.clone());
    let waiting_room = WaitingRoom::maybe(config.public.newcomers_per_second, &vault, &clock);
    let allows_game_days = config.public.allow_game_days;
    if allows_game_days {
        tracing::warn!("ALLOW_GAMEDAY: this installation takes invented submissions of a game day");
    }
    let state =
        Arc::new(State::new(pool.clone(), store.clone(), vault, clock, Wake::new(), config.limits, config.public)?);
    let mut jobs = jobs::all(&state, publisher, config.resend);
    jobs.extend([connection, register.job()]);
    let notices = Extension(state.notices.clone());
    let contact = Extension(state.public.contact.clone());
    let routes = api::routes().split_for_parts().0.merge(pages::routes(waiting_room)).with_state(state);
    let routes = routes.layer(from_fn_with_state(allows_game_days, game_day::admit));
    Ok(Service {
        name: "intake",
        routes: web::layers(routes).layer(notices).layer(contact),
        jobs,
        probes: vec![database::probe(pool), store.probe()],
        listen: None,
    })
}

/// The description of all routes.
#[must_use]
pub fn openapi() -> OpenApi {
    let mut description = api::routes().into_openapi();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    description.components.get_or_insert_default().add_security_scheme("channel_token", bearer);
    description
}
