//! What every request and job of this service shares.

use documents::Store;
use notices::Board;
use queue::Wake;
use runtime::Clock;
use sqlx::PgPool;
use tokio::sync::Semaphore;
use vault::Vault;

use crate::Limits;
use crate::accept::Inspection;
use crate::api::{Channels, PublishedForms};
use crate::numbers::Numbers;
use crate::suggestions::Suggestions;

/// The service's state; one per process.
pub(crate) struct Intake {
    pub(crate) pool: PgPool,
    pub(crate) store: Store,
    pub(crate) vault: Vault,
    pub(crate) clock: Clock,
    pub(crate) wake: Wake,
    pub(crate) numbers: Numbers,
    pub(crate) inspection: Inspection,
    pub(crate) channels: Channels,
    pub(crate) forms: PublishedForms,
    /// What the operator tells everybody.
    pub(crate) notices: Board,
    pub(crate) suggestions: Suggestions,
    /// Places for submissions that are read and stored.
    pub(crate) places: Semaphore,
}

impl Intake {
    pub(crate) fn new(
        pool: PgPool,
        store: Store,
        vault: Vault,
        clock: Clock,
        wake: Wake,
        limits: Limits,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self {
            numbers: Numbers::new(pool.clone(), clock.clone()),
            inspection: Inspection::new(),
            channels: Channels::new(pool.clone(), clock.clone(), limits.channel_rate),
            forms: PublishedForms::of_catalogue()?,
            notices: Board::new(clock.clone()),
            suggestions: Suggestions::new(pool.clone(), clock.clone()),
            places: Semaphore::new(limits.submissions_at_once),
            pool,
            store,
            vault,
            clock,
            wake,
        })
    }
}
