//! Words to search the questions and answers, and text in a field with suggestions. The pieces of an input are the
//! words, the list, the owner of the entries (a country, a university), and their level.

use std::sync::LazyLock;

use domain::Suggestions;
use intake::fuzzing::{Questions, suggestion};

use super::{Target, pieces, text};

pub(super) const TARGET: Target = Target { name: "search", words: &WORDS, most: 8_192, run };

const WORDS: [&[u8]; 24] = [
    b"\x1f",
    b"lupa kata sandi",
    b"pendaftaran akun",
    b"perbaikan data",
    b"daftar",
    b"thk2",
    b"THK-II",
    b"sanggah",
    b"kartu ujian",
    b"ijazah",
    b"bagaimana cara",
    b"universitas negri malang",
    b"universities",
    b"programmes",
    b"cities",
    b"countries",
    b"S-1",
    b"Indonesia",
    b" ",
    b"\0",
    "\u{200b}".as_bytes(),
    "İ".as_bytes(),
    "語".as_bytes(),
    "é".as_bytes(),
];

static QUESTIONS: LazyLock<Option<Questions>> = LazyLock::new(Questions::read);

fn run(input: &[u8]) -> bool {
    let [query, list, owner, level] = pieces(input).map(text);
    let found = searched(&query);
    found | suggested(&query, &list, &owner, &level)
}

fn searched(query: &str) -> bool {
    let Some(questions) = QUESTIONS.as_ref() else { unreachable!("the questions are part of the program") };
    let found = questions.search(query);
    assert!(found.len() <= Questions::MOST_FOUND, "{} questions", found.len());
    let beginning: String = query.chars().take(Questions::LONGEST_QUERY).collect();
    assert_eq!(questions.search(&beginning), found, "only the beginning is looked at");
    !found.is_empty()
}

fn suggested(query: &str, list: &str, owner: &str, level: &str) -> bool {
    let mut any = false;
    for list in Suggestions::ALL.map(Suggestions::as_str).into_iter().chain([list]) {
        let Some(asked) = suggestion(list, query, owner, level) else { continue };
        any = true;
        for text in asked.iter().flatten() {
            assert!(!text.contains(char::is_control) && text.trim() == text, "what is asked for is tidy");
            // One character may have two small letters.
            assert!(text.chars().count() <= 300, "{} characters are asked for", text.chars().count());
        }
        let [typed, owner, level] = asked.map(Option::unwrap_or_default);
        let again = suggestion(list, &typed, &owner, &level).map(|again| again.map(Option::unwrap_or_default));
        if typed.is_ascii() && owner.is_ascii() && level.is_ascii() {
            assert_eq!(again, Some([typed, owner, level]), "the same is asked for again");
        }
    }
    any
}
