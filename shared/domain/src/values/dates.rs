//! Dates as people write, paste and copy them: day, month, year, with any separators. The month is a number or a name.

use super::{
    FieldFault,
    characters::{digit, is_blank, is_dash, is_invisible, refuse_controls},
};
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// Years that eight digits in a row may mean. Within them `31121995` and `19951231` are never the same digits.
const YEARS_OF_EIGHT_DIGITS: RangeInclusive<i16> = 1900..=2099;

/// Most digits and words of a date, an ordinal's ending among them.
const MOST_PARTS: usize = 6;

/// Reads a date: day, month and year with `/ - . ,`, dashes or blanks between them (any number of them), or eight
/// digits. The year comes first when four digits come first. The month may also be its Indonesian or English name, a
/// short name, or a Roman numeral.
///
/// # Errors
/// [`FieldFault::Required`] for nothing, [`FieldFault::TwoDigitYear`] when the century is missing,
/// [`FieldFault::NotADate`] when the text is written as a date and the calendar has no such day,
/// [`FieldFault::UnreadableDate`] for everything else, [`FieldFault::HiddenCharacter`].
pub fn date(raw: &str) -> Result<Date, FieldFault> {
    refuse_controls(raw)?;
    let parts = parts(raw)?;
    let numbers = |year: Number, month: Number, day: Number| -> Result<Date, FieldFault> {
        if month.digits > 2 || day.digits > 2 {
            return Err(FieldFault::UnreadableDate);
        }
        calendar(year.as_year()?, month.value, day.value)
    };
    match *parts.as_slice() {
        [] => Err(FieldFault::Required),
        [Part::Number(all)] => all.unparted(),
        [Part::Number(first), Part::Number(month), Part::Number(last)] => {
            if first.digits == 4 {
                numbers(first, month, last)
            } else {
                numbers(last, month, first)
            }
        }
        [Part::Number(first), Part::Month(month), Part::Number(last)] => {
            let (year, day) = if first.digits == 4 { (first, last) } else { (last, first) };
            numbers(year, Number::of_month(month), day)
        }
        [Part::Month(month), Part::Number(day), Part::Number(year)] => numbers(year, Number::of_month(month), day),
        _ => Err(FieldFault::UnreadableDate),
    }
}

/// Digits in a row.
#[derive(Debug, Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Number(Number),
    /// 1 to 12, by its name.
    Month(u32),
}

impl Number {
    const fn of_month(month: u32) -> Self {
        Self { value: month, digits: 2 }
    }

    fn as_year(self) -> Result<i16, FieldFault> {
        match self.digits {
            4 => i16::try_from(self.value).map_err(|_too_large| FieldFault::UnreadableDate),
            2 => Err(FieldFault::TwoDigitYear),
            _ => Err(FieldFault::UnreadableDate),
        }
    }

    /// Reads eight digits: as `ddmmyyyy` when that can be a year of somebody's life, else as `yyyymmdd`.
    fn unparted(self) -> Result<Date, FieldFault> {
        match self.digits {
            6 => return Err(FieldFault::TwoDigitYear),
            8 => {}
            _ => return Err(FieldFault::UnreadableDate),
        }
        let of = |number: u32| i16::try_from(number).ok().filter(|year| YEARS_OF_EIGHT_DIGITS.contains(year));
        if let Some(year) = of(self.value % 10_000) {
            calendar(year, self.value / 10_000 % 100, self.value / 1_000_000)
        } else if let Some(year) = of(self.value / 10_000) {
            calendar(year, self.value / 100 % 100, self.value % 100)
        } else {
            Err(FieldFault::NotADate)
        }
    }
}

fn calendar(year: i16, month: u32, day: u32) -> Result<Date, FieldFault> {
    let small = |number: u32| i8::try_from(number).map_err(|_too_large| FieldFault::NotADate);
    Date::new(year, small(month)?, small(day)?).map_err(|_no_such_day| FieldFault::NotADate)
}

