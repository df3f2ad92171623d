//! Ticket numbers. There are two kinds, and their length tells which is which.
//!
//! - Current numbers: `CC YYYYMMDD NNNNNNN C`, 18 digits: form, day, seven digits that nobody can predict, and a check
//!   digit over all of them. A wrong check digit is a typing error; we recognise it without looking anything up.
//! - Older numbers: `CC YYYYMMDD NNNNN`, as in the manual's `092021071016498`: a sequence of five digits that grows to
//!   seven, 15 to 17 digits. They stay valid for ever. No day ever had sequences of eight digits: the database refuses
//!   to count that far.
//!
//! A number has exactly one spelling: parsing and printing gives the same text, so the database can compare numbers as
//! text. [`TicketNumber::read`] reads what people type.

use crate::{catalogue::FormCode, check_digit::damm, naming::serde_as_text, typed};
use jiff::civil::Date;
use std::{fmt, str::FromStr};

/// Digits of the form's code and of the day.
const PREFIX_DIGITS: usize = 10;
/// We pad a counted sequence to this many digits; it may grow beyond them.
const FEWEST_COUNTED: usize = 5;
/// Digits of a drawn value, and the most digits of a counted sequence.
const SEVEN: usize = 7;
/// All digits of a current number.
const DRAWN_DIGITS: usize = PREFIX_DIGITS + SEVEN + 1;
/// More characters than anybody types for a number, separators included. A longer text is no number.
const LONGEST_TYPED: usize = 200;

/// The number that an applicant keeps: form, day of submission in WIB, and the digits that make it unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TicketNumber {
    form: FormCode,
    day: Date,
    tail: Tail,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Tail {
    /// One after the other, without a check digit.
    Counted(SevenDigits),
    /// Unpredictable, with a check digit.
    Drawn(SevenDigits),
}

/// A value of at most seven decimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SevenDigits(u32);

impl SevenDigits {
    /// How many values there are.
    pub const COUNT: u32 = 10_000_000;
    /// The last one.
    pub const MAX: Self = Self(Self::COUNT - 1);

    /// Makes the value; `None` when it has more than seven digits.
    #[must_use]
    pub const fn new(value: u32) -> Option<Self> {
        if value < Self::COUNT { Some(Self(value)) } else { None }
    }
}

impl TicketNumber {
    /// Makes a current number of a form and a day (in WIB, of the years 0 to 9999). The caller makes sure that it draws
    /// no digits twice and that nobody else can predict the next ones.
    #[must_use]
    pub const fn drawn(form: FormCode, day: Date, digits: SevenDigits) -> Self {
        Self { form, day, tail: Tail::Drawn(digits) }
    }

    /// Makes a number of the older kind, for the `sequence`-th submission of a form on a day.
    #[must_use]
    pub const fn counted(form: FormCode, day: Date, sequence: SevenDigits) -> Self {
        Self { form, day, tail: Tail::Counted(sequence) }
    }

    /// Reads a number as a person types or pastes it. Blanks, dots, hyphens and invisible characters do not matter.
    ///
    /// # Errors
    /// [`InvalidTicketNumber`].
    pub fn read(typed: &str) -> Result<Self, InvalidTicketNumber> {
        if typed.chars().nth(LONGEST_TYPED).is_some() {
            return Err(InvalidTicketNumber::Shape);
        }
        typed::digits(typed).map_err(|_no_number| InvalidTicketNumber::Shape)?.parse()
    }

    /// The form that the applicant filled in. The catalogue may no longer have it.
    #[must_use]
    pub const fn form(self) -> FormCode {
        self.form
    }

    /// Day of submission in WIB.
    #[must_use]
    pub const fn day(self) -> Date {
        self.day
    }

    /// Whether it is a current number, with a check digit.
    #[must_use]
    pub const fn has_check_digit(self) -> bool {
        matches!(self.tail, Tail::Drawn(_))
    }

    /// The number in groups that people can easily read aloud and type: the form, then year, day and the rest in fours:
    /// `70 2026 1129 1234 5678`.
    #[must_use]
    pub fn groups(self) -> Vec<String> {
        let text = self.to_string();
        let lengths: &[usize] = match text.len() {
            15 => &[2, 4, 4, 5],
            16 => &[2, 4, 4, 3, 3],
            17 => &[2, 4, 4, 3, 4],
            _ => &[2, 4, 4, 4, 4],
        };
        let mut rest = text.as_str();
        let mut groups = Vec::with_capacity(lengths.len());
        for length in lengths {
            let (group, others) = rest.split_at_checked(*length).unwrap_or((rest, ""));
            groups.push(group.to_owned());
            rest = others;
        }
        groups
    }

