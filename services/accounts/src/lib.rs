//! Accounts of applicants. An account belongs to one person and one period; it is the way into the registration.
//!
//! What the service promises:
//! - an identity is checked against the population register, and the same identity is asked about once;
//! - a register that is away stops nobody: the identity is checked later;
//! - nothing tells which value of an identity is wrong, nor whether a NIK is in use, before all values are right;
//! - nobody learns from signing in whether a NIK has an account, and nobody is locked out of the own one;
//! - what somebody has told before the account is made claims nothing, and is forgotten within a day.
//!
//! Pages are drawn from the clock and from what this process last knew of periods. They open while the database is
//! away.

mod access;
mod addresses;
mod api;
mod approved;
mod card;
mod codes;
mod complaints;
mod config;
mod corrections;
mod drafts;
mod files;
mod identity;
mod jobs;
mod letters;
mod making;
mod measures;
pub mod operator;
mod pages;
mod periods;
mod public;
#[cfg(test)]
mod siti;
mod state;
mod store;
mod uploaded;

use std::sync::Arc;

use anyhow::Context as _;
use axum::Extension;
use documents::Store;
use keys::Register;
use queue::Publisher;
use runtime::{Clock, Service};
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use vault::Vault;
use web::WaitingRoom;

pub use complaints::remove_next as remove_next_account;
pub use config::Config;

use state::State;

/// Makes the service ready to run. Neither the database nor the broker nor the population register has to be there yet.
///
/// # Errors
/// When a setting or a key of the vault is not usable, or a key is missing that data needs.
pub async fn start(config: Config, clock: Clock) -> anyhow::Result<Service> {
    measures::describe();
    let pool = database::connect_lazy(&config.database);
    let vault = Vault::new(&config.vault).context("reading the vault's keys")?;
    let keys = Register::enter(&pool, &vault, "accounts", &clock).await?;
    let contact = config.public.contact.clone();
    let store = Store::new(&config.store);
    let store_probe = store.probe();
    // No probe of the broker: people make accounts and sign in while it is away.
    let (publisher, connection, _probe) = Publisher::start(config.amqp.clone(), clock.clone());
    let amqp = config.amqp.clone();
    let waiting_room = WaitingRoom::maybe(config.public.newcomers_per_second, &vault, &clock);
    let state = Arc::new(State::new((pool.clone(), store), vault, clock, config)?);
    let mut jobs = jobs::all(&state, &amqp, publisher);
    jobs.extend([connection, keys.job()]);
    let notices = Extension(state.notices.clone());
    let routes = api::routes().split_for_parts().0.merge(pages::routes(waiting_room)).with_state(state);
    Ok(Service {
        name: "accounts",
        routes: web::layers(routes).layer(notices).layer(Extension(contact)),
        jobs,
        probes: vec![database::probe(pool), store_probe],
        listen: None,
    })
}

/// The description of all routes.
#[must_use]
pub fn openapi() -> OpenApi {
    let mut description = api::routes().into_openapi();
    let components = description.components.get_or_insert_default();
    for token in ["account_draft_token", "account_session_token"] {
        components.add_security_scheme(token, SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
    description
}
