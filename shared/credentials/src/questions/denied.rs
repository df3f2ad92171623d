//! Answers that say nothing, or that everybody would try first.

/// Answers that are refused to every question, as answers are kept: in small letters, without signs.
const DENIED: [&str; 96] = [
    "tidak",
    "tidak ada",
    "tdk ada",
    "tak ada",
    "gak ada",
    "ga ada",
    "nggak ada",
    "enggak ada",
    "ngga ada",
    "tidak punya",
    "gak punya",
    "ga punya",
    "nggak punya",
    "tidak tahu",
    "tidak tau",
    "tdk tahu",
    "gak tahu",
    "gak tau",
    "ga tau",
    "nggak tahu",
    "nggak tau",
    "entah",
    "lupa",
    "saya lupa",
    "aku lupa",
    "kosong",
    "nihil",
    "belum ada",
    "belum",
    "rahasia",
    "jawaban",
    "jawaban saya",
    "pertanyaan",
    "ibu",
    "ibu saya",
    "ibuku",
    "ibu kandung",
    "bapak",
    "bapak saya",
    "ayah",
    "ayah saya",
    "ayahku",
    "mama",
    "papa",
    "mamah",
    "papah",
    "emak",
    "umi",
    "abi",
    "bunda",
    "saya",
    "saya sendiri",
    "aku",
    "kamu",
    "anda",
    "nama",
    "nama saya",
    "namaku",
    "pelamar",
    "peserta",
    "test",
    "tes",
    "testing",
    "coba",
    "coba coba",
    "password",
    "pasword",
    "kata sandi",
    "sandi",
    "qwerty",
    "asdf",
    "asdfgh",
    "zxcvbn",
    "abc",
    "abcd",
    "abcde",
    "abc123",
    "admin",
    "sscasn",
    "casn",
    "cpns",
    "pppk",
    "bkn",
    "asn",
    "pns",
    "indonesia",
    "bismillah",
    "merdeka",
    "none",
    "nothing",
    "unknown",
    "no",
    "not known",
    "i forgot",
    "forgot",
    "secret",
];

/// Digits in their order, as people type them along the keyboard.
const RUNS: [&str; 2] = ["012345678901234567890", "098765432109876543210"];

/// Whether an answer, as answers are kept, is one of them: of the list, one character again and again, or a run of
/// digits.
pub(super) fn is_denied(answer: &str) -> bool {
    DENIED.contains(&answer) || is_one_character(answer) || is_run(answer)
}

fn is_one_character(answer: &str) -> bool {
    let mut characters = answer.chars().filter(|character| *character != ' ');
    characters.next().is_some_and(|first| characters.all(|character| character == first))
}

fn is_run(answer: &str) -> bool {
    let digits: String = answer.chars().filter(|character| *character != ' ').collect();
    !digits.is_empty() && RUNS.iter().any(|run| run.contains(&digits))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::questions::Answer;

    #[test]
    fn the_list_is_written_as_answers_are_kept() {
        assert_eq!(BTreeSet::from(DENIED).len(), DENIED.len());
        for denied in DENIED {
            assert_eq!(Answer::new(denied).expose(), denied);
            assert!(is_denied(denied));
        }
    }

    #[test]
    fn one_character_and_runs_of_digits_are_no_answers() {
        for answer in ["aaa", "x x x", "777", "123", "12345", "0123456789", "987654", "1 2 3", "\u{e9}\u{e9}\u{e9}"] {
            assert!(is_denied(answer), "{answer}");
        }
        for answer in ["si manis", "aab", "124", "sdn 1", "2019", "soto ayam"] {
            assert!(!is_denied(answer), "{answer}");
        }
    }
}