    /// The groups with a blank between them, as pages show them. [`TicketNumber::read`] reads it.
    #[must_use]
    pub fn spaced(self) -> String {
        self.groups().join(" ")
    }
}

impl fmt::Display for TicketNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (form, year, month, day) = (self.form, self.day.year(), self.day.month(), self.day.day());
        match self.tail {
            Tail::Counted(SevenDigits(sequence)) => {
                write!(f, "{form}{year:04}{month:02}{day:02}{sequence:0FEWEST_COUNTED$}")
            }
            Tail::Drawn(SevenDigits(digits)) => {
                let text = format!("{form}{year:04}{month:02}{day:02}{digits:0SEVEN$}");
                write!(f, "{text}{}", damm(&text))
            }
        }
    }
}

/// Why a text is no ticket number. The error does not repeat the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTicketNumber {
    /// The text has as many digits as a current number, but the check digit is wrong: somebody mistyped.
    #[error("a mistyped ticket number")]
    Mistyped,
    /// Anything else.
    #[error("not a ticket number")]
    Shape,
}

impl FromStr for TicketNumber {
    type Err = InvalidTicketNumber;

    /// Reads the one spelling of a number: digits only, a day that exists, no superfluous zero before a long sequence.
    fn from_str(text: &str) -> Result<Self, InvalidTicketNumber> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidTicketNumber::Shape);
        }
        if text.len() != DRAWN_DIGITS {
            return counted(text).ok_or(InvalidTicketNumber::Shape);
        }
        // The sum over a correct number, its check digit included, is zero.
        if damm(text) != 0 {
            return Err(InvalidTicketNumber::Mistyped);
        }
        drawn(text).ok_or(InvalidTicketNumber::Shape)
    }
}

fn drawn(text: &str) -> Option<TicketNumber> {
    let (prefix, tail) = text.split_at_checked(PREFIX_DIGITS)?;
    let (form, day) = form_and_day(prefix)?;
    Some(TicketNumber::drawn(form, day, SevenDigits::new(tail.get(..SEVEN)?.parse().ok()?)?))
}

fn counted(text: &str) -> Option<TicketNumber> {
    let (prefix, sequence) = text.split_at_checked(PREFIX_DIGITS)?;
    let padded_too_far = sequence.len() > FEWEST_COUNTED && sequence.starts_with('0');
    if !(FEWEST_COUNTED..=SEVEN).contains(&sequence.len()) || padded_too_far {
        return None;
    }
    let (form, day) = form_and_day(prefix)?;
    Some(TicketNumber::counted(form, day, SevenDigits::new(sequence.parse().ok()?)?))
}

