//! What every endpoint and every job works with.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use desk::Desks;
use http::request::Parts;
use runtime::Clock;
use web::TrustedProxies;
use web::bearer::TokenCache;

use crate::Config;
use crate::store::tokens::Holder;

/// Desk tokens whose owners are remembered: more than there are officers' tools and partner agencies.
const REMEMBERED_TOKENS: usize = 1024;

/// The service's state. Cheap to clone; nothing in it connects before it is used. An endpoint takes it as `state`.
#[derive(Clone, Debug)]
pub struct State {
    pub(crate) desks: Desks,
    trusted_proxies: TrustedProxies,
    pub(crate) tokens: Arc<TokenCache<Holder>>,
}

impl State {
    /// The state for this configuration.
    ///
    /// # Errors
    /// When the vault's keys or the claim's time are not usable.
    pub fn new(config: &Config, clock: Clock) -> anyhow::Result<Self> {
        Ok(Self {
            tokens: Arc::new(TokenCache::new("desk", REMEMBERED_TOKENS, clock.clone())),
            desks: Desks::new(&config.desks, clock)?,
            trusted_proxies: config.trusted_proxies.clone(),
        })
    }
}

impl FromRequestParts<State> for State {
    type Rejection = Infallible;

    async fn from_request_parts(_parts: &mut Parts, state: &Self) -> Result<Self, Infallible> {
        Ok(state.clone())
    }
}

impl FromRef<State> for TrustedProxies {
    fn from_ref(state: &State) -> Self {
        state.trusted_proxies.clone()
    }
}
