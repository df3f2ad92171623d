//! Working time: what is counted, and what is not.

use std::collections::BTreeMap;

use domain::time::{wib_day, wib_start};
use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp};

/// Minutes of a whole day.
const WHOLE_DAY: u16 = 24 * 60;

/// Working days in which an answer is promised.
const PROMISED_DAYS: i32 = 2;

/// The days of the week in the order of [`Week::days`].
pub const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// A week without holidays: which days are worked, and from when to when, in WIB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    days: [bool; 7],
    opens: u16,
    closes: u16,
}

/// Hours in which nobody would work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidHours {
    /// No day of the week is worked.
    #[error("at least one day of the week is worked")]
    NoDay,
    /// The day would be over before it began.
    #[error("work begins before it ends, and ends on the same day")]
    NoTime,
}

/// When the office works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    week: Week,
    holidays: BTreeMap<Date, String>,
}

impl Week {
    /// Work on these days, Monday first, from the minute `opens` of the day to the minute `closes`; 1440 is midnight.
    ///
    /// # Errors
    /// When nobody would ever work.
    pub fn new(days: [bool; 7], opens: u16, closes: u16) -> Result<Self, InvalidHours> {
        if !days.contains(&true) {
            return Err(InvalidHours::NoDay);
        }
        if opens >= closes || closes > WHOLE_DAY {
            return Err(InvalidHours::NoTime);
        }
        Ok(Self { days, opens, closes })
    }

    /// Which days are worked, Monday first.
    #[must_use]
    pub const fn days(&self) -> [bool; 7] {
        self.days
    }

    /// The minute of the day at which work begins.
    #[must_use]
    pub const fn opens(&self) -> u16 {
        self.opens
    }

    /// The minute of the day at which work ends.
    #[must_use]
    pub const fn closes(&self) -> u16 {
        self.closes
    }

    fn works_on(&self, day: Weekday) -> bool {
        DAYS.iter().zip(self.days).any(|(other, works)| works && *other == day)
    }
}

impl Calendar {
    /// A calendar of this week, which the holidays interrupt; each has a name.
    #[must_use]
    pub const fn new(week: Week, holidays: BTreeMap<Date, String>) -> Self {
        Self { week, holidays }
    }

    /// Day and night, every day, where nobody set anything: two working days are the 2 × 24 hours of the manual then.
    #[must_use]
    pub const fn around_the_clock() -> Self {
        Self { week: Week { days: [true; 7], opens: 0, closes: WHOLE_DAY }, holidays: BTreeMap::new() }
    }

    /// The week without its holidays.
    #[must_use]
    pub const fn week(&self) -> Week {
        self.week
    }

    /// The days on which nobody works though the week says so, each with its name; oldest first.
    #[must_use]
    pub const fn holidays(&self) -> &BTreeMap<Date, String> {
        &self.holidays
    }

    /// Whether every moment counts, so that working time is time.
    #[must_use]
    pub fn never_rests(&self) -> bool {
        self.holidays.is_empty() && self.week == Self::around_the_clock().week
    }

    /// How long a working day is.
    #[must_use]
    pub fn day_length(&self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.week.closes) - i64::from(self.week.opens))
    }

    /// When the answer is due to what was filed at this moment: after two working days.
    #[must_use]
    pub fn answer_due_at(&self, filed_at: Timestamp) -> Timestamp {
        self.add(filed_at, self.day_length() * PROMISED_DAYS)
    }

    /// When so much working time has passed since `from`; `from` itself for none. At the end of time it stays there.
    #[must_use]
    pub fn add(&self, from: Timestamp, span: SignedDuration) -> Timestamp {
        let (mut day, mut left) = (wib_day(from), span);
        if !left.is_positive() {
            return from;
        }
        loop {
            if let Some((opens, closes)) = self.worked(day) {
                let begins = opens.max(from);
                let room = closes.duration_since(begins);
                if left <= room {
                    return begins.saturating_add(left).unwrap_or(Timestamp::MAX);
                }
                left -= room.max(SignedDuration::ZERO);
            }
            match day.tomorrow() {
                Ok(tomorrow) => day = tomorrow,
                Err(_end_of_time) => return Timestamp::MAX,
            }
        }
    }

    /// The working time between two moments; none when `to` is not after `from`.
    #[must_use]
    pub fn between(&self, from: Timestamp, to: Timestamp) -> SignedDuration {
        let (mut day, last) = (wib_day(from), wib_day(to));
        let mut passed = SignedDuration::ZERO;
        while day <= last {
            if let Some((opens, closes)) = self.worked(day) {
                passed += closes.min(to).duration_since(opens.max(from)).max(SignedDuration::ZERO);
            }
            match day.tomorrow() {
                Ok(tomorrow) => day = tomorrow,
                Err(_end_of_time) => break,
            }
        }
        passed
    }

    /// When work begins and ends on this day; `None`: nobody works.
    fn worked(&self, day: Date) -> Option<(Timestamp, Timestamp)> {
        if !self.week.works_on(day.weekday()) || self.holidays.contains_key(&day) {
            return None;
        }
        let midnight = wib_start(day);
        let at = |minute: u16| midnight.saturating_add(SignedDuration::from_mins(i64::from(minute)));
        at(self.week.opens).ok().zip(at(self.week.closes).ok())
    }
}

