//! What every request and job of this service shares.

use std::thread::available_parallelism;

use captcha::SpentCaptchas;
use captcha::http::Captchas;
use credentials::Hasher;
use credentials::questions::Answers;
use database::{Pool, Schema};
use documents::Store;
use notices::Board;
use population::{Register, Unusable};
use runtime::Clock;
use tokio::sync::Semaphore;
use uploads::Inspection;
use vault::Vault;

use crate::access::{self, Access};
use crate::approved::Approved;
use crate::config::Config;
use crate::drafts::Drafts;
use crate::files::Files;
use crate::identity::{Budget, Checks};
use crate::making::Making;
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
    /// What people upload.
    pub(crate) files: Files,
    pub(crate) making: Making,
    /// What desks approved.
    pub(crate) approved: Approved,
    /// Looks into what people upload.
    pub(crate) inspection: Inspection,
    /// Cards that are drawn at once: one on each processor.
    pub(crate) cards: Semaphore,
    /// Passwords.
    pub(crate) hasher: Hasher,
    /// Answers to security questions.
    pub(crate) answers: Answers,
    /// Who may use an account.
    pub(crate) access: Access,
    pub(crate) spent_captchas: SpentCaptchas,
    /// What the operator tells everybody.
    pub(crate) notices: Board,
    pub(crate) public: Public,
}

impl State {
    pub(crate) fn new(
        (pool, store): (Pool, Store),
        vault: Vault,
        clock: Clock,
        config: Config,
    ) -> Result<Self, Unusable> {
        let patience = config.population.patience;
        let budget = Budget::new(pool.clone(), clock.clone(), config.checks);
        let register = Register::new(config.population)?;
        let hasher = access::hasher(config.passwords);
        let captchas = Captchas::new(vault.clone(), clock.clone());
        let drafts_an_hour = config.public.drafts_an_hour.get();
        Ok(Self {
            periods: Periods::default(),
            checks: Checks::new(pool.clone(), clock.clone(), register, patience, budget),
            drafts: Drafts::new(pool.clone(), vault.clone(), clock.clone(), drafts_an_hour),
            files: Files::new(pool.clone(), clock.clone(), store),
            approved: Approved::new(
                pool.clone(),
                vault.clone(),
                clock.clone(),
                Answers::new(hasher.clone(), vault.clone()),
                config.public.texts,
            ),
            making: Making::new(pool.clone(), vault.clone(), clock.clone()),
            inspection: Inspection::default(),
            cards: Semaphore::new(processors()),
            answers: Answers::new(hasher.clone(), vault.clone()),
            access: Access::new(pool.clone(), vault.clone(), clock.clone(), hasher.clone()),
            hasher,
            spent_captchas: SpentCaptchas::new(pool.clone(), Schema::Accounts),
            notices: Board::new(clock.clone()),
            public: Public::new(config.public, captchas),
            pool,
            vault,
            clock,
        })
    }
}

fn processors() -> usize {
    available_parallelism().map_or(1, usize::from)
}
