//! Ages to the day. Somebody born on 29 February is a year older from 1 March on in common years.

use jiff::civil::{Date, date};

use super::hide_in_debug;

/// Years, months and days since a birth. Personal data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Age {
    /// Completed years.
    pub years: i16,
    /// Whole months since the last birthday.
    pub months: i16,
    /// Days since then.
    pub days: i32,
}

hide_in_debug!(Age);

/// The birthday on which somebody completes so many years.
#[must_use]
pub fn birthday(born: Date, years: i16) -> Date {
    let year = born.year().saturating_add(years);
    Date::new(year, born.month(), born.day()).unwrap_or_else(|_no_leap_year| date(year.clamp(1, 9_998), 3, 1))
}

impl Age {
    /// How old somebody is on a day that is not before the birth.
    #[must_use]
    pub fn on(today: Date, born: Date) -> Self {
        let years = completed_years(born, today);
        let reached = birthday(born, years);
        let behind = i16::from(today.day() < reached.day());
        let months = (i16::from(today.month()) - i16::from(reached.month()) - behind).rem_euclid(12);
        let whole = whole_months(reached, months);
        let days = (today - whole).get_days();
        Self { years, months, days }
    }
}

/// Completed years on `today`.
pub(super) fn completed_years(born: Date, today: Date) -> i16 {
    let birthday_to_come = (today.month(), today.day()) < (born.month(), born.day());
    today.year() - born.year() - i16::from(birthday_to_come)
}

/// A day so many months later; where the month is too short, the first day of the next one.
fn whole_months(from: Date, months: i16) -> Date {
    let all = i16::from(from.month()) - 1 + months;
    let (year, month) = (from.year() + all / 12, i8::try_from(all % 12 + 1).unwrap_or(1));
    let first = Date::new(year, month, 1).unwrap_or(from);
    Date::new(year, month, from.day()).unwrap_or_else(|_shorter| first.last_of_month().tomorrow().unwrap_or(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_counted_to_the_day() {
        for (born, today, expected) in [
            (date(1991, 11, 30), date(2026, 11, 30), (35, 0, 0)),
            (date(1991, 11, 29), date(2026, 11, 30), (35, 0, 1)),
            (date(1991, 12, 1), date(2026, 11, 30), (34, 11, 29)),
            (date(2000, 2, 29), date(2026, 2, 28), (25, 11, 27)),
            (date(2000, 2, 29), date(2026, 3, 31), (26, 0, 30)),
            (date(2000, 2, 29), date(2026, 3, 1), (26, 0, 0)),
            (date(2000, 2, 29), date(2028, 2, 29), (28, 0, 0)),
            (date(2000, 1, 31), date(2026, 3, 1), (26, 1, 0)),
        ] {
            let found = Age::on(today, born);
            assert_eq!((found.years, found.months, found.days), expected, "{born} {today}");
        }
    }

    #[test]
    fn a_birthday_of_a_leap_day_is_the_first_of_march_in_common_years() {
        assert_eq!(birthday(date(2000, 2, 29), 35), date(2035, 3, 1));
        assert_eq!(birthday(date(2000, 2, 29), 36), date(2036, 2, 29));
        assert_eq!(birthday(date(2000, 2, 28), 35), date(2035, 2, 28));
    }
}
