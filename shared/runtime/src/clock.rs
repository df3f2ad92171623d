//! Time and ids come from here and nowhere else. So a test can set the clock, and every "today" in the system is the
//! same one: the date in Jakarta.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, civil};
use uuid::Uuid;

/// The source of the current time and of new ids. Cheap to clone; clones share a test's time.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    Fixed(Arc<Mutex<Timestamp>>),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still at `now` until [`Clock::advance`] moves it.
    #[must_use]
    pub fn fixed(now: Timestamp) -> Self {
        Self(Source::Fixed(Arc::new(Mutex::new(now))))
    }

    /// Moves a fixed clock and all its clones by `by`. The system's clock does not move.
    pub fn advance(&self, by: SignedDuration) {
        if let Source::Fixed(now) = &self.0 {
            let mut now = now.lock().unwrap_or_else(PoisonError::into_inner);
            *now = now.saturating_add(by).unwrap_or(*now);
        }
    }

    /// The current moment.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the place that others are sent to")]
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::System => Timestamp::now(),
            Source::Fixed(now) => *now.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// The current moment to the microsecond, as PostgreSQL stores it: what is said of it now is what is read later.
    #[must_use]
    pub fn now_stored(&self) -> Timestamp {
        let now = self.now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    /// A new id (`UUIDv7`, RFC 9562). Ids made by one process sort in the order they were made.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the place that others are sent to")]
    pub fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    /// Today's date in WIB, the date that ticket numbers and partitions carry.
    #[must_use]
    pub fn today_wib(&self) -> civil::Date {
        self.now().to_zoned(wib()).date()
    }
}

/// Western Indonesian Time (Asia/Jakarta, UTC+7, no daylight saving), the zone of every screen.
#[must_use]
pub fn wib() -> TimeZone {
    TimeZone::get("Asia/Jakarta").unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(7)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_jakarta() {
        let clock = Clock::fixed("2026-11-21T16:59:59Z".parse().unwrap());
        assert_eq!(clock.today_wib(), civil::date(2026, 11, 21));
        clock.clone().advance(SignedDuration::from_secs(1));
        assert_eq!(clock.today_wib(), civil::date(2026, 11, 22));
    }

    #[test]
    fn a_moment_that_is_stored_has_whole_microseconds() {
        let clock = Clock::fixed("2026-11-21T16:59:59.123456789Z".parse().unwrap());
        assert_eq!(clock.now_stored(), "2026-11-21T16:59:59.123456Z".parse().unwrap());
        assert_eq!(clock.now_stored(), Clock::fixed(clock.now_stored()).now_stored());
    }

    #[test]
    fn ids_sort_in_the_order_they_were_made() {
        let clock = Clock::system();
        let ids: Vec<Uuid> = (0..1000).map(|_| clock.new_id()).collect();
        assert!(ids.is_sorted());
    }
}
