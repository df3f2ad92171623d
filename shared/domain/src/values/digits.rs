//! Numbers as people write, paste and print them: only the digits count, whatever stands between them.

use super::{
    FieldFault,
    characters::{digit, is_blank, is_dash, is_invisible, is_line_break, is_separator, refuse_controls},
};
use crate::TicketNumber;
use crate::catalogue::CARD_DIGITS;

/// Reads the digits of a number: of a NIK, a family card, a ticket, a NIP, a code. Drops blanks, dots, commas, hyphens
/// and dashes, slashes, underscores, quotation marks and everything invisible. Reads digits of other scripts as ours.
/// The caller checks how many there are.
///
/// # Errors
/// [`FieldFault::Required`] without any digit, [`FieldFault::NotDigits`] with a letter or another sign,
/// [`FieldFault::HiddenCharacter`].
pub fn digits(raw: &str) -> Result<String, FieldFault> {
    refuse_controls(raw)?;
    let mut found = String::new();
    for character in raw.chars() {
        match digit(character) {
            Some(one) => found.push(one),
            None if is_separator(character) || is_invisible(character) => {}
            None => return Err(FieldFault::NotDigits),
        }
    }
    if found.is_empty() { Err(FieldFault::Required) } else { Ok(found) }
}

/// Reads the sixteen digits of a card.
///
/// # Errors
/// Those of [`digits`], and [`FieldFault::WrongDigitCount`].
pub(super) fn sixteen(raw: &str) -> Result<String, FieldFault> {
    let found = digits(raw)?;
    match found.len() {
        CARD_DIGITS => Ok(found),
        found => Err(FieldFault::WrongDigitCount { expected: CARD_DIGITS, found }),
    }
}

/// Whether a text contains sixteen or more digits in a row, as a NIK or a family card has. Spaces, dots, hyphens and
/// invisible characters between them do not hide them, nor does another script. A ticket number with its check digit,
/// standing alone, does not count.
#[must_use]
pub fn holds_sixteen_digits(text: &str) -> bool {
    let mut run = String::new();
    text.chars().chain(['\n']).any(|character| {
        if let Some(digit) = digit(character) {
            run.push(digit);
        } else if !passes_between(character) {
            let found = run.len() >= CARD_DIGITS && !is_ticket_number(&run);
            run.clear();
            return found;
        }
        false
    })
}

/// The text with a dash in the place of each number of `least` digits or more, in whatever script and however it is
/// grouped: for places that show what people wrote and no number of a card, a telephone or an account.
#[must_use]
pub fn without_long_numbers(text: &str, least: usize) -> String {
    let (mut shown, mut number, mut between, mut many) = (String::new(), String::new(), String::new(), 0);
    for character in text.chars().map(Some).chain([None]) {
        match character {
            Some(character) if digit(character).is_some() => {
                number.push_str(&std::mem::take(&mut between));
                number.push(character);
                many += 1;
            }
            Some(character) if many > 0 && (passes_between(character) || character == '/') => between.push(character),
            other => {
                shown.push_str(if many >= least { "–" } else { &number });
                shown.push_str(&between);
                shown.extend(other);
                number.clear();
                between.clear();
                many = 0;
            }
        }
    }
    shown
}

/// Whether the digits are a ticket number. Its year distinguishes it from a number that begins like a NIK.
fn is_ticket_number(digits: &str) -> bool {
    digits
        .parse::<TicketNumber>()
        .is_ok_and(|number| number.has_check_digit() && (2020..2100).contains(&number.day().year()))
}

