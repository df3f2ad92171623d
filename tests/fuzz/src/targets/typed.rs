//! What people type outside of a form's fields: lines, words to search for, codes, NIP, regions, and the names in
//! addresses and bodies.

use console::fuzzing::region;
use domain::{Desk, DocumentKind, Field, FormCode, RegionCode, Stage, Suggestions, regions, typed};
use officers::{Nip, Role};

use super::{TODAY, Target, text};

pub(super) const TARGET: Target = Target { name: "typed", words: &WORDS, most: 2_048, run };

const WORDS: [&[u8]; 26] = [
    b"198501012010011001",
    b"bkn.data-fixes",
    b"processing",
    b"supervisor",
    b"ktp",
    b"nik",
    b"universities",
    b"70",
    b"320205",
    b"Kab. Sukabumi",
    b"Kota Bandung",
    b"ab12-cd34",
    b"3202051002900010",
    b"\r\n",
    b"\0",
    "\u{200e}".as_bytes(),
    "\u{200d}".as_bytes(),
    "\u{301}".as_bytes(),
    "\u{fe0f}".as_bytes(),
    "\u{a0}".as_bytes(),
    "\u{2800}".as_bytes(),
    "ﬀ".as_bytes(),
    "ǅ".as_bytes(),
    "١٢".as_bytes(),
    "–".as_bytes(),
    "👩‍🏫".as_bytes(),
];

fn run(input: &[u8]) -> bool {
    let raw = text(input);
    let mut read = lines(&raw);
    if let Ok(digits) = typed::digits(&raw) {
        read = true;
        assert!(!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()), "digits are digits");
        assert_eq!(typed::digits(&digits).as_ref(), Ok(&digits), "digits are read again");
        assert!(digits.len() <= raw.chars().count(), "no digit is made up");
        assert!(digits.len() < 16 || domain::holds_sixteen_digits(&digits) || (17..=18).contains(&digits.len()));
    }
    match Nip::parse(&raw, TODAY) {
        Ok(nip) => {
            read = true;
            assert!(nip.expose().len() == 18 && nip.expose().bytes().all(|byte| byte.is_ascii_digit()));
            assert_eq!(Nip::parse(nip.expose(), TODAY), Ok(nip), "a NIP is read again");
        }
        Err(fault) => assert!(!fault.text().is_empty(), "a NIP is refused with a reason"),
    }
    match region(&raw) {
        Ok(code) => {
            assert!(matches!(code.len(), 0 | 2 | 4) && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
            assert_eq!(region(&code).as_ref(), Ok(&code), "a region is read again");
        }
        Err(told) => assert!(!told.is_empty(), "who types no region is told so"),
    }
    for (code, name) in regions::named(&raw) {
        assert!(!code.is_empty() && !name.is_empty(), "a region has a code and a name");
    }
    read | names(&raw)
}

fn lines(raw: &str) -> bool {
    let words = typed::words(raw);
    assert!(!words.contains(char::is_control) && typed::words(&words) == words, "words are read again");
    let code = typed::code(raw);
    if code.is_ascii() {
        assert_eq!(typed::code(&code), code, "a code is read again");
    }
    assert!(!typed::is_blank_text(raw) || words.is_empty(), "what is blank has no words");
    match typed::line(raw) {
        Ok(line) => {
            assert!(!line.contains(char::is_control), "a line hides nothing");
            assert_eq!(typed::line(&line).as_ref(), Ok(&line), "a line is read again");
            line.chars().nth(3).is_some()
        }
        Err(fault) => {
            assert!(!fault.code().is_empty(), "a line is refused with a reason");
            false
        }
    }
}

/// Names and codes have one spelling each.
fn names(raw: &str) -> bool {
    let spelled = [
        raw.parse::<Desk>().ok().map(|name| name.to_string()),
        raw.parse::<Stage>().ok().map(|name| name.to_string()),
        raw.parse::<DocumentKind>().ok().map(|name| name.to_string()),
        raw.parse::<Field>().ok().map(|name| name.to_string()),
        raw.parse::<Suggestions>().ok().map(|name| name.to_string()),
        raw.parse::<Role>().ok().map(|name| name.to_string()),
        raw.parse::<FormCode>().ok().map(|name| name.to_string()),
        raw.parse::<RegionCode>().ok().map(|name| name.to_string()),
    ];
    let mut spelled = spelled.into_iter().flatten().peekable();
    let any = spelled.peek().is_some();
    assert!(spelled.all(|name| name == raw), "a name has one spelling");
    any
}
