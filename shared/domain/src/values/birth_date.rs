//! The day of birth of an applicant.

use super::{FieldFault, hide_in_debug};
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// Ages of applicants in completed years, on the day of submission.
pub(crate) const AGES: RangeInclusive<i16> = 16..=80;

/// Day of birth of an applicant. Personal data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate(Date);

hide_in_debug!(BirthDate);

impl BirthDate {
    /// Reads `yyyy-mm-dd` or `dd/mm/yyyy` (a leading zero of day and month may be missing in the latter). `today` is the day in WIB.
    ///
    /// # Errors
    /// The fault, when it is no date, or not that of someone aged 16 to 80 years on that day.
    pub fn parse(raw: &str, today: Date) -> Result<Self, FieldFault> {
        let text = raw.trim();
        if text.is_empty() {
            return Err(FieldFault::Required);
        }
        let date = read(text).ok_or(FieldFault::NotADate)?;
        if date > today {
            return Err(FieldFault::InFuture);
        }
        let age = age(date, today);
        if age < *AGES.start() {
            Err(FieldFault::TooYoung)
        } else if age > *AGES.end() {
            Err(FieldFault::TooOld)
        } else {
            Ok(Self(date))
        }
    }

    /// The date as it was stored; the age that was right at submission is not asked again.
    pub(crate) fn restored(iso: &str) -> Option<Self> {
        read(iso).map(Self)
    }

    /// The date: personal data.
    #[must_use]
    pub const fn expose(&self) -> Date {
        self.0
    }

    /// `yyyy-mm-dd`: personal data.
    #[must_use]
    pub fn iso(&self) -> String {
        self.0.to_string()
    }

    /// `dd/mm/yyyy`, as people read it: personal data.
    #[must_use]
    pub fn shown(&self) -> String {
        format!("{:02}/{:02}/{:04}", self.0.day(), self.0.month(), self.0.year())
    }
}

/// Completed years on `today`; who was born on 29 February is a year older from 1 March on in common years.
fn age(born: Date, today: Date) -> i16 {
    let birthday_to_come = (today.month(), today.day()) < (born.month(), born.day());
    today.year() - born.year() - i16::from(birthday_to_come)
}

fn read(text: &str) -> Option<Date> {
    let iso = text.contains('-');
    let mut parts = text.split(if iso { '-' } else { '/' });
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, day) = if iso { (first, last) } else { (last, first) };
    let shortest = if iso { 2 } else { 1 };
    Date::new(digits(year, 4)?, i8::try_from(digits(month, shortest)?).ok()?, i8::try_from(digits(day, shortest)?).ok()?).ok()
}

/// The number, when it is written with ASCII digits: at least `shortest` of them, and at most two, or exactly four.
fn digits(text: &str, shortest: usize) -> Option<i16> {
    let right_length = (shortest..=shortest.max(2)).contains(&text.len());
    let all_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if right_length && all_digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 21);

    fn parse(raw: &str) -> Result<Date, FieldFault> {
        BirthDate::parse(raw, TODAY).map(|date| date.expose())
    }

    #[test]
    fn both_ways_of_writing_are_the_same_date() {
        for raw in ["1995-12-31", "31/12/1995", " 31/12/1995 "] {
            let born = BirthDate::parse(raw, TODAY).unwrap();
            assert_eq!(born.expose(), date(1995, 12, 31));
            assert_eq!(born.iso(), "1995-12-31");
            assert_eq!(born.shown(), "31/12/1995");
        }
        assert_eq!(parse("1/2/1990"), Ok(date(1990, 2, 1)));
    }

    #[test]
    fn what_is_no_date_of_the_calendar_is_refused() {
        for raw in [
            "1995-02-29",
            "29/02/1995",
            "31/04/1995",
            "1995-13-01",
            "13/13/1995",
            "00/01/1995",
            "1995-1-1",
            "95-01-01",
            "1/1/95",
            "1995/12/31",
            "31-12-1995",
            "31/12/1995/",
            "19951231",
            "31 Desember 1995",
            "1995-12-31T00:00:00",
            "+1/02/1990",
            "/",
            "-",
            "--",
            "٣١/١٢/١٩٩٥",
            "001/01/1990",
        ] {
            assert_eq!(parse(raw), Err(FieldFault::NotADate), "{raw}");
        }
        assert_eq!(parse("  "), Err(FieldFault::Required));
        assert_eq!(parse("29/02/1996"), Ok(date(1996, 2, 29)));
    }

    #[test]
    fn the_sixteenth_birthday_is_the_first_day_of_applying() {
        assert_eq!(parse("2010-11-21"), Ok(date(2010, 11, 21)));
        assert_eq!(parse("2010-11-22"), Err(FieldFault::TooYoung));
        assert_eq!(parse("2026-11-21"), Err(FieldFault::TooYoung));
        assert_eq!(parse("2026-11-22"), Err(FieldFault::InFuture));
    }

    #[test]
    fn the_day_before_the_eighty_first_birthday_is_the_last() {
        assert_eq!(parse("1945-11-22"), Ok(date(1945, 11, 22)));
        assert_eq!(parse("1945-11-21"), Err(FieldFault::TooOld));
    }

    #[test]
    fn who_was_born_on_a_leap_day_is_older_from_the_first_of_march() {
        let on = |today| BirthDate::parse("2008-02-29", today).map(|_| ());
        assert_eq!(on(date(2024, 2, 28)), Err(FieldFault::TooYoung));
        assert_eq!(on(date(2024, 2, 29)), Ok(()));
        let in_a_common_year = |today| BirthDate::parse("1944-02-29", today).map(|_| ());
        assert_eq!(in_a_common_year(date(2025, 2, 28)), Ok(()));
        assert_eq!(in_a_common_year(date(2025, 3, 1)), Err(FieldFault::TooOld));
    }

    proptest! {
        #[test]
        fn every_accepted_date_reads_back_both_ways(days in 5_844_i32..29_000) {
            let born = TODAY.checked_sub(jiff::Span::new().days(days)).unwrap();
            let parsed = BirthDate::parse(&born.to_string(), TODAY).unwrap();
            prop_assert_eq!(BirthDate::parse(&parsed.shown(), TODAY), Ok(parsed));
            prop_assert_eq!(BirthDate::restored(&parsed.iso()), Some(parsed));
        }

        #[test]
        fn no_text_makes_it_panic(text in "(?s).{0,80}") {
            if let Ok(born) = BirthDate::parse(&text, TODAY) {
                prop_assert!(born.expose() <= TODAY);
            }
        }

        #[test]
        fn nothing_like_a_date_makes_it_panic(text in "[0-9]{0,5}[-/][0-9]{0,5}[-/][0-9]{0,5}") {
            if let Ok(born) = BirthDate::parse(&text, TODAY) {
                prop_assert!((1945..=2010).contains(&born.expose().year()));
            }
        }
    }
}