#[cfg(test)]
mod tests {
    use domain::time::wib;
    use jiff::civil::{DateTime, date};
    use proptest::prelude::*;

    use super::*;

    /// Monday to Friday from 08.00 to 16.00.
    fn office_hours() -> Calendar {
        let days = [true, true, true, true, true, false, false];
        Calendar::new(Week::new(days, 8 * 60, 16 * 60).unwrap(), BTreeMap::new())
    }

    /// A moment in WIB.
    fn at(text: &str) -> Timestamp {
        text.parse::<DateTime>().unwrap().to_zoned(wib()).unwrap().timestamp()
    }

    fn hours(hours: i64) -> SignedDuration {
        SignedDuration::from_hours(hours)
    }

    fn with(holidays: impl IntoIterator<Item = Date>) -> Calendar {
        let named = holidays.into_iter().map(|day| (day, "Libur".to_owned()));
        Calendar::new(office_hours().week(), named.collect())
    }

    #[test]
    fn four_hours_from_friday_afternoon_end_on_monday_before_noon() {
        // 2026-11-27 is a Friday.
        let (filed, due) = (at("2026-11-27T15:30"), at("2026-11-30T11:30"));
        assert_eq!(office_hours().add(filed, hours(4)), due);
        assert_eq!(office_hours().between(filed, due), hours(4));
        assert_eq!(office_hours().between(due, filed), SignedDuration::ZERO);
    }

    #[test]
    fn a_holiday_does_not_count() {
        let calendar = with([date(2026, 12, 25)]);
        assert_eq!(calendar.add(at("2026-12-24T15:00"), hours(2)), at("2026-12-28T09:00"));
        assert_eq!(calendar.between(at("2026-12-24T15:00"), at("2026-12-28T09:00")), hours(2));
        assert_eq!(calendar.add(at("2026-12-25T10:00"), hours(1)), at("2026-12-28T09:00"), "filed on the holiday");
    }

    #[test]
    fn ten_days_of_lebaran_are_passed_over() {
        // From Saturday to the Monday after next.
        let lebaran = (0..10).map(|days| date(2027, 3, 6).checked_add(jiff::Span::new().days(days)).unwrap());
        let calendar = with(lebaran);
        assert_eq!(calendar.answer_due_at(at("2027-03-05T15:30")), at("2027-03-17T15:30"));
        assert_eq!(calendar.between(at("2027-03-06T00:00"), at("2027-03-16T00:00")), SignedDuration::ZERO);
    }

    #[test]
    fn no_working_time_ends_where_it_began() {
        for moment in ["2026-11-27T15:30", "2026-11-28T03:00"].map(at) {
            assert_eq!(office_hours().add(moment, SignedDuration::ZERO), moment);
        }
    }

    #[test]
    fn an_answer_is_due_after_two_working_days() {
        let usual = office_hours();
        for (filed, due) in [
            ("2021-06-08T15:13:59", "2021-06-10T15:13:59"),
            ("2026-11-26T10:00", "2026-11-30T10:00"),
            ("2026-11-27T07:00", "2026-11-30T16:00"),
            ("2026-11-28T12:00", "2026-12-01T16:00"),
        ] {
            assert_eq!(usual.answer_due_at(at(filed)), at(due), "{filed}");
        }
        let filed = at("2026-11-28T12:00");
        assert_eq!(Calendar::around_the_clock().answer_due_at(filed), filed + hours(48));
        assert_eq!(usual.answer_due_at(Timestamp::MAX), Timestamp::MAX);
    }

    #[test]
    fn hours_in_which_nobody_works_are_refused() {
        assert_eq!(Week::new([false; 7], 0, 60), Err(InvalidHours::NoDay));
        for (opens, closes) in [(480, 480), (960, 480), (0, 1441)] {
            assert_eq!(Week::new([true; 7], opens, closes), Err(InvalidHours::NoTime), "{opens} {closes}");
        }
        assert!(Week::new([true; 7], 0, 1440).is_ok());
    }

    prop_compose! {
        fn calendars()(
            days in any::<[bool; 7]>().prop_filter("a day", |days| days.contains(&true)),
            opens in 0_u16..1440,
            length in 1_u16..=1440,
            holidays in prop::collection::btree_set(0_i64..60, 0..20),
        ) -> Calendar {
            let first = date(2026, 1, 1);
            let week = Week::new(days, opens, (opens + length).min(1440)).unwrap();
            let day = |days: i64| first.checked_add(jiff::Span::new().days(days)).unwrap();
            Calendar::new(week, holidays.into_iter().map(|days| (day(days), "Libur".to_owned())).collect())
        }
    }

    proptest! {
        #[test]
        fn what_is_added_lies_between(
            calendar in calendars(), from in 0_i64..6_000_000, span in 0_i64..400_000, more in 0_i64..400_000,
        ) {
            let from = at("2026-01-01T00:00") + SignedDuration::from_secs(from);
            let [span, more] = [span, more].map(SignedDuration::from_secs);
            let to = calendar.add(from, span);
            prop_assert!(to >= from);
            prop_assert_eq!(calendar.between(from, to), span);
            prop_assert_eq!(calendar.add(to, more), calendar.add(from, span + more));
            prop_assert_eq!(calendar.between(to, calendar.add(to, more)), more);
        }
    }
}
