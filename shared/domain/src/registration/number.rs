//! Registration numbers: `K YY IIII SSSSSSSSS C`, 17 digits as the guide's sample has: the kind of selection, the year,
//! the agency's short number, nine digits that nobody can predict, and a check digit over all of them. A wrong check
//! digit is a typing error; we recognise it without looking anything up.
//!
//! A number has exactly one spelling: parsing and printing gives the same text, so the database can compare numbers as
//! text. [`RegistrationNumber::read`] reads what people type.

use super::SelectionKind;
use crate::{check_digit::damm, naming::serde_as_text, typed};
use std::{fmt, str::FromStr};

/// All digits.
const DIGITS: usize = 17;
/// More characters than anybody types for a number, separators included. A longer text is no number.
const LONGEST_TYPED: usize = 200;

/// The number that an applicant has from the end of a registration on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegistrationNumber {
    kind: SelectionKind,
    /// Within its century.
    year: u8,
    agency: AgencyNumber,
    digits: NineDigits,
}

/// The short number of an agency, which no other agency ever gets: 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AgencyNumber(u16);

impl AgencyNumber {
    /// Makes the number; `None` for zero and beyond four digits.
    #[must_use]
    pub const fn new(value: u16) -> Option<Self> {
        if value >= 1 && value <= 9999 { Some(Self(value)) } else { None }
    }

    /// The number itself.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

/// A value of at most nine decimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NineDigits(u32);

impl NineDigits {
    /// How many values there are.
    pub const COUNT: u32 = 1_000_000_000;

    /// Makes the value; `None` when it has more than nine digits.
    #[must_use]
    pub const fn new(value: u32) -> Option<Self> {
        if value < Self::COUNT { Some(Self(value)) } else { None }
    }
}

impl RegistrationNumber {
    /// Makes a number. Of the year only the last two digits count. The caller makes sure that it draws no digits twice
    /// and that nobody else can predict the next ones.
    #[must_use]
    pub fn drawn(kind: SelectionKind, year: i16, agency: AgencyNumber, digits: NineDigits) -> Self {
        let year = u8::try_from(year.rem_euclid(100)).unwrap_or_default();
        Self { kind, year, agency, digits }
    }

    /// Reads a number as a person types or pastes it. Blanks, dots, hyphens and invisible characters do not matter.
    ///
    /// # Errors
    /// [`InvalidRegistrationNumber`].
    pub fn read(typed: &str) -> Result<Self, InvalidRegistrationNumber> {
        if typed.chars().nth(LONGEST_TYPED).is_some() {
            return Err(InvalidRegistrationNumber::Shape);
        }
        typed::digits(typed).map_err(|_no_number| InvalidRegistrationNumber::Shape)?.parse()
    }

    /// The kind of selection.
    #[must_use]
    pub const fn kind(self) -> SelectionKind {
        self.kind
    }

    /// The last two digits of the year.
    #[must_use]
    pub const fn year(self) -> u8 {
        self.year
    }

    /// The agency's short number.
    #[must_use]
    pub const fn agency(self) -> AgencyNumber {
        self.agency
    }

    /// The number in groups that people can easily read aloud and type: `7 26 0042 123 456 789 0`.
    /// [`RegistrationNumber::read`] reads it.
    #[must_use]
    pub fn spaced(self) -> String {
        let text = self.to_string();
        let mut rest = text.as_str();
        let mut groups = Vec::new();
        for length in [1, 2, 4, 3, 3, 3, 1] {
            let (group, others) = rest.split_at_checked(length).unwrap_or((rest, ""));
            groups.push(group);
            rest = others;
        }
        groups.join(" ")
    }
}

impl fmt::Display for RegistrationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, year, AgencyNumber(agency), NineDigits(digits)) =
            (self.kind.digit(), self.year, self.agency, self.digits);
        let text = format!("{kind}{year:02}{agency:04}{digits:09}");
        write!(f, "{text}{}", damm(&text))
    }
}

/// Why a text is no registration number. The error does not repeat the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRegistrationNumber {
    /// The text has as many digits as a number, but the check digit is wrong: somebody mistyped.
    #[error("a mistyped registration number")]
    Mistyped,
    /// Anything else.
    #[error("not a registration number")]
    Shape,
}

impl FromStr for RegistrationNumber {
    type Err = InvalidRegistrationNumber;

    /// Reads the one spelling of a number: seventeen digits, a kind and an agency that can be.
    fn from_str(text: &str) -> Result<Self, InvalidRegistrationNumber> {
        if text.len() != DIGITS || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidRegistrationNumber::Shape);
        }
        // The sum over a correct number, its check digit included, is zero.
        if damm(text) != 0 {
            return Err(InvalidRegistrationNumber::Mistyped);
        }
        parts(text).ok_or(InvalidRegistrationNumber::Shape)
    }
}

