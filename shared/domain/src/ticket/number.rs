//! Ticket numbers: `CC YYYYMMDD NNNNN` without the spaces, as in the manual's `092021071016498`.
//!
//! A number has exactly one spelling: what parses prints back to the same text, so that numbers can be compared as text in the database.

use crate::{catalogue::FormCode, naming::serde_as_text};
use jiff::civil::Date;
use std::{fmt, str::FromStr};

/// Digits of the form's code and of the day.
const PREFIX_DIGITS: usize = 10;
/// The sequence is padded to this many digits and grows beyond them.
const SEQUENCE_DIGITS: usize = 5;

/// The number an applicant keeps: form, day of submission in WIB, and the sequence within both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketNumber {
    form: FormCode,
    day: Date,
    sequence: u32,
}

impl TicketNumber {
    /// The number of the `sequence`-th submission of a form on a day (in WIB, of the years 0 to 9999).
    #[must_use]
    pub const fn new(form: FormCode, day: Date, sequence: u32) -> Self {
        Self { form, day, sequence }
    }

    /// The form that was filled in. It may have left the catalogue since.
    #[must_use]
    pub const fn form(self) -> FormCode {
        self.form
    }

    /// Day of submission in WIB.
    #[must_use]
    pub const fn day(self) -> Date {
        self.day
    }

    /// The sequence within form and day.
    #[must_use]
    pub const fn sequence(self) -> u32 {
        self.sequence
    }
}

impl fmt::Display for TicketNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.day.year(), self.day.month(), self.day.day());
        write!(f, "{}{year:04}{month:02}{day:02}{:0width$}", self.form, self.sequence, width = SEQUENCE_DIGITS)
    }
}

/// A text that is no ticket number. It does not repeat the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a ticket number")]
pub struct InvalidTicketNumber;

impl FromStr for TicketNumber {
    type Err = InvalidTicketNumber;

    /// Reads the one spelling of a number: no spaces, a day that exists, no zero too many before a long sequence.
    fn from_str(text: &str) -> Result<Self, InvalidTicketNumber> {
        read(text).ok_or(InvalidTicketNumber)
    }
}

fn read(text: &str) -> Option<TicketNumber> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (prefix, sequence) = text.split_at_checked(PREFIX_DIGITS)?;
    let padded_too_far = sequence.len() > SEQUENCE_DIGITS && sequence.starts_with('0');
    if sequence.len() < SEQUENCE_DIGITS || padded_too_far {
        return None;
    }
    Some(TicketNumber {
        form: prefix.get(..2)?.parse().ok()?,
        day: Date::new(prefix.get(2..6)?.parse().ok()?, prefix.get(6..8)?.parse().ok()?, prefix.get(8..)?.parse().ok()?).ok()?,
        sequence: sequence.parse().ok()?,
    })
}

serde_as_text!(TicketNumber);

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn code(text: &str) -> FormCode {
        text.parse().unwrap()
    }

    #[test]
    fn the_manuals_numbers_are_read_as_three_values() {
        let number: TicketNumber = "092021071016498".parse().unwrap();
        assert_eq!(number, TicketNumber::new(code("09"), date(2021, 7, 10), 16_498));
        let first: TicketNumber = "662021070600001".parse().unwrap();
        assert_eq!((first.form(), first.day(), first.sequence()), (code("66"), date(2021, 7, 6), 1));
    }

    #[test]
    fn a_sequence_grows_past_five_digits() {
        let day = date(2026, 11, 21);
        for (sequence, text) in
            [(1, "092026112100001"), (99_999, "092026112199999"), (100_000, "0920261121100000"), (u32::MAX, "09202611214294967295")]
        {
            let number = TicketNumber::new(code("09"), day, sequence);
            assert_eq!(number.to_string(), text);
            assert_eq!(text.parse(), Ok(number));
        }
    }

    #[test]
    fn only_the_one_spelling_is_a_number() {
        for text in [
            "",
            "0920210710",
            "09202107101649",       // four digits of sequence
            "0920210710016498",     // a zero too many
            "092021071 016498",     // a space
            "092021023016498",      // 30 February
            "092023022900001",      // 29 February of a common year
            "092021130116498",      // month 13
            "000000000000000",      // day zero
            "+92021071016498",      // a sign
            "09202107104294967296", // beyond u32
            "٠٩٢٠٢١٠٧١٠١٦٤٩٨",      // digits of another script
        ] {
            assert_eq!(text.parse::<TicketNumber>(), Err(InvalidTicketNumber), "{text}");
        }
        assert!("092024022900001".parse::<TicketNumber>().is_ok());
    }

    #[test]
    fn a_number_is_a_string_in_json() {
        let number: TicketNumber = serde_json::from_str("\"662021070600001\"").unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), "\"662021070600001\"");
        assert!(serde_json::from_str::<TicketNumber>("662021070600001").is_err());
    }

    proptest! {
        #[test]
        fn every_number_reads_back(form in 0_u8..100, days in 0_i32..40_000, sequence: u32) {
            let form = code(&format!("{form:02}"));
            let day = date(1990, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            let number = TicketNumber::new(form, day, sequence);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }

        #[test]
        fn what_reads_prints_the_same(text in "[0-9]{2}(19|20|21)[0-9]{2}[01][0-9][0-3][0-9][0-9]{4,11}") {
            if let Ok(number) = text.parse::<TicketNumber>() {
                prop_assert_eq!(number.to_string(), text);
            }
        }

        #[test]
        fn no_text_makes_reading_panic(text in "(?s).{0,80}") {
            if let Ok(number) = text.parse::<TicketNumber>() {
                prop_assert_eq!(number.to_string(), text);
            }
        }
    }
}
