//! How many answers of the population register are left. All processes share those of a day: the database counts them.
//! A process takes some at a time, so that it does not ask the database each time; one that ends loses the rest.

use std::num::NonZeroU64;
use std::sync::Arc;
use std::time::Duration;

use database::Pool;
use jiff::civil::Date;
use runtime::Clock;
use tokio::sync::Mutex;
use web::Limit;

use crate::config::ChecksConfig;
use crate::store::register_days;

/// Most answers that a process takes at a time.
const MOST_AT_A_TIME: u64 = 100;
/// Tenths of a day's answers that people who wait for them may use.
const FOR_WAITING: u64 = 9;

/// The answers that are left. A clone is cheap and shares them.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    pool: Pool,
    clock: Clock,
    a_day: NonZeroU64,
    a_second: Arc<Limit<()>>,
    taken: Arc<Mutex<Taken>>,
}

/// What this process took and has not used.
#[derive(Debug, Default)]
struct Taken {
    day: Date,
    left: u64,
}

impl Budget {
    pub(crate) fn new(pool: Pool, clock: Clock, config: ChecksConfig) -> Self {
        let a_second = Arc::new(Limit::new("register_a_second", config.a_second, Duration::from_secs(1)));
        Self { pool, clock, a_day: config.a_day, a_second, taken: Arc::default() }
    }

    /// Takes one answer for somebody who waits for it. `false` when there is none: the day's are used up, or others ask
    /// too much at this very moment.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn take(&self) -> Result<bool, sqlx::Error> {
        if self.a_second.check(&()).is_err() {
            return Ok(false);
        }
        let today = self.clock.today_wib();
        let mut taken = self.taken.lock().await;
        if taken.day != today || taken.left == 0 {
            let most = self.most();
            let some = (most / 100).clamp(1, MOST_AT_A_TIME);
            if !register_days::take(&self.pool, today, some, most).await? {
                return Ok(false);
            }
            *taken = Taken { day: today, left: some };
        }
        taken.left -= 1;
        Ok(true)
    }

    /// Takes one answer for a check that nobody waits for: of all that are left of the day. `false` when there is none.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn take_later(&self) -> Result<bool, sqlx::Error> {
        if self.a_second.check(&()).is_err() {
            return Ok(false);
        }
        register_days::take(&self.pool, self.clock.today_wib(), 1, self.a_day.get()).await
    }

    /// Answers of a day that people who wait may use. The others are for checks that are made later.
    fn most(&self) -> u64 {
        (self.a_day.get() / 10).saturating_mul(FOR_WAITING).max(1)
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use jiff::SignedDuration;
    use testing::Database;

    use super::*;

    async fn budget(database: &Database, clock: &Clock, a_day: u64, a_second: u32) -> Budget {
        let pool = Pool::connect(&database.service_url("ACCOUNTS").unwrap()).await.unwrap();
        let (a_day, a_second) = (NonZeroU64::new(a_day).unwrap(), NonZeroU32::new(a_second).unwrap());
        Budget::new(pool, clock.clone(), ChecksConfig { a_day, a_second })
    }

    async fn takes(budget: &Budget, times: usize) -> usize {
        let mut taken = 0;
        for _ in 0..times {
            taken += usize::from(budget.take().await.unwrap());
        }
        taken
    }

    #[tokio::test]
    async fn two_processes_never_ask_more_than_nine_tenths_of_a_day_together() {
        let (database, clock) =
            (Database::create().await.unwrap(), Clock::fixed("2026-11-30T10:00:00Z".parse().unwrap()));
        let (one, other) = (budget(&database, &clock, 20, 1_000).await, budget(&database, &clock, 20, 1_000).await);
        let (one_took, other_took) = tokio::join!(takes(&one, 15), takes(&other, 15));
        assert_eq!(one_took + other_took, 18);
        clock.advance(SignedDuration::from_hours(7));
        assert_eq!(takes(&one, 30).await, 18, "a new day in WIB");
    }

    #[tokio::test]
    async fn no_second_has_more_than_the_line_bears() {
        let (database, clock) = (Database::create().await.unwrap(), Clock::system());
        let budget = budget(&database, &clock, 1_000_000, 5).await;
        // However slow this machine is: a few more come back while it works.
        let started = std::time::Instant::now();
        let taken = takes(&budget, 500).await;
        let bound = 5 + usize::try_from(started.elapsed().as_millis() / 200).unwrap() + 1;
        assert!((5..=bound).contains(&taken), "{taken} of {bound}");
    }
}
