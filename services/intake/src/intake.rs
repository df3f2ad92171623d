//! What every request and job of this service shares.

use std::sync::Arc;
use std::time::Duration;

use captcha::SpentCaptchas;
use captcha::http::Captchas;
use database::{Pool, Schema};
use documents::Store;
use notices::Board;
use queue::Wake;
use runtime::Clock;
use tokio::sync::{Semaphore, SemaphorePermit};
use vault::Vault;
use web::Problem;

use crate::accept::Inspection;
use crate::api::{Channels, PublishedForms};
use crate::config::{Limits, PublicConfig};
use crate::drafts::Drafts;
use crate::faq::Faq;
use crate::numbers::Numbers;
use crate::periods::Periods;
use crate::problems;
use crate::public::Public;
use crate::suggestions::Suggestions;

/// One of so many places is kept for assisted channels.
const ONE_FOR_CHANNELS_OF: usize = 8;

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
    pub(crate) spent_captchas: SpentCaptchas,
    /// What the operator tells everybody.
    pub(crate) notices: Board,
    /// How long data is kept, as the operator set it.
    pub(crate) periods: Arc<Periods>,
    pub(crate) faq: Faq,
    pub(crate) public: Public,
    pub(crate) suggestions: Suggestions,
    /// What is kept of forms that were not accepted.
    pub(crate) drafts: Drafts,
    /// Places for submissions that are judged and stored.
    places: Semaphore,
    /// As many of them as people may take who come without a channel.
    places_for_people: Semaphore,
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
            spent_captchas: SpentCaptchas::new(pool.clone(), Schema::Intake),
            notices: Board::new(clock.clone()),
            periods: Arc::default(),
            faq: Faq::read()?,
            public: Public::new(public, clock.clone()),
            suggestions: Suggestions::new(pool.clone(), clock.clone()),
            drafts: Drafts::new(),
            places: Semaphore::new(limits.submissions_at_once),
            places_for_people: Semaphore::new(
                limits.submissions_at_once - limits.submissions_at_once / ONE_FOR_CHANNELS_OF,
            ),
            pool,
            store,
            vault,
            clock,
            wake,
        })
    }

    /// A place among the submissions that are judged and stored at the same moment. Taken when the whole of one is
    /// here: whoever sends slowly keeps nobody else waiting.
    ///
    /// # Errors
    /// 503 when none becomes free shortly.
    pub(crate) async fn place(&self) -> Result<SemaphorePermit<'_>, Problem> {
        among(&self.places).await
    }

    /// The same for a person who comes without a channel; some places are never theirs.
    ///
    /// # Errors
    /// 503 when none becomes free shortly.
    pub(crate) async fn place_for_person(&self) -> Result<[SemaphorePermit<'_>; 2], Problem> {
        Ok([among(&self.places_for_people).await?, among(&self.places).await?])
    }
}

async fn among(places: &Semaphore) -> Result<SemaphorePermit<'_>, Problem> {
    match tokio::time::timeout(WAIT_FOR_A_PLACE, places.acquire()).await {
        Ok(Ok(place)) => Ok(place),
        Ok(Err(_)) | Err(_) => Err(problems::busy()),
    }
}
