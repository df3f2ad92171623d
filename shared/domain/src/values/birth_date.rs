//! The day of birth of an applicant.

use super::age::completed_years;
use super::{FieldFault, dates, hide_in_debug};
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// Ages of applicants in completed years, on the day of submission.
pub(crate) const AGES: RangeInclusive<i16> = 16..=80;

/// Day of birth of an applicant. Personal data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate(Date);

hide_in_debug!(BirthDate);

impl BirthDate {
    /// Reads a day as people write it (see [`dates::date`]). `today` is the day in WIB.
    ///
    /// # Errors
    /// The fault, when the text is no date, or when somebody born on it is not 16 to 80 years old on `today`.
    pub fn parse(raw: &str, today: Date) -> Result<Self, FieldFault> {
        let date = dates::date(raw)?;
        if date > today {
            return Err(FieldFault::InFuture);
        }
        let age = completed_years(date, today);
        if age < *AGES.start() {
            Err(FieldFault::TooYoung)
        } else if age > *AGES.end() {
            Err(FieldFault::TooOld)
        } else {
            Ok(Self(date))
        }
    }

    /// Reads a stored date; `None` for a text that is no date. It does not check the age again, which was right at
    /// submission.
    #[must_use]
    pub fn restored(iso: &str) -> Option<Self> {
        iso.parse().ok().map(Self)
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
    fn the_birth_date_is_read_as_the_ktp_prints_it() {
        for raw in ["31-12-1995", "31121995", "31 Desember 1995", "\u{200e}31.12.1995"] {
            assert_eq!(parse(raw), Ok(date(1995, 12, 31)), "{raw}");
        }
        assert_eq!(parse("31-12-95"), Err(FieldFault::TwoDigitYear));
        assert_eq!(parse("29/02/1995"), Err(FieldFault::NotADate));
        assert_eq!(parse("kemarin"), Err(FieldFault::UnreadableDate));
        assert_eq!(parse("  "), Err(FieldFault::Required));
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