fn form_and_day(prefix: &str) -> Option<(FormCode, Date)> {
    let day =
        Date::new(prefix.get(2..6)?.parse().ok()?, prefix.get(6..8)?.parse().ok()?, prefix.get(8..)?.parse().ok()?)
            .ok()?;
    Some((prefix.get(..2)?.parse().ok()?, day))
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

    fn seven(value: u32) -> SevenDigits {
        SevenDigits::new(value).unwrap()
    }

    #[test]
    fn the_manuals_numbers_are_read_as_three_values() {
        let number: TicketNumber = "092021071016498".parse().unwrap();
        assert_eq!(number, TicketNumber::counted(code("09"), date(2021, 7, 10), seven(16_498)));
        let first: TicketNumber = "662021070600001".parse().unwrap();
        assert_eq!((first.form(), first.day(), first.has_check_digit()), (code("66"), date(2021, 7, 6), false));
    }

    #[test]
    fn a_counted_sequence_grows_past_five_digits() {
        let day = date(2026, 11, 21);
        for (sequence, text) in [
            (1, "092026112100001"),
            (99_999, "092026112199999"),
            (100_000, "0920261121100000"),
            (9_999_999, "09202611219999999"),
        ] {
            let number = TicketNumber::counted(code("09"), day, seven(sequence));
            assert_eq!(number.to_string(), text);
            assert_eq!(text.parse(), Ok(number));
        }
        assert_eq!(SevenDigits::new(10_000_000), None);
    }

    #[test]
    fn a_number_of_today_has_eighteen_digits_and_the_last_one_checks_the_others() {
        let number = TicketNumber::drawn(code("70"), date(2026, 11, 29), seven(42));
        let text = number.to_string();
        assert_eq!((text.len(), text.get(..17)), (18, Some("70202611290000042")));
        assert_eq!(text.parse(), Ok(number));
        assert!(number.has_check_digit());
    }

    #[test]
    fn a_number_is_shown_in_groups_of_at_most_five_digits() {
        for (text, spaced) in [
            ("092021071016498", "09 2021 0710 16498"),
            ("0920261121100000", "09 2026 1121 100 000"),
            ("09202611211000000", "09 2026 1121 100 0000"),
        ] {
            assert_eq!(text.parse::<TicketNumber>().unwrap().spaced(), spaced);
        }
        let today = TicketNumber::drawn(code("70"), date(2026, 11, 29), seven(1_234_567));
        assert_eq!(today.spaced().get(..21), Some("70 2026 1129 1234 567"));
        assert_eq!(today.groups().len(), 5);
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
            "0920210710123456789",  // nine digits of sequence
            "09202107104294967296", // beyond u32
            "٠٩٢٠٢١٠٧١٠١٦٤٩٨",      // digits of another script
        ] {
            assert_eq!(text.parse::<TicketNumber>(), Err(InvalidTicketNumber::Shape), "{text}");
        }
        assert!("092024022900001".parse::<TicketNumber>().is_ok());
    }

    #[test]
    fn a_number_is_read_however_it_is_printed_pasted_or_dictated() {
        let number: TicketNumber = "702026112900131".parse().unwrap();
        for typed in [
            "70 20261129 00131",
            "70 2026 1129 00131",
            " 70\u{a0}2026\u{202f}1129 00131\r\n",
            "70-2026-1129-00131",
            "70.2026.1129.00131",
            "70 \u{2013} 20261129 \u{2014} 00131",
            "\u{2068}702026112900131\u{2069}",
            "\u{202a}70\u{200b}2026\u{feff}1129\u{ad}00131\u{202c}",
            "70\t20261129\u{2060}00131",
        ] {
            assert_eq!(TicketNumber::read(typed), Ok(number), "{typed:?}");
        }
        for typed in
            ["", " - ", "70 20261129 0013l", "70/20261129", "70\t20261129\u{2060}00131\0", &"7 ".repeat(10_000)]
        {
            assert_eq!(TicketNumber::read(typed), Err(InvalidTicketNumber::Shape));
        }
    }

    #[test]
    fn a_number_is_a_string_in_json() {
        let number: TicketNumber = serde_json::from_str("\"662021070600001\"").unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), "\"662021070600001\"");
        assert!(serde_json::from_str::<TicketNumber>("662021070600001").is_err());
    }

    /// Numbers of both kinds.
    fn numbers() -> impl Strategy<Value = TicketNumber> {
        (0_u8..100, 0_i32..40_000, 0..SevenDigits::COUNT, any::<bool>()).prop_map(|(form, days, digits, is_drawn)| {
            let form = code(&format!("{form:02}"));
            let day = date(1990, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            if is_drawn {
                TicketNumber::drawn(form, day, seven(digits))
            } else {
                TicketNumber::counted(form, day, seven(digits))
            }
        })
    }

    fn today(form: u8, days: i32, digits: u32) -> String {
        let day = date(2026, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        TicketNumber::drawn(code(&format!("{form:02}")), day, seven(digits)).to_string()
    }

    proptest! {
        #[test]
        fn every_number_reads_back(number in numbers()) {
            prop_assert_eq!(number.to_string().parse(), Ok(number));
            prop_assert_eq!(TicketNumber::read(&number.spaced()), Ok(number));
            prop_assert_eq!(number.groups().concat(), number.to_string());
        }

        #[test]
        fn the_two_kinds_never_share_a_spelling(one in numbers(), other in numbers()) {
            prop_assert_eq!(one == other, one.to_string() == other.to_string());
            prop_assert_eq!(one.has_check_digit(), one.to_string().len() == DRAWN_DIGITS);
        }

        #[test]
        fn one_wrong_digit_is_a_typing_error(form in 0_u8..100, days in 0..3_650, digits in 0..SevenDigits::COUNT, place in 0_usize..18, by in 1_u8..10) {
            let mut typed = today(form, days, digits).into_bytes();
            typed[place] = b'0' + (typed[place] - b'0' + by) % 10;
            prop_assert_eq!(String::from_utf8(typed).unwrap().parse::<TicketNumber>(), Err(InvalidTicketNumber::Mistyped));
        }

        #[test]
        fn two_neighbours_that_changed_places_are_a_typing_error(form in 0_u8..100, days in 0..3_650, digits in 0..SevenDigits::COUNT, place in 0_usize..17) {
            let mut typed = today(form, days, digits).into_bytes();
            prop_assume!(typed[place] != typed[place + 1]);
            typed.swap(place, place + 1);
            prop_assert_eq!(String::from_utf8(typed).unwrap().parse::<TicketNumber>(), Err(InvalidTicketNumber::Mistyped));
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
                prop_assert_eq!(number.to_string(), text.clone());
            }
            if let Ok(number) = TicketNumber::read(&text) {
                prop_assert_eq!(TicketNumber::read(&number.spaced()), Ok(number));
            }
        }
    }
}
