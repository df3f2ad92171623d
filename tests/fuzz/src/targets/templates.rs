//! Answers and templates as officers and agencies write them: merge fields, sixteen digits, and the marks by which the
//! console finds that stories are alike.

use std::sync::LazyLock;

use console::fuzzing::{answer_of_agency, answer_of_officer, marks, questions, unknown_fields};
use domain::{Content, TicketNumber};

use super::{Target, VAULT, text};

pub(super) const TARGET: Target = Target { name: "templates", words: &WORDS, most: 8_192, run };

const WORDS: [&[u8]; 24] = [
    b"{",
    b"}",
    b"{nama}",
    b"{nomor}",
    b"{formulir}",
    b"{meja}",
    b"{tanggal}",
    b"{nik}",
    b"{chronology}",
    b"{university}",
    b"{ nama }",
    b"{{nama}}",
    b"{na{nama}ma}",
    b"{nam a}",
    b"{123}",
    b"{}",
    b"3202051002900010",
    b"702026112900000422",
    b"32.02.05-100290-0010",
    b"\r\n",
    b"\0",
    "\u{200e}".as_bytes(),
    "é".as_bytes(),
    "İ".as_bytes(),
];

/// Most characters of an answer.
const LONGEST: usize = 4_000;

/// A ticket whose story looks like a template itself.
static CONTENT: LazyLock<Option<Content>> = LazyLock::new(|| {
    let stored = serde_json::json!({
        "form": "66", "full_name": "Budi Santoso", "nik": "3202051002900010", "kk": "3202052501110007",
        "birth_place": "Sukabumi", "birth_date": "1990-02-10", "chronology": "Saya {nama}, bukan PNS. {university}"
    });
    Content::from_json(&stored).ok()
});

fn run(input: &[u8]) -> bool {
    let body = text(input);
    let (Some(content), Ok(number)) = (CONTENT.as_ref(), "702026112900000422".parse::<TicketNumber>()) else {
        unreachable!("the ticket can be read")
    };
    let mut given = false;
    for meant in [false, true] {
        let officers = answer_of_officer(&body, content, number, meant);
        let agencys = answer_of_agency(&body, number, meant);
        given |= officers.is_ok() | agencys.is_ok();
        // A template without merge fields says the same to everybody.
        if let Ok(words) = &agencys
            && !body.contains('{')
        {
            assert_eq!(officers.as_ref(), Ok(words), "without merge fields both read the same");
        }
        for words in [&officers, &agencys] {
            judged(words, number, meant);
        }
    }
    let unknown = unknown_fields(&body);
    assert!(unknown.iter().all(|name| body.contains(&format!("{{{name}}}"))), "a field that nobody wrote");
    let (digits, lacking) = questions(&body, &[number]);
    assert!(digits || !domain::holds_sixteen_digits(&body), "sixteen digits are asked about");
    assert!(lacking.iter().all(|name| !unknown.contains(name)), "what is lacking is known");
    assert_eq!(marks(&VAULT, &body), marks(&VAULT, &body), "the same story has the same marks");
    given
}

fn judged(words: &Result<String, (&'static str, Vec<String>)>, number: TicketNumber, meant: bool) {
    match words {
        Ok(words) => {
            assert!((1..=LONGEST).contains(&words.chars().count()), "an answer has its length");
            assert!(!words.contains(|one: char| one.is_control() && one != '\n'), "an answer hides nothing");
            let rest = words.replace(&number.to_string(), "#");
            assert!(meant || !domain::holds_sixteen_digits(&rest), "nobody was asked about sixteen digits");
        }
        Err((code, names)) => {
            assert!(!code.is_empty(), "an answer is refused with a reason");
            assert_eq!(*code == "merge_field", !names.is_empty(), "a merge field is named");
        }
    }
}