fn passes_between(character: char) -> bool {
    let blank = is_blank(character) && !is_line_break(character);
    blank || is_dash(character) || is_invisible(character) || matches!(character, '.' | '_' | '\u{b7}' | '\u{20e3}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_stands_between_the_digits_is_left_out() {
        for raw in [
            "3202051002900010",
            " 3202 0510 0290 0010\n",
            "320205.100290.0010",
            "32\u{a0}02051002900010",
            "3202-0510-0290-0010",
            "3202–0510—0290‑0010",
            "320205/100290/0010",
            "'3202051002900010",
            "\"3202051002900010\"",
            "3202051002900010,",
            "\u{200b}3202051002900010\u{feff}",
            "\u{202a}3202051002900010\u{202c}",
            "\u{2068}320205\u{ad}1002900010\u{2069}",
            "３２０２０５１００２９０００１０",
            "٣٢٠٢٠٥١٠٠٢٩٠٠٠١٠",
        ] {
            assert_eq!(sixteen(raw).unwrap(), "3202051002900010", "{raw:?}");
        }
        assert_eq!(digits("70 20261129 00131").unwrap(), "702026112900131");
    }

    #[test]
    fn a_long_number_is_a_dash_however_it_is_grouped() {
        for (text, shown) in [
            ("NIK 3202051002900010.", "NIK –."),
            ("NIK 3202 0510 0290 0010 saya", "NIK – saya"),
            ("320205/100290/0010, hp 0812-3456-789", "–, hp –"),
            ("No.3202\u{200b}05１００２９０0010x", "No.–x"),
            ("Usia 35 tahun, S-1 (2019)", "Usia 35 tahun, S-1 (2019)"),
            ("12345", "12345"),
            ("123456", "–"),
            ("", ""),
        ] {
            assert_eq!(without_long_numbers(text, 6), shown, "{text:?}");
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_own_fault() {
        let wrong = |found| FieldFault::WrongDigitCount { expected: 16, found };
        for (raw, fault) in [
            ("", FieldFault::Required),
            (" . ", FieldFault::Required),
            ("\u{200b}\u{feff}", FieldFault::Required),
            ("320205100290001", wrong(15)),
            ("32020510029000101", wrong(17)),
            ("320205100290001O", FieldFault::NotDigits),
            ("3202051002900010+", FieldFault::NotDigits),
            ("3.20205E+15", FieldFault::NotDigits),
            ("3202051002900010\0", FieldFault::HiddenCharacter { line: 1, after: 16 }),
        ] {
            assert_eq!(sixteen(raw), Err(fault), "{raw:?}");
        }
    }

    #[test]
    fn sixteen_digits_in_a_row_are_seen_in_a_text_and_a_ticket_number_is_none() {
        for text in [
            "NIK Anda 3202051002900010.",
            "3202 0510 0290 0010",
            "32.02.05-100290-0010",
            "a 32020510029000101",
            "3202\u{200b}0510\u{2060}02900010",
            "3202–0510–0290–0010",
            "٣٢٠٢٠٥١٠٠٢٩٠٠٠١٠",
            "３２０２０５１００２９０００１０",
            "702026112900000424",
        ] {
            assert!(holds_sixteen_digits(text), "{text}");
        }
        for text in [
            "",
            "Tiket 662026112100001, 24-11-2026",
            "hotline 1500537 atau 08118005373",
            "32020510, 02900010",
            "32020510\n02900010",
            "Tiket 702026112900000422.",
            "Tiket 70 2026 1129 0000 0422",
        ] {
            assert!(!holds_sixteen_digits(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_sixteen_digits_are_accepted_however_they_are_parted(digits in "[0-9]{16}", parts in "[ .,/–—\\u{200e}\\u{2068}\\u{a0}\\u{202f}\\u{feff}-]{17}") {
            let mut raw = String::new();
            for (part, digit) in parts.chars().zip(digits.chars()) {
                raw.push(part);
                raw.push(digit);
            }
            prop_assert_eq!(sixteen(&raw), Ok(digits));
        }

        #[test]
        fn no_text_makes_it_panic_and_only_digits_come_out(text in "(?s).{0,80}") {
            let _seen = holds_sixteen_digits(&text);
            if let Ok(digits) = digits(&text) {
                prop_assert!(!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
            }
        }
    }
}