fn parts(text: &str) -> Option<RegistrationNumber> {
    Some(RegistrationNumber {
        kind: SelectionKind::of_digit(text.get(..1)?.parse().ok()?)?,
        year: text.get(1..3)?.parse().ok()?,
        agency: AgencyNumber::new(text.get(3..7)?.parse().ok()?)?,
        digits: NineDigits::new(text.get(7..16)?.parse().ok()?)?,
    })
}

serde_as_text!(RegistrationNumber);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample() -> RegistrationNumber {
        let (agency, digits) = (AgencyNumber::new(42).unwrap(), NineDigits::new(123_456_789).unwrap());
        RegistrationNumber::drawn(SelectionKind::PppkTeknis, 2026, agency, digits)
    }

    #[test]
    fn a_number_has_seventeen_digits_and_the_last_one_checks_the_others() {
        let number = sample();
        let text = number.to_string();
        assert_eq!((text.len(), text.get(..16)), (17, Some("7260042123456789")));
        assert_eq!(text.parse(), Ok(number));
        assert_eq!((number.kind(), number.year(), number.agency().get()), (SelectionKind::PppkTeknis, 26, 42));
        assert_eq!(number.spaced().get(..19), Some("7 26 0042 123 456 7"));
    }

    #[test]
    fn only_the_one_spelling_is_a_number() {
        let text = sample().to_string();
        for wrong in ["", "7", &text[..16], &format!("{text}0"), &format!("+{}", &text[1..]), "٧٢٦٠٠٤٢١٢٣٤٥٦٧٨٩٠"]
        {
            assert_eq!(wrong.parse::<RegistrationNumber>(), Err(InvalidRegistrationNumber::Shape), "{wrong}");
        }
        // Its check digit is right, but no kind begins with a 4 and no agency is the 0000.
        for digits in ["4260042123456789", "7260000123456789"] {
            let whole = format!("{digits}{}", damm(digits));
            assert_eq!(whole.parse::<RegistrationNumber>(), Err(InvalidRegistrationNumber::Shape), "{whole}");
        }
        assert_eq!(
            (AgencyNumber::new(0), AgencyNumber::new(10_000), NineDigits::new(1_000_000_000)),
            (None, None, None)
        );
    }

    #[test]
    fn a_number_is_read_however_it_is_printed_pasted_or_dictated() {
        let (number, text) = (sample(), sample().to_string());
        let (first, second) = text.split_at(7);
        for typed in [
            number.spaced(),
            format!(" {first}\u{a0}{second}\r\n"),
            format!("{first}.{second}"),
            format!("{first}-{second}"),
            format!("\u{2068}{text}\u{2069}"),
        ] {
            assert_eq!(RegistrationNumber::read(&typed), Ok(number), "{typed:?}");
        }
        for typed in ["", " - ", &format!("{}l", &text[..16]), &"7 ".repeat(10_000)] {
            assert_eq!(RegistrationNumber::read(typed), Err(InvalidRegistrationNumber::Shape));
        }
    }

    /// Numbers of all kinds, years and agencies.
    fn numbers() -> impl Strategy<Value = RegistrationNumber> {
        (0_usize..4, 0_i16..10_000, 1_u16..10_000, 0..NineDigits::COUNT).prop_map(|(kind, year, agency, digits)| {
            let (agency, digits) = (AgencyNumber::new(agency).unwrap(), NineDigits::new(digits).unwrap());
            RegistrationNumber::drawn(SelectionKind::ALL[kind], year, agency, digits)
        })
    }

    proptest! {
        #[test]
        fn every_number_reads_back(number in numbers()) {
            prop_assert_eq!(number.to_string().parse(), Ok(number));
            prop_assert_eq!(RegistrationNumber::read(&number.spaced()), Ok(number));
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(serde_json::from_str::<RegistrationNumber>(&json).unwrap(), number);
        }

        #[test]
        fn one_wrong_digit_is_a_typing_error(number in numbers(), place in 0_usize..17, by in 1_u8..10) {
            let mut typed = number.to_string().into_bytes();
            typed[place] = b'0' + (typed[place] - b'0' + by) % 10;
            let typed = String::from_utf8(typed).unwrap();
            prop_assert_eq!(typed.parse::<RegistrationNumber>(), Err(InvalidRegistrationNumber::Mistyped));
        }

        #[test]
        fn two_neighbours_that_changed_places_are_a_typing_error(number in numbers(), place in 0_usize..16) {
            let mut typed = number.to_string().into_bytes();
            prop_assume!(typed[place] != typed[place + 1]);
            typed.swap(place, place + 1);
            let typed = String::from_utf8(typed).unwrap();
            prop_assert_eq!(typed.parse::<RegistrationNumber>(), Err(InvalidRegistrationNumber::Mistyped));
        }

        #[test]
        fn no_text_makes_reading_panic(text in "(?s).{0,80}") {
            if let Ok(number) = RegistrationNumber::read(&text) {
                prop_assert_eq!(RegistrationNumber::read(&number.spaced()), Ok(number));
            }
        }
    }
}
