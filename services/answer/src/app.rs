//! What every endpoint and every job works with.

use std::sync::Arc;

use axum::extract::FromRef;
use database::{Pool, connect_lazy};
use documents::Store;
use jiff::{SignedDuration, Timestamp};
use officers::Officers;
use queue::Wake;
use renditions::Renditions;
use runtime::Clock;
use vault::Vault;
use web::bearer::TokenCache;
use web::{Site, TrustedProxies};

use crate::Config;
use crate::caller::Caller;
use crate::pages::Knocks;
use crate::work::{Opening, Openings, Sighting};

/// Desk tokens whose owners are remembered: more than there are officers' tools and partner agencies.
const REMEMBERED_TOKENS: usize = 1024;

/// The service's state. Cheap to clone; nothing in it connects before it is used.
#[derive(Clone)]
pub struct App {
    pub(crate) pool: Pool,
    pub(crate) vault: Vault,
    pub(crate) documents: Store,
    /// Draws their pages.
    pub(crate) renditions: Renditions,
    /// Who has which document open.
    pub(crate) openings: Arc<Openings<Opening>>,
    /// Who was shown which ticket in a list.
    pub(crate) sightings: Arc<Openings<Sighting>>,
    pub(crate) officers: Officers,
    /// The address that officers find the console at.
    pub(crate) site: Site,
    /// How often networks send the forms before signing in.
    pub(crate) knocks: Arc<Knocks>,
    trusted_proxies: TrustedProxies,
    pub(crate) tokens: Arc<TokenCache<Caller>>,
    /// Told after every commit that wrote to the outbox.
    pub(crate) relay_wake: Wake,
    pub(crate) clock: Clock,
    pub(crate) claim_for: SignedDuration,
}

impl App {
    /// The state for this configuration.
    ///
    /// # Errors
    /// When the vault's keys or the claim's time are not usable.
    pub fn new(config: &Config, clock: Clock) -> anyhow::Result<Self> {
        let (pool, vault) = (connect_lazy(&config.database), Vault::new(&config.vault)?);
        Ok(Self {
            officers: Officers::new(pool.clone(), vault.clone(), clock.clone(), config.sessions),
            pool,
            vault,
            site: config.site.clone(),
            knocks: Arc::new(Knocks::new()),
            trusted_proxies: config.trusted_proxies.clone(),
            documents: Store::new(&config.documents),
            renditions: Renditions::new(&config.renditions),
            openings: Arc::default(),
            sightings: Arc::default(),
            tokens: Arc::new(TokenCache::new(REMEMBERED_TOKENS, clock.clone())),
            relay_wake: Wake::new(),
            clock,
            claim_for: SignedDuration::try_from(config.claim_for)?,
        })
    }

    /// The current moment to the microsecond, as the database keeps it: what a response says now is what is read later.
    pub(crate) fn now(&self) -> Timestamp {
        let now = self.clock.now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
}

impl FromRef<App> for TrustedProxies {
    fn from_ref(app: &App) -> Self {
        app.trusted_proxies.clone()
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("claim_for", &self.claim_for).finish_non_exhaustive()
    }
}
