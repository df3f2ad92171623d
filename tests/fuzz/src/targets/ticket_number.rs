//! Ticket numbers, as people type them, and as messages and addresses spell them.

use domain::TicketNumber;

use super::{Target, text};

pub(super) const TARGET: Target = Target { name: "ticket_number", words: &WORDS, most: 512, run };

const WORDS: [&[u8]; 14] = [
    b"702026112900000422",
    b"70 2026 1129 0000 0422",
    b"662026112100001",
    b"092021071016498",
    b"70",
    b"20261129",
    b" ",
    b".",
    b"-",
    b"0",
    "７０".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{2068}".as_bytes(),
    b"+",
];

fn run(input: &[u8]) -> bool {
    let raw = text(input);
    let read = TicketNumber::read(&raw);
    if let Ok(number) = raw.parse::<TicketNumber>() {
        assert_eq!(number.to_string(), raw, "a number has one spelling");
        assert_eq!(read, Ok(number), "what stands in a message can be typed");
    }
    match read {
        Ok(number) => {
            let spelled = number.to_string();
            assert!((15..=18).contains(&spelled.len()) && spelled.bytes().all(|byte| byte.is_ascii_digit()));
            assert_eq!(spelled.parse(), Ok(number), "a number is read again");
            assert_eq!(TicketNumber::read(&number.spaced()), Ok(number), "and so are its groups");
            assert_eq!(number.groups().concat(), spelled, "groups are the number");
            assert_eq!(number.has_check_digit(), spelled.len() == 18, "18 digits have a check digit");
            if number.has_check_digit() {
                mistyped(&spelled);
            }
            true
        }
        Err(invalid) => {
            assert!(!invalid.to_string().is_empty(), "a number is refused with a reason");
            raw.bytes().any(|byte| byte.is_ascii_digit())
        }
    }
}

/// The check digit reveals every single wrong digit.
fn mistyped(number: &str) {
    for at in 0..number.len() {
        let mut wrong = number.as_bytes().to_vec();
        if let Some(digit) = wrong.get_mut(at) {
            *digit = if *digit == b'9' { b'0' } else { *digit + 1 };
        }
        assert!(text(&wrong).parse::<TicketNumber>().is_err(), "a wrong digit of {number} at {at} was not seen");
    }
}
