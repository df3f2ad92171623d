//! Officers sign in with the number of a civil servant.

use std::fmt;

use credentials::Number;
use domain::{FieldFault, typed};
use jiff::civil::Date;

use crate::texts;

/// Digits of a NIP.
const DIGITS: usize = 18;

/// Ages of those who work, with room on both sides.
const AGES: std::ops::RangeInclusive<i16> = 16..=80;

/// Nomor Induk Pegawai: 18 digits, of which the first eight are the birth date (`yyyymmdd`). Personal data; does not
/// print.
#[derive(Clone, PartialEq, Eq)]
pub struct Nip(String);

/// Why a text is no NIP. It does not repeat the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NipFault {
    /// Nothing was typed.
    #[error("a NIP is needed")]
    Required,
    /// Not 18 digits.
    #[error("a NIP has 18 digits")]
    NotEighteenDigits,
    /// The first eight digits are no birth date of somebody who works.
    #[error("the first eight digits of a NIP are a birth date")]
    NotABirthDate,
}

impl NipFault {
    /// What to correct, in Indonesian.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Required => texts::NIP_REQUIRED,
            Self::NotEighteenDigits => texts::NIP_DIGITS,
            Self::NotABirthDate => texts::NIP_BIRTH_DATE,
        }
    }
}

impl Nip {
    /// Reads 18 digits as people write them. `today` is the day in WIB.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(raw: &str, today: Date) -> Result<Self, NipFault> {
        let digits = match typed::digits(raw) {
            Ok(digits) if digits.len() == DIGITS => digits,
            Err(FieldFault::Required) => return Err(NipFault::Required),
            Ok(_) | Err(_) => return Err(NipFault::NotEighteenDigits),
        };
        let born = birth_date(&digits).ok_or(NipFault::NotABirthDate)?;
        let birthday_to_come = (today.month(), today.day()) < (born.month(), born.day());
        let age = today.year().saturating_sub(born.year()).saturating_sub(i16::from(birthday_to_come));
        if AGES.contains(&age) { Ok(Self(digits)) } else { Err(NipFault::NotABirthDate) }
    }

    /// A NIP that was checked when it was stored.
    pub(crate) fn restored(digits: String) -> Self {
        Self(digits)
    }

    /// The 18 digits: personal data.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// As the password rule takes it.
    pub(crate) fn number(&self) -> Number {
        Number { called: "NIP", digits: self.0.clone() }
    }

    /// The birth date; `None` only of a stored NIP that has none.
    pub(crate) fn born(&self) -> Option<Date> {
        birth_date(&self.0)
    }
}

fn birth_date(digits: &str) -> Option<Date> {
    Date::new(digits.get(..4)?.parse().ok()?, digits.get(4..6)?.parse().ok()?, digits.get(6..8)?.parse().ok()?).ok()
}

impl fmt::Debug for Nip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nip(…)")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn eighteen_digits_with_a_birth_date_are_a_nip() {
        for raw in [
            "198501012010011001",
            " 19850101 201001 1 001 ",
            "19850101.201001.1.001",
            "199002282023212002",
            "19850101-201001-1-001",
            "\u{202a}198501012010011001\u{202c}",
            "１９８５０１０１２０１００１１００１",
        ] {
            assert_eq!(Nip::parse(raw, TODAY).unwrap().expose().len(), 18, "{raw}");
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_fault() {
        for (raw, fault) in [
            ("", NipFault::Required),
            ("  ", NipFault::Required),
            ("19850101201001100", NipFault::NotEighteenDigits),
            ("1985010120100110011", NipFault::NotEighteenDigits),
            ("19850101201001100A", NipFault::NotEighteenDigits),
            ("\u{200e}", NipFault::Required),
            ("198513012010011001", NipFault::NotABirthDate),
            ("198502302010011001", NipFault::NotABirthDate),
            ("000000002010011001", NipFault::NotABirthDate),
            ("201101012026011001", NipFault::NotABirthDate),
            ("193001012010011001", NipFault::NotABirthDate),
        ] {
            assert_eq!(Nip::parse(raw, TODAY), Err(fault), "{raw}");
        }
    }

    #[test]
    fn a_nip_does_not_print() {
        assert_eq!(format!("{:?}", Nip::parse("198501012010011001", TODAY)), "Ok(Nip(…))");
    }
}
