//! Keeps the rules in memory and reads them again after five seconds, so that routing costs no query per submission.

use std::sync::Arc;

use database::Pool;
use jiff::{SignedDuration, Timestamp};
use runtime::Clock;
use runtime::telemetry::cause;
use tokio::sync::Mutex;
use tracing::error;

use super::rules;
use crate::decision::Rule;

/// A new rule is followed after this time at the latest.
const MAX_AGE: SignedDuration = SignedDuration::from_secs(5);

/// The current rules, at most five seconds old.
#[derive(Debug)]
pub struct RuleBook {
    pool: Pool,
    clock: Clock,
    read: Mutex<Option<Edition>>,
}

#[derive(Debug)]
struct Edition {
    read_at: Timestamp,
    rules: Arc<[Rule]>,
}

impl RuleBook {
    /// A book that is read on first use.
    #[must_use]
    pub fn new(pool: Pool, clock: Clock) -> Self {
        Self { pool, clock, read: Mutex::new(None) }
    }

    /// The rules. A rule that this version cannot read decides nothing, and the log says which one it is.
    ///
    /// # Errors
    /// When they are too old and the database is away.
    pub async fn current(&self) -> Result<Arc<[Rule]>, sqlx::Error> {
        let mut read = self.read.lock().await;
        let now = self.clock.now();
        if let Some(edition) = &*read
            && now.duration_since(edition.read_at) < MAX_AGE
        {
            return Ok(Arc::clone(&edition.rules));
        }
        let rules: Arc<[Rule]> = rules::fetch(&self.pool).await?.into_iter().filter_map(readable).collect();
        *read = Some(Edition { read_at: now, rules: Arc::clone(&rules) });
        Ok(rules)
    }
}

fn readable(row: rules::Row) -> Option<Rule> {
    Rule::try_from(row).inspect_err(|error| error!(error = cause(error), "a routing rule is ignored")).ok()
}
