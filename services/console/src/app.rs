//! What every page and every job works with.

use std::sync::Arc;

use axum::extract::FromRef;
use desk::{Caller, Desks, Roles};
use jiff::Timestamp;
use officers::{Officer, Officers, Role};
use renditions::Renditions;
use runtime::Clock;
use web::{Site, TrustedProxies};

use crate::Config;
use crate::pages::Knocks;

/// The service's state. Cheap to clone; nothing in it connects before it is used.
#[derive(Clone, Debug)]
pub struct App {
    pub(crate) desks: Desks,
    pub(crate) officers: Officers,
    /// Draws pages of documents.
    pub(crate) renditions: Renditions,
    /// The address that officers find the console at.
    pub(crate) site: Site,
    /// How often networks send the forms before signing in.
    pub(crate) knocks: Arc<Knocks>,
    trusted_proxies: TrustedProxies,
}

impl App {
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
            knocks: Arc::new(Knocks::new()),
            trusted_proxies: config.trusted_proxies.clone(),
        })
    }

    /// The current moment to the microsecond, as the database keeps it.
    pub(crate) fn now(&self) -> Timestamp {
        self.desks.now()
    }
}

impl FromRef<App> for TrustedProxies {
    fn from_ref(app: &App) -> Self {
        app.trusted_proxies.clone()
    }
}

/// The officer as somebody who works at desks.
pub(crate) fn caller(officer: &Officer) -> Caller {
    let roles = Roles { works_on_tickets: officer.works_on_tickets(), supervises: officer.has(Role::Supervisor) };
    Caller::officer(officer.id, officer.desks.clone(), roles)
}
