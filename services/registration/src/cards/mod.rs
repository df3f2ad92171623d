//! Cards: a registration as it was filed, the card that is made of it, the signed file that its owner gets, and the
//! check by which everybody tells a genuine one.

mod check;
mod code;
mod config;
mod drawn;
mod files;
mod frozen;
mod issue;
mod portrait;

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::thread::available_parallelism;

use database::Pool;
use documents::Store;
use runtime::Clock;
use tokio::sync::Semaphore;
use vault::Vault;

pub(crate) use check::{Known, Standing, Uncheckable, Verdict};
pub(crate) use code::Code;
pub use config::CardsConfig;
pub(crate) use files::{PREFIX, issued_of};
pub use frozen::{
    Agency, Diploma, Document, Education, FiledFormation, Frozen, Identity, NotFrozen, Requirement, Thk2,
};
pub use issue::NoCard;

use crate::signer::DocumentSigner;
use check::Checks;

/// The page that tells whether a document is genuine. It stands on every card.
pub(crate) const CHECK_PATH: &str = "/cek-dokumen";

/// The cards of this process.
pub struct Cards {
    pool: Pool,
    vault: Vault,
    clock: Clock,
    store: Store,
    /// `None`: no card can be printed, for an unsigned one never leaves.
    press: Option<Press>,
    /// Cards that are drawn at once: one on each processor.
    places: Semaphore,
    checks: Checks,
}

/// What makes cards of registrations.
struct Press {
    signer: Arc<dyn DocumentSigner>,
    /// Where people find the site, without a slash at its end.
    url: Arc<str>,
    /// Who issued the certificate, as cards name it; may be empty.
    issuer: Arc<str>,
}

impl Cards {
    /// Logs once when no card can be printed.
    #[must_use]
    pub fn new(pool: Pool, vault: Vault, clock: Clock, store: Store, config: &CardsConfig) -> Self {
        let press = config.signer.clone().zip(config.url.clone()).map(|(signer, url)| {
            let signer: Arc<dyn DocumentSigner> = signer;
            Press { signer, url, issuer: config.issuer.as_str().into() }
        });
        if press.is_none() {
            tracing::warn!("cards cannot be printed: CARD_SIGNING_KEY_FILE or PUBLIC_URL is not set");
        }
        let processors = available_parallelism().map_or(1, NonZeroUsize::get);
        Self { pool, vault, clock, store, press, places: Semaphore::new(processors), checks: Checks::new(processors) }
    }

    /// Whether cards can be printed.
    #[must_use]
    pub fn can_print(&self) -> bool {
        self.press.is_some()
    }
}
