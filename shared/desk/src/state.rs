//! What the work on cases needs.

use std::sync::Arc;
use std::time::Duration;

use database::{DatabaseConfig, Pool, connect_lazy};
use documents::{Store, StoreConfig};
use jiff::{SignedDuration, Timestamp};
use queue::Wake;
use runtime::{Clock, Settings};
use vault::{Vault, VaultConfig};
use workdays::Calendar;

use crate::openings::{Opening, Openings, Sighting};

/// What a service that works on cases must be told.
#[derive(Clone, Debug)]
pub struct DesksConfig {
    /// `<SERVICE>_DATABASE_URL`, else `DATABASE_URL`.
    pub database: DatabaseConfig,
    /// Where documents lie, sealed.
    pub documents: StoreConfig,
    /// Keys that open tickets.
    pub vault: VaultConfig,
    /// `CLAIM_FOR`: how long a claim keeps others away.
    pub claim_for: Duration,
}

impl DesksConfig {
    /// Reads everything for the service of this name, and records what is wrong with it.
    pub fn read(settings: &mut Settings, service: &'static str) -> Self {
        Self {
            database: DatabaseConfig::read(settings, service),
            documents: StoreConfig::read(settings, service),
            vault: VaultConfig::read(settings),
            claim_for: settings.duration(
                "CLAIM_FOR",
                Duration::from_mins(30),
                "how long a ticket that an officer took is kept for that officer",
            ),
        }
    }
}

/// The desks, where cases are worked on. Cheap to clone; nothing in it connects before it is used.
#[derive(Clone)]
pub struct Desks {
    /// The database, with the rights of the service that works here.
    pub pool: Pool,
    /// Opens tickets.
    pub vault: Vault,
    /// Their documents.
    pub documents: Store,
    /// Wakes the relay: to be called after every commit that wrote to the outbox.
    pub relay_wake: Wake,
    /// The time, and new ids.
    pub clock: Clock,
    /// How long a claim keeps others away.
    pub claim_for: SignedDuration,
    /// When the office works.
    pub workdays: workdays::Board,
    /// Who has which document open.
    pub(crate) openings: Arc<Openings<Opening>>,
    /// Who opened which ticket.
    pub(crate) readings: Arc<Openings<Sighting>>,
    /// Who was shown which ticket in a list.
    pub(crate) sightings: Arc<Openings<Sighting>>,
}

impl Desks {
    /// The desks for this configuration.
    ///
    /// # Errors
    /// When the vault's keys or the claim's time are not usable.
    pub fn new(config: &DesksConfig, clock: Clock) -> anyhow::Result<Self> {
        Ok(Self {
            pool: connect_lazy(&config.database),
            vault: Vault::new(&config.vault)?,
            documents: Store::new(&config.documents),
            relay_wake: Wake::new(),
            clock,
            claim_for: SignedDuration::try_from(config.claim_for)?,
            workdays: workdays::Board::default(),
            openings: Arc::default(),
            readings: Arc::default(),
            sightings: Arc::default(),
        })
    }

    /// When the office works, as this process knows it.
    #[must_use]
    pub fn calendar(&self) -> Arc<Calendar> {
        self.workdays.calendar()
    }

    /// The current moment to the microsecond, as the database keeps it: what a response says now is what is read later.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now_stored()
    }
}

impl std::fmt::Debug for Desks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desks").field("claim_for", &self.claim_for).finish_non_exhaustive()
    }
}
