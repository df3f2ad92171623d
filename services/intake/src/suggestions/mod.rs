//! What a person may be typing: names of the reference lists, for the API and for pages without script.
//!
//! Answers come within 300 ms or not at all: a form goes on without them. They are kept for a minute, in bounded
//! memory, and never take more than some of the connections that submissions need.

mod question;
mod remembered;

use std::sync::Arc;
use std::time::Duration;

use database::Pool;
use runtime::Clock;
use serde::Serialize;
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use self::remembered::Remembered;
use crate::store::reference;

pub(crate) use self::question::{Question, TooLong};

/// Longest wait for an answer, a place included.
const PATIENCE: Duration = Duration::from_millis(300);
/// Questions that the database is asked at the same moment.
const AT_ONCE: usize = 3;
/// Most suggestions in an answer.
const MOST: usize = 10;

/// A name that may be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Suggestion {
    /// What to put into the field.
    #[schema(example = "Universitas Negeri Malang")]
    pub(crate) value: String,
    /// What tells it from others of its name: English name, country, province or level; may be empty.
    #[schema(example = "Jawa Timur")]
    pub(crate) detail: String,
    /// Whether what was typed is this very entry: it is in the database already.
    pub(crate) exact: bool,
}

impl Suggestion {
    /// The entry with what tells it from others, for people.
    pub(crate) fn told(&self) -> String {
        if self.detail.is_empty() { self.value.clone() } else { format!("{} ({})", self.value, self.detail) }
    }
}

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

/// Answers questions.
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
    pub(crate) async fn look_up(&self, question: Question) -> Result<Arc<[Suggestion]>, Unanswered> {
        if question.is_too_short() {
            return Ok(Arc::default());
        }
        if let Some(known) = self.remembered.find(&question) {
            return Ok(known);
        }
        let found: Arc<[Suggestion]> =
            tokio::time::timeout(PATIENCE, self.ask(&question)).await.map_err(|_late| Unanswered::Late)??.into();
        self.remembered.keep(question, Arc::clone(&found));
        Ok(found)
    }

    /// Each kind of finding may show a name again: its first place counts.
    async fn ask(&self, question: &Question) -> Result<Vec<Suggestion>, Unanswered> {
        let _place = self.places.acquire().await.map_err(|_closed| Unanswered::Late)?;
        let mut found: Vec<Suggestion> = Vec::with_capacity(MOST);
        for one in reference::suggest(&self.pool, question, MOST).await? {
            if found.len() < MOST && !found.iter().any(|other| other.value == one.value && other.detail == one.detail) {
                found.push(one);
            }
        }
        Ok(found)
    }
}
