//! The fields of a form as people fill them in, and content as the database stores it: NIK, family card, name, day of
//! birth and every kind of text.

use std::collections::BTreeMap;

use domain::{BirthDate, Content, FamilyCard, Field, FieldError, Form, FullName, Nik, Rule, Text, catalogue};

use super::{PARTED, TODAY, Target, text};

pub(super) const TARGET: Target = Target { name: "content", words: &WORDS, most: 4_096, run };

const WORDS: [&[u8]; 34] = [
    b"\x1f",
    b"3202051002900010",
    b"3202 0510 0290 0010",
    "３２０２０５１００２９０００１０".as_bytes(),
    b"32.02.05-500290-0010",
    b"Siti 'Aisyah, S.Pd.",
    "𝕊𝕚𝕥𝕚".as_bytes(),
    "Сити".as_bytes(),
    b"10/02/1990",
    b"1990-02-10",
    b"Sukabumi",
    b"S-1",
    b"Guru Swasta",
    b"12-34.56/AB-789",
    b"\r\n",
    b"\t",
    b"\0",
    b"\x1b",
    "\u{200e}".as_bytes(),
    "\u{200d}".as_bytes(),
    "\u{feff}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{a0}".as_bytes(),
    "\u{fe0f}".as_bytes(),
    "\u{20e3}".as_bytes(),
    "\u{301}".as_bytes(),
    "\u{212b}".as_bytes(),
    "\u{338}".as_bytes(),
    "\u{1100}\u{1161}".as_bytes(),
    "ﬁ".as_bytes(),
    "👩‍🏫".as_bytes(),
    "é".as_bytes(),
    "\u{915}\u{94d}\u{200d}\u{937}".as_bytes(),
    b"\xff",
];

fn run(input: &[u8]) -> bool {
    let whole = text(input);
    let alone = single(&whole);
    let (first, rest) = input.split_first().unwrap_or((&0, &[]));
    let Some(form) = catalogue::FORMS.get(usize::from(*first) % catalogue::FORMS.len()) else { return false };
    let values = rest.split(|byte| *byte == PARTED).map(|value| text(value).into_owned());
    let raw: BTreeMap<_, _> = form.fields.iter().map(|spec| spec.field.as_str().to_owned()).zip(values).collect();
    let filled_in = judge(form, &raw);
    let stored = serde_json::from_slice(rest).ok().and_then(|json| Content::from_json(&json).ok());
    if let Some(stored) = &stored {
        kept(stored);
    }
    alone || filled_in || stored.is_some()
}

/// Reads one text by every rule.
fn single(raw: &str) -> bool {
    let mut read = false;
    match Nik::parse(raw) {
        Ok(nik) => {
            read = true;
            sixteen(nik.expose());
            assert_eq!(Nik::parse(nik.expose()).as_ref(), Ok(&nik), "a NIK is read again");
            assert!(nik.expose().starts_with(&nik.region().to_string()), "a NIK begins with its region");
            if let Some(birth) = nik.birth(TODAY) {
                assert!(birth.date <= TODAY && nik.tells_of_birth_on(birth.date), "a NIK tells of a day that was");
            }
        }
        Err(fault) => assert!(!fault.code().is_empty(), "a NIK is refused with a reason"),
    }
    if let Ok(card) = FamilyCard::parse(raw) {
        sixteen(card.expose());
    }
    if let Ok(name) = FullName::parse(raw) {
        read = true;
        let shown = name.expose();
        assert!((1..=100).contains(&shown.chars().count()), "a name has 1 to 100 characters");
        assert!(!shown.contains(char::is_control) && shown.trim() == shown, "a name is one line");
        assert_eq!(FullName::parse(shown).as_ref(), Ok(&name), "a name is read again");
        let _title = name.has_title();
    }
    if let Ok(born) = BirthDate::parse(raw, TODAY) {
        read = true;
        let years = TODAY.year() - born.expose().year();
        assert!((16..=81).contains(&years), "who was born in {} is no applicant", born.expose().year());
        for spelled in [born.iso(), born.shown()] {
            assert_eq!(BirthDate::parse(&spelled, TODAY), Ok(born), "a day of birth is read again");
        }
    }
    for field in Field::ALL {
        let Rule::Text(rule) = field.rule() else { continue };
        match Text::parse(raw, rule) {
            Ok(value) => {
                let shown = value.expose();
                let length = shown.chars().count();
                assert!(length > 0 && field.rule().max_length().is_none_or(|most| length <= most), "{field}: {length}");
                assert!(!shown.contains(|one: char| one.is_control() && one != '\n'), "{field} hides a character");
                assert_eq!(Text::parse(shown, rule).as_ref(), Ok(&value), "{field} is read again");
            }
            Err(fault) => assert!(!fault.code().is_empty(), "{field} is refused with a reason"),
        }
    }
    read
}

fn sixteen(digits: &str) {
    assert!(digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_digit()), "a card has 16 digits");
}

/// Judges a filled-in form: it gives content that can be stored, or all of its faults.
pub(super) fn judge(form: &'static Form, raw: &BTreeMap<String, String>) -> bool {
    match Content::parse(form, raw, TODAY) {
        Ok(content) => {
            kept(&content);
            let again =
                content.values().map(|(field, value)| (field.as_str().to_owned(), value.into_owned())).collect();
            let again = Content::parse(form, &again, TODAY).map(|again| again.canonical_bytes());
            assert_eq!(again, Ok(content.canonical_bytes()), "what a form shows can be sent again");
            true
        }
        Err(errors) => {
            assert!(!errors.is_empty(), "whoever is refused is told why");
            let told = |error: &FieldError| !error.code.is_empty() && !error.message.is_empty();
            assert!(errors.iter().all(told), "every fault has its words");
            assert!(errors.len() <= form.fields.len() + raw.len(), "no fault is told twice");
            false
        }
    }
}

/// Stored content reads as the same content.
fn kept(content: &Content) {
    let again = Content::from_json(&content.to_json()).map(|again| again.canonical_bytes());
    assert_eq!(again, Ok(content.canonical_bytes()), "what is stored is read again");
    let _hints = content.hints();
}
