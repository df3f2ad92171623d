//! What every request and job of this service shares.

use std::time::Duration;

use database::Pool;
use documents::Store;
use notices::Board;
use queue::Wake;
use runtime::Clock;
use tokio::sync::{Semaphore, SemaphorePermit};
use vault::Vault;
use web::Problem;

use crate::accept::Inspection;
use crate::api::{Channels, PublishedForms};
use crate::captcha::Captchas;
use crate::config::{Limits, PublicConfig};
use crate::faq::Faq;
use crate::numbers::Numbers;
use crate::problems;
use crate::public::Public;
use crate::suggestions::Suggestions;

/// Forms that are given back at the same moment; whoever sends many more forms than allowed holds no more memory than this.
const GIVEN_BACK_AT_ONCE: usize = 16;

/// How long a request waits for a place before it is told that the service is busy.
const WAIT_FOR_A_PLACE: Duration = Duration::from_millis(500);

/// The service's state; one per process.
pub(crate) struct Intake {
    pub(crate) pool: Pool,
    pub(crate) store: Store,
    pub(crate) vault: Vault,
    pub(crate) clock: Clock,
    pub(crate) wake: Wake,
    pub(crate) numbers: Numbers,
    pub(crate) inspection: Inspection,
    pub(crate) channels: Channels,
    pub(crate) forms: PublishedForms,
    pub(crate) captchas: Captchas,
    /// What the operator tells everybody.
    pub(crate) notices: Board,
    pub(crate) faq: Faq,
    pub(crate) public: Public,
    pub(crate) suggestions: Suggestions,
    /// Places for submissions that are read and stored.
    places: Semaphore,
    /// Places for forms of those who send too many: they are read only to be given back.
    pub(crate) places_to_give_back: Semaphore,
}

impl Intake {
    pub(crate) fn new(
        pool: Pool,
        store: Store,
        vault: Vault,
        clock: Clock,
        wake: Wake,
        limits: Limits,
        public: PublicConfig,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            numbers: Numbers::new(pool.clone(), &vault, clock.clone()),
            inspection: Inspection::new(),
            channels: Channels::new(pool.clone(), clock.clone(), limits.channel_rate),
            forms: PublishedForms::of_catalogue()?,
            captchas: Captchas::new(vault.clone(), clock.clone()),
            notices: Board::new(clock.clone()),
            faq: Faq::read()?,
            public: Public::new(public),
            suggestions: Suggestions::new(pool.clone(), clock.clone()),
            places: Semaphore::new(limits.submissions_at_once),
            places_to_give_back: Semaphore::new(GIVEN_BACK_AT_ONCE),
            pool,
            store,
            vault,
            clock,
            wake,
        })
    }

    /// A place among the submissions that are read and stored at the same moment: bounds the memory they hold.
    ///
    /// # Errors
    /// 503 when none becomes free shortly.
    pub(crate) async fn place(&self) -> Result<SemaphorePermit<'_>, Problem> {
        match tokio::time::timeout(WAIT_FOR_A_PLACE, self.places.acquire()).await {
            Ok(Ok(place)) => Ok(place),
            Ok(Err(_)) | Err(_) => Err(problems::busy()),
        }
    }
}
