//! What NIK and family card number share: sixteen ASCII digits, in which pasted spaces and dots are left out.

use super::{FieldFault, characters::is_invisible};
use crate::TicketNumber;
use crate::catalogue::CARD_DIGITS;

/// The sixteen digits of a card.
///
/// # Errors
/// [`FieldFault::Required`], [`FieldFault::WrongDigitCount`], [`FieldFault::NotDigits`], [`FieldFault::HiddenCharacter`].
pub(super) fn parse(raw: &str) -> Result<String, FieldFault> {
    let mut digits = String::with_capacity(CARD_DIGITS);
    for character in raw.chars() {
        match character {
            '0'..='9' => digits.push(character),
            '.' => {}
            _ if character.is_whitespace() => {}
            _ if is_invisible(character) => return Err(FieldFault::HiddenCharacter),
            _ => return Err(FieldFault::NotDigits),
        }
    }
    match digits.len() {
        0 => Err(FieldFault::Required),
        CARD_DIGITS => Ok(digits),
        found => Err(FieldFault::WrongDigitCount { expected: CARD_DIGITS, found }),
    }
}

/// Whether sixteen digits or more stand in a row somewhere in a text, as those of a NIK or a family card do; spaces, dots and hyphens between
/// them do not hide them. A ticket number with its check digit, standing alone, is none.
#[must_use]
pub fn holds_sixteen_digits(text: &str) -> bool {
    let mut run = String::new();
    text.chars().chain(['\n']).any(|character| {
        match character {
            '0'..='9' => run.push(character),
            ' ' | '\u{a0}' | '.' | '-' => {}
            _ => {
                let found = run.len() >= CARD_DIGITS && !is_ticket_number(&run);
                run.clear();
                return found;
            }
        }
        false
    })
}

/// The year keeps apart what begins like a NIK.
fn is_ticket_number(digits: &str) -> bool {
    digits.parse::<TicketNumber>().is_ok_and(|number| number.has_check_digit() && (2020..2100).contains(&number.day().year()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spaces_and_dots_that_are_pasted_along_are_left_out() {
        for raw in ["3202051002900010", " 3202 0510 0290 0010\n", "320205.100290.0010", "32\u{a0}02051002900010"] {
            assert_eq!(parse(raw).unwrap(), "3202051002900010");
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_own_fault() {
        let wrong = |found| FieldFault::WrongDigitCount { expected: 16, found };
        for (raw, fault) in [
            ("", FieldFault::Required),
            (" . ", FieldFault::Required),
            ("320205100290001", wrong(15)),
            ("32020510029000101", wrong(17)),
            ("320205100290001O", FieldFault::NotDigits),
            ("3202-0510-0290-0010", FieldFault::NotDigits),
            ("３２０２０５１００２９０００１０", FieldFault::NotDigits),
            ("٣٢٠٢٠٥١٠٠٢٩٠٠٠١٠", FieldFault::NotDigits),
            ("\u{200b}3202051002900010", FieldFault::HiddenCharacter),
            ("3202051002900010\0", FieldFault::HiddenCharacter),
        ] {
            assert_eq!(parse(raw), Err(fault), "{raw:?}");
        }
    }

    #[test]
    fn sixteen_digits_in_a_row_are_seen_in_a_text_and_a_ticket_number_is_none() {
        for text in
            ["NIK Anda 3202051002900010.", "3202 0510 0290 0010", "32.02.05-100290-0010", "a 32020510029000101", "702026112900000424"]
        {
            assert!(holds_sixteen_digits(text), "{text}");
        }
        for text in [
            "",
            "Tiket 662026112100001, 24-11-2026",
            "hotline 1500537 atau 08118005373",
            "32020510, 02900010",
            "Tiket 702026112900000422.",
            "Tiket 70 2026 1129 0000 0422",
        ] {
            assert!(!holds_sixteen_digits(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_sixteen_digits_are_accepted(digits in "[0-9]{16}") {
            prop_assert_eq!(parse(&digits), Ok(digits));
        }

        #[test]
        fn no_text_makes_it_panic_and_only_sixteen_digits_come_out(text in "(?s).{0,80}") {
            if let Ok(digits) = parse(&text) {
                prop_assert_eq!(digits.len(), 16);
                prop_assert!(digits.bytes().all(|byte| byte.is_ascii_digit()));
            }
        }
    }
}
