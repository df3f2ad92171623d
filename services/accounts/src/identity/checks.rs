//! One check of an identity, from what is known already to the register's word.

use std::time::Duration;

use database::Pool;
use jiff::{SignedDuration, Timestamp};
use population::{Identity, Register, Unavailable, Verdict};
use runtime::Clock;
use runtime::telemetry::cause;
use tokio::time::Instant;

use super::Budget;
use crate::measures;
use crate::store::tried_niks;
use crate::store::verdicts::{self, Known, Stored};
use applicants::Marks;

/// How long a verdict counts that is no match: whoever presses again gets the same, and who corrected the register's
/// data comes back soon.
const KEPT: SignedDuration = SignedDuration::from_mins(15);
/// How much longer than the register's time another request waits before it asks itself: the one that asked is gone.
const MARGIN: Duration = Duration::from_secs(5);
/// Pause between two looks for it.
const PAUSE: Duration = Duration::from_millis(100);

/// What is to be told about an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is right.
    Match,
    /// Nobody has the NIK.
    NotFound,
    /// Somebody has the NIK, and other values differ.
    Differs,
    /// The register cannot be asked now.
    Unavailable,
    /// Too many identities were tried with the NIK.
    TooMany,
}

impl Outcome {
    /// The name in metrics.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::NotFound => "not_found",
            Self::Differs => "differs",
            Self::Unavailable => "unavailable",
            Self::TooMany => "too_many",
        }
    }
}

impl From<Stored> for Outcome {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::Match => Self::Match,
            Stored::NotFound => Self::NotFound,
            Stored::Differs => Self::Differs,
        }
    }
}

/// Who waits for the register's word.
#[derive(Clone, Copy, Debug)]
enum Waits {
    Somebody,
    Nobody,
}

/// Checks identities. A clone is cheap.
#[derive(Clone, Debug)]
pub(crate) struct Checks {
    pool: Pool,
    clock: Clock,
    register: Register,
    /// How long the register has for an answer.
    patience: Duration,
    budget: Budget,
}

impl Checks {
    pub(crate) fn new(pool: Pool, clock: Clock, register: Register, patience: Duration, budget: Budget) -> Self {
        Self { pool, clock, register, patience, budget }
    }

    /// What is to be told about this identity. A match counts until `until`, when the period ends.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn check(
        &self,
        identity: &Identity,
        marks: &Marks,
        until: Timestamp,
    ) -> Result<Outcome, sqlx::Error> {
        let outcome = if tried_niks::count(&self.pool, marks, self.clock.now()).await? {
            self.verdict(identity, marks, (until, Waits::Somebody)).await?
        } else {
            Outcome::TooMany
        };
        measures::checked(outcome);
        Ok(outcome)
    }

    /// The same for an account that was made while the register was away: nobody waits for it, and it is no further
    /// try.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn check_later(
        &self,
        identity: &Identity,
        marks: &Marks,
        until: Timestamp,
    ) -> Result<Outcome, sqlx::Error> {
        let outcome = self.verdict(identity, marks, (until, Waits::Nobody)).await?;
        measures::checked(outcome);
        Ok(outcome)
    }

    async fn verdict(
        &self,
        identity: &Identity,
        marks: &Marks,
        kept: (Timestamp, Waits),
    ) -> Result<Outcome, sqlx::Error> {
        let started = Instant::now();
        let asking_takes = SignedDuration::try_from(self.patience + MARGIN).unwrap_or(SignedDuration::MAX);
        loop {
            let now = self.clock.now();
            let asking = now.saturating_add(asking_takes).unwrap_or(Timestamp::MAX);
            match verdicts::take(&self.pool, marks, now, asking).await? {
                Known::Verdict(stored) => return Ok(stored.into()),
                Known::ToAsk => return self.ask(identity, marks, kept).await,
                Known::Asked if started.elapsed() > self.patience => return Ok(Outcome::Unavailable),
                Known::Asked => tokio::time::sleep(PAUSE).await,
            }
        }
    }

    /// Asks the register. The verdict is this request's to write, for as long as it asks.
    async fn ask(
        &self,
        identity: &Identity,
        marks: &Marks,
        (until, waits): (Timestamp, Waits),
    ) -> Result<Outcome, sqlx::Error> {
        let taken = match waits {
            Waits::Somebody => self.budget.take().await?,
            Waits::Nobody => self.budget.take_later().await?,
        };
        if !taken {
            verdicts::give_up(&self.pool, marks).await?;
            return Ok(Outcome::Unavailable);
        }
        let started = Instant::now();
        let checked = self.register.check(identity).await;
        measures::asked(checked.as_ref().map(|_verdict| ()), started.elapsed());
        match checked {
            Ok(checked) => {
                let stored = stored(&checked.verdict);
                let soon = self.clock.now().saturating_add(KEPT).unwrap_or(Timestamp::MAX);
                let kept_until = if stored == Stored::Match { until } else { soon };
                verdicts::keep(&self.pool, marks, stored, kept_until).await?;
                Ok(stored.into())
            }
            Err(unavailable) => {
                log(&unavailable);
                verdicts::give_up(&self.pool, marks).await?;
                Ok(Outcome::Unavailable)
            }
        }
    }
}

fn stored(verdict: &Verdict) -> Stored {
    match verdict {
        Verdict::Match => Stored::Match,
        Verdict::NotFound => Stored::NotFound,
        Verdict::Differs(_values) => Stored::Differs,
    }
}

/// While the register rests, every request would say the same.
fn log(unavailable: &Unavailable) {
    if !matches!(unavailable, Unavailable::Resting) {
        tracing::warn!(error = cause(unavailable), "the population register gave no verdict");
    }
}
