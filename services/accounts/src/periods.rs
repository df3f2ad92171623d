//! The periods in which accounts are made, as this process knows them.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use database::Pool;
use jiff::Timestamp;
use runtime::{Job, Staleness};
use uuid::Uuid;

use crate::store::periods;

/// Pause between two readings: an operator's change is seen so soon.
const EVERY: Duration = Duration::from_secs(5);

/// A period in which accounts can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) id: Uuid,
    /// As people read it, such as `CASN 2026`.
    pub(crate) name: String,
    pub(crate) opens_at: Timestamp,
    pub(crate) closes_at: Timestamp,
}

/// What the pages say about making an account at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It can be made.
    Open(Period),
    /// This period opens next.
    NotYet(Period),
    /// This period was the last one.
    Over(Period),
    /// The operator named no period.
    None,
    /// The periods were not read yet.
    Unknown,
}

/// All periods: none until they were read for the first time. While the database is away the last ones stay.
#[derive(Clone, Debug, Default)]
pub(crate) struct Periods(Arc<RwLock<Option<Vec<Period>>>>);

impl Periods {
    /// How things stand at this moment.
    pub(crate) fn standing(&self, now: Timestamp) -> Standing {
        match self.0.read().unwrap_or_else(PoisonError::into_inner).as_deref() {
            None => Standing::Unknown,
            Some(periods) => standing(periods, now),
        }
    }

    /// Reads them anew.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn refresh(&self, pool: &Pool) -> Result<(), sqlx::Error> {
        let read = periods::all(pool).await?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(read);
        Ok(())
    }

    /// The job that keeps them up to date.
    pub(crate) fn job(&self, pool: Pool) -> Job {
        let (periods, about) = (self.clone(), "reads every five seconds when accounts can be made");
        let staleness = Staleness { begins: "the last known periods count", ends: "the periods are up to date again" };
        Job::watching("accounts.periods", about, EVERY, staleness, move || {
            let (periods, pool) = (periods.clone(), pool.clone());
            async move { Ok(periods.refresh(&pool).await?) }
        })
    }
}

fn standing(periods: &[Period], now: Timestamp) -> Standing {
    if let Some(open) = periods.iter().find(|period| (period.opens_at..period.closes_at).contains(&now)) {
        return Standing::Open(open.clone());
    }
    let next = periods.iter().filter(|period| period.opens_at > now).min_by_key(|period| period.opens_at);
    let last = periods.iter().filter(|period| period.closes_at <= now).max_by_key(|period| period.closes_at);
    match (next, last) {
        (Some(next), _) => Standing::NotYet(next.clone()),
        (None, Some(last)) => Standing::Over(last.clone()),
        (None, None) => Standing::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(name: &str, opens: i64, closes: i64) -> Period {
        let at = |second| Timestamp::from_second(second).unwrap();
        Period { id: Uuid::nil(), name: name.to_owned(), opens_at: at(opens), closes_at: at(closes) }
    }

    #[test]
    fn a_period_is_open_from_its_first_moment_and_no_longer_at_its_last() {
        let (first, second) = (period("first", 10, 20), period("second", 30, 40));
        let both = [first.clone(), second.clone()];
        for (now, expected) in [
            (9, Standing::NotYet(first.clone())),
            (10, Standing::Open(first.clone())),
            (19, Standing::Open(first)),
            (20, Standing::NotYet(second.clone())),
            (30, Standing::Open(second.clone())),
            (40, Standing::Over(second)),
        ] {
            assert_eq!(standing(&both, Timestamp::from_second(now).unwrap()), expected, "{now}");
        }
        assert_eq!(standing(&[], Timestamp::UNIX_EPOCH), Standing::None);
        assert_eq!(Periods::default().standing(Timestamp::UNIX_EPOCH), Standing::Unknown);
    }
}
