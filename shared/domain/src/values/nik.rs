//! The national identity number (Nomor Induk Kependudukan).
//!
//! Digits 1–6 are the district of first registration, 7–12 the birth as DDMMYY (day + 40 for women), 13–16 a sequence.
//! They are only hints: people come here because their population data is wrong.

use super::{FieldFault, digits, hide_in_debug};
use crate::regions::RegionCode;
use jiff::civil::Date;

/// Added to the day of birth of women.
const WOMAN: u32 = 40;

/// National identity number: 16 digits. Personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Nik(String);

hide_in_debug!(Nik);

/// What a NIK says about a birth. Personal data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NikBirth {
    /// Day of birth.
    pub date: Date,
    /// Whether the NIK is a woman's.
    pub woman: bool,
}

hide_in_debug!(NikBirth);

impl Nik {
    /// Reads 16 digits as people write them (see [`digits::digits`]).
    ///
    /// # Errors
    /// The fault, when they are not 16 digits.
    pub fn parse(raw: &str) -> Result<Self, FieldFault> {
        digits::sixteen(raw).map(Self)
    }

    /// The 16 digits: personal data. Seal them, index them blindly, or show them to their owner.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// District of first registration: a routing fact, not personal data.
    #[must_use]
    pub fn region(&self) -> RegionCode {
        RegionCode::of(self.number(0, 6))
    }

    /// The birth that the NIK contains, as seen on `today`: of the possible centuries the latest that is not in the
    /// future. `None` when no such day exists.
    #[must_use]
    pub fn birth(&self, today: Date) -> Option<NikBirth> {
        [2000, 1900].into_iter().find_map(|century| {
            let birth = self.birth_in(century)?;
            (birth.date <= today).then_some(birth)
        })
    }

    /// Whether the NIK contains a birth on this day. It does not contain the century.
    #[must_use]
    pub fn tells_of_birth_on(&self, date: Date) -> bool {
        let century = date.year() - date.year().rem_euclid(100);
        self.birth_in(century).is_some_and(|birth| birth.date == date)
    }

    fn birth_in(&self, century: i16) -> Option<NikBirth> {
        let (day, month, year) = (self.number(6, 2), self.number(8, 2), self.number(10, 2));
        let woman = day > WOMAN;
        let day = if woman { day - WOMAN } else { day };
        let date = Date::new(century + i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Some(NikBirth { date: date.ok()?, woman })
    }

    /// The number that `count` digits make, from `start` on.
    fn number(&self, start: usize, count: usize) -> u32 {
        self.0.bytes().skip(start).take(count).fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 21);

    fn born(ddmmyy: &str) -> Option<(Date, bool)> {
        let nik = Nik::parse(&format!("320205{ddmmyy}0010")).unwrap();
        nik.birth(TODAY).map(|birth| (birth.date, birth.woman))
    }

    #[test]
    fn a_nik_tells_region_birth_and_sex() {
        let nik = Nik::parse("3202051002900010").unwrap();
        assert_eq!(nik.region().to_string(), "320205");
        assert_eq!(born("100290"), Some((date(1990, 2, 10), false)));
        assert_eq!(born("500290"), Some((date(1990, 2, 10), true)));
    }

    #[test]
    fn forty_is_added_to_the_day_of_women() {
        assert_eq!(born("410190"), Some((date(1990, 1, 1), true)));
        assert_eq!(born("710190"), Some((date(1990, 1, 31), true)));
        assert_eq!(born("310190"), Some((date(1990, 1, 31), false)));
        for impossible in ["000190", "320190", "400190", "720190", "990190", "310490", "710490", "010090", "011390"] {
            assert_eq!(born(impossible), None, "{impossible}");
        }
    }

    #[test]
    fn the_century_is_the_latest_that_is_not_in_the_future() {
        assert_eq!(born("211126"), Some((date(2026, 11, 21), false)));
        assert_eq!(born("221126"), Some((date(1926, 11, 22), false)));
        assert_eq!(born("010100"), Some((date(2000, 1, 1), false)));
        assert_eq!(born("311299"), Some((date(1999, 12, 31), false)));
    }

    #[test]
    fn leap_days_are_days_of_leap_years_only() {
        assert_eq!(born("290200"), Some((date(2000, 2, 29), false)));
        assert_eq!(born("690296"), Some((date(1996, 2, 29), true)));
        assert_eq!(born("290228"), Some((date(1928, 2, 29), false)));
        assert_eq!(born("290295"), None);
    }

    #[test]
    fn a_birth_is_compared_whatever_its_century() {
        let nik = Nik::parse("3202051002400010").unwrap();
        assert!(nik.tells_of_birth_on(date(1940, 2, 10)));
        assert!(nik.tells_of_birth_on(date(2040, 2, 10)));
        assert!(!nik.tells_of_birth_on(date(1941, 2, 10)));
        assert!(!nik.tells_of_birth_on(date(1940, 10, 2)));
    }

    proptest! {
        #[test]
        fn a_birth_written_into_a_nik_is_read_back(days in 0_i32..46_000, woman: bool) {
            let born_on = date(1926, 11, 22).checked_add(jiff::Span::new().days(days % 36_524)).unwrap();
            let day = i32::from(born_on.day()) + if woman { 40 } else { 0 };
            let text = format!("110101{day:02}{:02}{:02}0001", born_on.month(), born_on.year() % 100);
            let nik = Nik::parse(&text).unwrap();
            prop_assert!(nik.tells_of_birth_on(born_on));
            prop_assert_eq!(nik.birth(TODAY), Some(NikBirth { date: born_on, woman }));
        }

        #[test]
        fn no_text_makes_a_nik_panic(text in "(?s).{0,60}") {
            if let Ok(nik) = Nik::parse(&text) {
                prop_assert_eq!(Nik::parse(nik.expose()), Ok(nik));
            }
        }

        #[test]
        fn no_nik_makes_reading_it_panic(digits in "[0-9]{16}") {
            let nik = Nik::parse(&digits).unwrap();
            prop_assert_eq!(nik.region().to_string(), &digits[..6]);
            if let Some(birth) = nik.birth(TODAY) {
                prop_assert!(birth.date <= TODAY);
                prop_assert!(nik.tells_of_birth_on(birth.date));
            }
        }
    }
}