/// Splits the text into its parts, without the separators.
fn parts(raw: &str) -> Result<Vec<Part>, FieldFault> {
    let mut parts = Vec::with_capacity(MOST_PARTS);
    let mut rest = raw.chars().filter(|character| !is_invisible(*character)).peekable();
    while let Some(character) = rest.next() {
        if parts.len() >= MOST_PARTS {
            return Err(FieldFault::UnreadableDate);
        }
        if let Some(first) = digit(character) {
            let mut number = Number { value: value(first), digits: 1 };
            while let Some(next) = rest.peek().copied().and_then(digit) {
                rest.next();
                if number.digits == 8 {
                    return Err(FieldFault::UnreadableDate);
                }
                number = Number { value: number.value * 10 + value(next), digits: number.digits + 1 };
            }
            parts.push(Part::Number(number));
        } else if character.is_alphabetic() {
            let mut word: String = character.to_lowercase().collect();
            while let Some(letter) = rest.next_if(|letter| letter.is_alphabetic()) {
                word.extend(letter.to_lowercase());
                if word.len() > LONGEST_WORD {
                    return Err(FieldFault::UnreadableDate);
                }
            }
            match month(&word) {
                Some(month) => parts.push(Part::Month(month)),
                None if is_ending_of(&parts, &word) => {}
                None => return Err(FieldFault::UnreadableDate),
            }
        } else if !is_between(character) {
            return Err(FieldFault::UnreadableDate);
        }
    }
    Ok(parts)
}

fn value(digit: char) -> u32 {
    digit.to_digit(10).unwrap_or_default()
}

/// Whether the character separates the parts of a date.
fn is_between(character: char) -> bool {
    is_blank(character)
        || is_dash(character)
        || matches!(character, '/' | '.' | ',' | '\\' | '_' | '\u{2044}' | '\u{2215}' | '\u{ff0e}' | '\u{ff0f}')
}

/// `1st`, `2nd`: the ending of an English day.
fn is_ending_of(parts: &[Part], word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
        && matches!(parts.last(), Some(Part::Number(Number { digits: 1..=2, .. })))
}

/// Bytes of the longest word that can be a month.
const LONGEST_WORD: usize = 16;

/// The names of each month in Indonesian and English, long and short as they are in use, and its Roman numeral.
const MONTHS: [&[&str]; 12] = [
    &["januari", "jan", "january", "i"],
    &["februari", "feb", "pebruari", "peb", "february", "ii"],
    &["maret", "mar", "march", "mrt", "iii"],
    &["april", "apr", "iv"],
    &["mei", "may", "v"],
    &["juni", "jun", "june", "vi"],
    &["juli", "jul", "july", "vii"],
    &["agustus", "agu", "agt", "agst", "ags", "agus", "august", "aug", "viii"],
    &["september", "sep", "sept", "ix"],
    &["oktober", "okt", "october", "oct", "x"],
    &["november", "nov", "nopember", "nop", "xi"],
    &["desember", "des", "december", "dec", "xii"],
];

fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;
    use proptest::prelude::*;

    #[test]
    fn the_last_day_of_1995_is_read_however_it_is_written() {
        for raw in [
            "31/12/1995",
            "31-12-1995",
            "31.12.1995",
            "31 12 1995",
            "31121995",
            "31 / 12 / 1995",
            "31 - 12 - 1995",
            "31. 12. 1995",
            "31–12–1995",
            "31—12—1995",
            "31‑12‑1995",
            "31−12−1995",
            "31,12,1995",
            "31\u{a0}12\u{a0}1995",
            "31\u{202f}12\u{202f}1995",
            "  31/12/1995  ",
            "\u{200e}31-12-1995\u{200e}",
            "\u{2068}31/12/1995\u{2069}",
            "\u{202a}31\u{202c}/12/1995",
            "\u{feff}31/12/1995",
            "31\u{ad}/12/1995",
            "1995-12-31",
            "1995/12/31",
            "1995.12.31",
            "1995 12 31",
            "1995 - 12 - 31",
            "19951231",
            "٣١/١٢/١٩٩٥",
            "３１／１２／１９９５",
            "31 Desember 1995",
            "31 desember 1995",
            "31 DESEMBER 1995",
            "31 Des 1995",
            "31-Des-1995",
            "31 Des. 1995",
            "31Des1995",
            "31 December 1995",
            "31 Dec 1995",
            "31st December 1995",
            "December 31, 1995",
            "1995 Desember 31",
            "31-XII-1995",
            "31 XII 1995",
            "31/12/1995.",
            "31/12/1995/",
        ] {
            assert_eq!(date(raw), Ok(day(1995, 12, 31)), "{raw:?}");
        }
        for raw in ["1/2/1990", "01-02-1990", "1 Feb 1990", "1 Pebruari 1990", "01021990", "1990-2-1"] {
            assert_eq!(date(raw), Ok(day(1990, 2, 1)), "{raw:?}");
        }
        for (raw, month) in [
            ("17 Agustus 1995", 8),
            ("17 Agt 1995", 8),
            ("17 Mei 1995", 5),
            ("17 Okt 1995", 10),
            ("17 Nopember 1995", 11),
        ] {
            assert_eq!(date(raw), Ok(day(1995, month, 17)), "{raw:?}");
        }
    }

    #[test]
    fn eight_digits_are_never_two_dates() {
        for (raw, expected) in [
            ("20011012", day(2001, 10, 12)),
            ("20102001", day(2001, 10, 20)),
            ("19121912", day(1912, 12, 19)),
            ("20122012", day(2012, 12, 20)),
        ] {
            assert_eq!(date(raw), Ok(expected), "{raw}");
        }
        let mut one = day(1900, 1, 1);
        while one <= day(2099, 12, 31) {
            assert_eq!(date(&one.strftime("%Y%m%d").to_string()), Ok(one));
            assert_eq!(date(&one.strftime("%d%m%Y").to_string()), Ok(one));
            one = one.tomorrow().unwrap();
        }
    }

    #[test]
    fn a_day_that_the_calendar_does_not_have_is_told_so() {
        for raw in [
            "1995-02-29",
            "29/02/1995",
            "31/04/1995",
            "1995-13-01",
            "13/13/1995",
            "00/01/1995",
            "31 Februari 1995",
            "12/31/1995",
            "31041995",
            "99999999",
        ] {
            assert_eq!(date(raw), Err(FieldFault::NotADate), "{raw}");
        }
        assert_eq!(date("29/02/1996"), Ok(day(1996, 2, 29)));
    }

    #[test]
    fn a_missing_century_and_what_is_no_date_are_told_apart() {
        for raw in ["1/1/95", "31-12-95", "311295", "17 Agustus 95", "95-01-01"] {
            assert_eq!(date(raw), Err(FieldFault::TwoDigitYear), "{raw}");
        }
        for raw in [
            "kemarin",
            "31",
            "1995",
            "12/1995",
            "31/12",
            "31 12 1995 5",
            "001/01/1990",
            "+1/02/1990",
            "1/2/19900",
            "1/2/995",
            "1995-12-31T00:00:00",
            "1995-12-31 00:00",
            "123456789",
            "31/12/1995 WIB",
            "Sukabumi, 31-12-1995",
            "31/12/1995?",
            "Desember 1995",
            "😀",
        ] {
            assert_eq!(date(raw), Err(FieldFault::UnreadableDate), "{raw}");
        }
        for raw in ["", "  ", "\u{200e}", "/", "-", "--"] {
            assert_eq!(date(raw), Err(FieldFault::Required), "{raw}");
        }
        assert_eq!(date("31/12\0/1995"), Err(FieldFault::HiddenCharacter { line: 1, after: 5 }));
    }

    proptest! {
        #[test]
        fn a_date_is_read_whatever_stands_between_its_parts(days in 0_i32..70_000, between in "[ ./–—\\u{a0}\\u{202f}\\u{200e}-]{0,3}[./ -][ ]{0,2}") {
            let one = day(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            let (year, month, day) = (one.year(), one.month(), one.day());
            prop_assert_eq!(date(&format!("{day}{between}{month}{between}{year:04}")), Ok(one));
            prop_assert_eq!(date(&format!("{year:04}{between}{month:02}{between}{day:02}")), Ok(one));
        }

        #[test]
        fn no_text_makes_it_panic(text in "(?s).{0,80}") {
            let _date = date(&text);
        }

        #[test]
        fn nothing_like_a_date_makes_it_panic(text in "[0-9]{0,9}[-/ .]{0,2}([0-9]{0,9}|[a-zA-Z]{0,9})[-/ \
            .]{0,2}[0-9]{0,9}") {
            let _date = date(&text);
        }
    }
}
