//! What every endpoint and every job works with.

use std::sync::Arc;

use axum::extract::FromRef;
use desk::{Caller, Desks};
use runtime::Clock;
use web::TrustedProxies;
use web::bearer::TokenCache;

use crate::Config;

/// Desk tokens whose owners are remembered: more than there are officers' tools and partner agencies.
const REMEMBERED_TOKENS: usize = 1024;

/// The service's state. Cheap to clone; nothing in it connects before it is used.
#[derive(Clone, Debug)]
pub struct App {
    pub(crate) desks: Desks,
    trusted_proxies: TrustedProxies,
    pub(crate) tokens: Arc<TokenCache<Caller>>,
}

impl App {
    /// The state for this configuration.
    ///
    /// # Errors
    /// When the vault's keys or the claim's time are not usable.
    pub fn new(config: &Config, clock: Clock) -> anyhow::Result<Self> {
        Ok(Self {
            tokens: Arc::new(TokenCache::new(REMEMBERED_TOKENS, clock.clone())),
            desks: Desks::new(&config.desks, clock)?,
            trusted_proxies: config.trusted_proxies.clone(),
        })
    }
}

impl FromRef<App> for TrustedProxies {
    fn from_ref(app: &App) -> Self {
        app.trusted_proxies.clone()
    }
}
