//! Each process keeps the notices on a board.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use database::Pool;
use domain::FormCode;
use runtime::{Clock, Job, Staleness};

use crate::ledger::{self, Notices};
use crate::{Banner, Closure};

/// Pause between two readings.
const EVERY: Duration = Duration::from_secs(5);
/// Longest reading. With the pause it stays well within the ten seconds in which a notice is seen everywhere.
const PATIENCE: Duration = Duration::from_secs(2);
/// Banners shown at the same time: with more of them nobody reads any.
const SHOWN: usize = 3;

/// The notices as one process knows them: none until they were read for the first time. Clones share it.
#[derive(Clone, Debug)]
pub struct Board {
    clock: Clock,
    known: Arc<RwLock<Arc<Notices>>>,
}

impl Board {
    /// An empty board; [`Board::job`] fills it.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { clock, known: Arc::default() }
    }

    /// What is to stand on top of every page now: warnings first, then the newest; three at most.
    #[must_use]
    pub fn banners(&self) -> Vec<Banner> {
        let now = self.clock.now();
        let known = self.known();
        let mut shown: Vec<&Banner> = known.banners.iter().filter(|banner| banner.is_shown(now)).collect();
        shown.sort_by_key(|banner| (banner.kind, std::cmp::Reverse(banner.starts_at)));
        shown.into_iter().take(SHOWN).cloned().collect()
    }

    /// Why this form is closed now; `None`: it is open.
    #[must_use]
    pub fn closure(&self, form: FormCode) -> Option<Closure> {
        let now = self.clock.now();
        self.known().closures.iter().find(|closure| closure.form == form && closure.is_in_force(now)).cloned()
    }

    /// All forms that are closed now, by code.
    #[must_use]
    pub fn closures(&self) -> Vec<Closure> {
        let now = self.clock.now();
        self.known().closures.iter().filter(|closure| closure.is_in_force(now)).cloned().collect()
    }

    /// Reads the notices anew.
    ///
    /// # Errors
    /// When the database is away, too slow, or holds what this version does not know. The board stays as it was.
    pub async fn refresh(&self, pool: &Pool) -> Result<(), ledger::LedgerError> {
        let read = tokio::time::timeout(PATIENCE, ledger::in_force(pool, self.clock.now()));
        let notices = read.await.map_err(|_late| ledger::LedgerError::Late)??;
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(notices);
        Ok(())
    }

    /// The job that keeps the board up to date, named as its service wants. While the database is away the last known
    /// notices stay up.
    #[must_use]
    pub fn job(&self, name: &'static str, pool: Pool) -> Job {
        let (board, about) = (self.clone(), "reads the operator's notices every five seconds");
        let staleness =
            Staleness { begins: "the last known notices stay up", ends: "the notices are up to date again" };
        Job::watching(name, about, EVERY, staleness, move || {
            let (board, pool) = (board.clone(), pool.clone());
            async move { Ok(board.refresh(&pool).await?) }
        })
    }

    fn known(&self) -> Arc<Notices> {
        Arc::clone(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }
}
