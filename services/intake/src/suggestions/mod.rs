//! Suggests names of the reference lists to somebody who types, for the API and for pages without script.
//!
//! An answer comes within 300 ms or not at all; a form goes on without it. The service remembers answers for a minute,
//! in bounded memory. Queries never take more than some of the connections that submissions need.

mod remembered;

use std::sync::Arc;
use std::time::Duration;

use database::Pool;
use runtime::Clock;
use tokio::sync::Semaphore;

use self::remembered::Remembered;
use crate::names::{NameQuery, Suggestion};
use crate::store::reference;

/// Longest wait for an answer, a place included.
const PATIENCE: Duration = Duration::from_millis(300);
/// Queries that the database answers at the same moment.
const AT_ONCE: usize = 3;
/// Most suggestions in an answer.
const MOST: usize = 10;

/// There is no answer in time: the database is away or busy.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unanswered {
    /// Too slow, or too many ask.
    #[error("no suggestions in time")]
    Late,
    /// Away or refused.
    #[error("suggestions could not be read")]
    Database(#[from] sqlx::Error),
}

/// Answers queries.
pub(crate) struct Suggestions {
    pool: Pool,
    places: Semaphore,
    remembered: Remembered,
}

impl Suggestions {
    pub(crate) fn new(pool: Pool, clock: Clock) -> Self {
        Self { pool, places: Semaphore::new(AT_ONCE), remembered: Remembered::new(clock) }
    }

    /// The names that may be meant, best first, ten at most. Fewer than two letters and digits mean nothing yet: none.
    pub(crate) async fn look_up(&self, query: NameQuery) -> Result<Arc<[Suggestion]>, Unanswered> {
        if query.is_too_short() {
            return Ok(Arc::default());
        }
        if let Some(known) = self.remembered.find(&query) {
            return Ok(known);
        }
        let found: Arc<[Suggestion]> =
            tokio::time::timeout(PATIENCE, self.ask(&query)).await.map_err(|_late| Unanswered::Late)??.into();
        self.remembered.keep(query, Arc::clone(&found));
        Ok(found)
    }

    /// Each kind of finding may show a name again: its first place counts.
    async fn ask(&self, query: &NameQuery) -> Result<Vec<Suggestion>, Unanswered> {
        let _place = self.places.acquire().await.map_err(|_closed| Unanswered::Late)?;
        let mut found: Vec<Suggestion> = Vec::with_capacity(MOST);
        for one in reference::suggest(&self.pool, query, MOST).await? {
            if found.len() < MOST && !found.iter().any(|other| other.value == one.value && other.detail == one.detail) {
                found.push(one);
            }
        }
        Ok(found)
    }
}
