//! What every request and job of this service shares.

use std::sync::Arc;

use captcha::SpentCaptchas;
use captcha::http::Captchas;
use database::{Pool, Schema};
use documents::Store;
use notices::Board;
use queue::Wake;
use runtime::Clock;
use uploads::Inspection;
use vault::Vault;
use web::pages::Stencils;

use crate::channels::Channels;
use crate::config::{Limits, PublicConfig};
use crate::drafts::Drafts;
use crate::faq::{Board as FaqBoard, MissedSearches};
use crate::numbers::Numbers;
use crate::periods::Periods;
use crate::places::Places;
use crate::public::Public;
use crate::published_forms::PublishedForms;
use crate::suggestions::Suggestions;

/// The service's state; one per process.
pub(crate) struct State {
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
    /// When the office works.
    pub(crate) workdays: workdays::Board,
    /// How long data is kept, as the operator set it.
    pub(crate) periods: Arc<Periods>,
    /// The questions that are asked often.
    pub(crate) faq: FaqBoard,
    /// What people searched for there in vain.
    pub(crate) missed_searches: MissedSearches,
    pub(crate) public: Public,
    pub(crate) suggestions: Suggestions,
    /// What is kept of forms that were not accepted.
    pub(crate) drafts: Drafts,
    /// For submissions that are judged and stored.
    pub(crate) places: Places,
    /// Pages that hardly change from one answer to the next.
    pub(crate) stencils: Stencils,
}

impl State {
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
            inspection: Inspection::default(),
            channels: Channels::new(pool.clone(), clock.clone(), limits.channel_rate),
            forms: PublishedForms::of_catalogue(public.offers.notices)?,
            captchas: Captchas::new(vault.clone(), clock.clone()),
            spent_captchas: SpentCaptchas::new(pool.clone(), Schema::Intake),
            notices: Board::new(clock.clone()),
            workdays: workdays::Board::default(),
            periods: Arc::default(),
            faq: FaqBoard::new()?,
            missed_searches: MissedSearches::new(vault.clone()),
            suggestions: Suggestions::new(pool.clone(), clock.clone()),
            drafts: Drafts::new(store.clone(), vault.clone(), clock.clone(), public.filing_limits.an_hour),
            public: Public::new(public, clock.clone()),
            places: Places::new(limits.submissions_at_once),
            stencils: Stencils::default(),
            pool,
            store,
            vault,
            clock,
            wake,
        })
    }
}
