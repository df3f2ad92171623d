//! What every request and job of this service shares.

use captcha::SpentCaptchas;
use captcha::http::Captchas;
use database::{Pool, Schema};
use notices::Board;
use population::{Register, Unusable};
use runtime::Clock;
use vault::Vault;

use crate::config::Config;
use crate::drafts::Drafts;
use crate::identity::{Budget, Checks};
use crate::periods::Periods;
use crate::public::Public;

/// The service's state; one per process.
pub(crate) struct State {
    pub(crate) pool: Pool,
    pub(crate) vault: Vault,
    pub(crate) clock: Clock,
    /// When accounts can be made.
    pub(crate) periods: Periods,
    /// Whether identities are right.
    pub(crate) checks: Checks,
    pub(crate) drafts: Drafts,
    pub(crate) spent_captchas: SpentCaptchas,
    /// What the operator tells everybody.
    pub(crate) notices: Board,
    pub(crate) public: Public,
}

impl State {
    pub(crate) fn new(pool: Pool, vault: Vault, clock: Clock, config: Config) -> Result<Self, Unusable> {
        let patience = config.population.patience;
        let budget = Budget::new(pool.clone(), clock.clone(), config.checks);
        let register = Register::new(config.population)?;
        let captchas = Captchas::new(vault.clone(), clock.clone());
        let drafts_an_hour = config.public.drafts_an_hour.get();
        Ok(Self {
            periods: Periods::default(),
            checks: Checks::new(pool.clone(), clock.clone(), register, patience, budget),
            drafts: Drafts::new(pool.clone(), vault.clone(), clock.clone(), drafts_an_hour),
            spent_captchas: SpentCaptchas::new(pool.clone(), Schema::Accounts),
            notices: Board::new(clock.clone()),
            public: Public::new(config.public, captchas),
            pool,
            vault,
            clock,
        })
    }
}
