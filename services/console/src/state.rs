//! What every page and every job works with.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use desk::{Caller, Desks, Roles};
use http::request::Parts;
use jiff::{SignedDuration, Timestamp};
use officers::{Officer, Officers, Role};
use renditions::Renditions;
use runtime::Clock;
use web::{Site, TrustedProxies};

use crate::Config;
use crate::live::Live;
use crate::sign_in_limits::SignInLimits;

/// The service's state. Cheap to clone; nothing in it connects before it is used. A page takes it as `state`.
#[derive(Clone, Debug)]
pub struct State {
    pub(crate) desks: Desks,
    pub(crate) officers: Officers,
    /// Draws pages of documents.
    pub(crate) renditions: Renditions,
    /// The address that officers find the console at.
    pub(crate) site: Site,
    /// How often networks send the forms before signing in.
    pub(crate) sign_in_limits: Arc<SignInLimits>,
    /// Pages that are open and told what there is.
    pub(crate) live: Live,
    /// A session that is not used this long is over.
    pub(crate) idle: SignedDuration,
    /// With less working time before its deadline a ticket is about to be late.
    pub(crate) escalate_before: SignedDuration,
    trusted_proxies: TrustedProxies,
}

impl State {
    /// The state for this configuration.
    ///
    /// # Errors
    /// When the vault's keys or the claim's time are not usable.
    pub fn new(config: &Config, clock: Clock) -> anyhow::Result<Self> {
        let desks = Desks::new(&config.desks, clock.clone())?;
        Ok(Self {
            officers: Officers::new(desks.pool.clone(), desks.vault.clone(), clock, config.sessions),
            renditions: Renditions::new(&config.renditions),
            desks,
            site: config.site.clone(),
            sign_in_limits: Arc::new(SignInLimits::new()),
            live: Live::new(),
            idle: config.sessions.idle,
            escalate_before: SignedDuration::try_from(config.escalate_before)?,
            trusted_proxies: config.trusted_proxies.clone(),
        })
    }

    /// The current moment to the microsecond, as the database keeps it.
    pub(crate) fn now(&self) -> Timestamp {
        self.desks.now()
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

/// The officer as somebody who works at desks.
pub(crate) fn caller(officer: &Officer) -> Caller {
    let roles = Roles { works_on_tickets: officer.works_on_tickets(), supervises: officer.has(Role::Supervisor) };
    Caller::officer(officer.id, officer.desks.clone(), roles)
}
