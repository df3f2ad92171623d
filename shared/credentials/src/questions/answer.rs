//! An answer to a security question: how it is read, and what it may not be.

use std::fmt;

use domain::typed;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

use super::denied::is_denied;
use super::fault::AnswerFault;
use super::question::Question;
use crate::Personal;

/// Fewest characters.
pub(super) const FEWEST: usize = 3;

/// Most characters.
pub(super) const MOST: usize = 100;

/// Characters of what was typed that are read. What is cut off makes no answer that somebody could have chosen, unless
/// hundreds of signs stand in front of it.
const MOST_TYPED: usize = 1_000;

/// What somebody answered: small letters and digits with one blank between words, so that "Si-Manis " is "si manis".
/// Does not print, and is overwritten when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer(Zeroizing<String>);

impl Answer {
    /// Reads what was typed: whatever its case, its punctuation and its encoding (NFKC), it is one answer.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let shown = Zeroizing::new(typed::words(beginning(typed)));
        // By way of capital letters: ß and ς have none of their own, and ẞ has another small one.
        let small = shown.nfkc().flat_map(char::to_lowercase).flat_map(char::to_uppercase).flat_map(char::to_lowercase);
        let small: Zeroizing<String> = Zeroizing::new(small.nfkc().collect());
        Self(Zeroizing::new(words(&small)))
    }

    /// Everything because of which it cannot be chosen; nothing when it can. `other` is the answer to the account's
    /// other question.
    #[must_use]
    pub fn check(&self, question: Question, other: Option<&Self>, personal: &Personal) -> Vec<AnswerFault> {
        let characters = self.0.chars().count();
        if characters > MOST {
            return vec![AnswerFault::TooLong];
        }
        let wrong = [
            (characters < FEWEST, AnswerFault::TooShort),
            (personal.is(&self.0), AnswerFault::Personal),
            (question.nouns().contains(&self.0.as_str()), AnswerFault::OfQuestion),
            (other.is_some_and(|other| !self.0.is_empty() && self == other), AnswerFault::SameAsOther),
            (is_denied(&self.0), AnswerFault::Common),
        ];
        wrong.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault).collect()
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

/// As much of what was typed as is read.
pub(super) fn beginning(typed: &str) -> &str {
    typed.char_indices().nth(MOST_TYPED).and_then(|(end, _)| typed.get(..end)).unwrap_or(typed)
}

/// The words of a text: letters with their marks, and digits. Everything else stands between them.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.chars() {
        let is_mark = is_combining_mark(character) && !gap && !words.is_empty();
        if character.is_alphanumeric() || is_mark {
            if gap && !words.is_empty() {
                words.push(' ');
            }
            words.push(character);
            gap = false;
        } else {
            gap = true;
        }
    }
    words
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer(…)")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::Number;

    fn dewi() -> Personal {
        Personal {
            names: vec!["Dewi Kartikasari".to_owned()],
            numbers: vec![Number { called: "NIK", digits: "3202054402900010".to_owned() }],
            born: vec![date(1990, 2, 4)],
            email: Some("wie@contoh.id".to_owned()),
            others: vec!["Sukabumi".to_owned()],
        }
    }

    fn faults(typed: &str) -> Vec<AnswerFault> {
        Answer::new(typed).check(Question::Pet, Some(&Answer::new("Bu Ratna")), &dewi())
    }

    #[test]
    fn an_answer_is_the_same_however_it_is_typed() {
        for typed in
            ["Si-Manis ", "si manis", "  SI\tMANIS!!", "\u{2068}Si  Manis\u{2069}", "Ｓｉ－Ｍａｎｉｓ", "«si»…manis"]
        {
            assert_eq!(Answer::new(typed).expose(), "si manis", "{typed}");
        }
        for (one, other) in [
            ("Josè", "JOSE\u{300}"),
            ("Straße", "STRASSE"),
            ("STRAẞE", "strasse"),
            ("ΣΟΦΟΣ", "σοφος"),
            ("ma\u{ad}nis", "Manis"),
        ] {
            assert_eq!(Answer::new(one), Answer::new(other), "{one}");
        }
        assert_ne!(Answer::new("simanis"), Answer::new("si manis"));
        assert_eq!(Answer::new("-").expose(), "");
    }

    #[test]
    fn reasonable_answers_are_taken() {
        for typed in
            ["Si Manis", "Bobi", "SDN 01 Cikole", "Soto ayam", "O'ong", "Laskar Pelangi", "Ucok & Butet", "三毛猫"]
        {
            assert_eq!(faults(typed), [], "{typed}");
        }
        assert_eq!(faults(&"ab".repeat(50)), [], "100 characters");
    }

    #[test]
    fn each_refusal_has_its_fault() {
        for (typed, fault) in [
            ("Bo", AnswerFault::TooShort),
            ("-", AnswerFault::TooShort),
            ("", AnswerFault::TooShort),
            ("dewi kartikasari", AnswerFault::Personal),
            ("Dewi", AnswerFault::Personal),
            ("3202 0544 0290 0010", AnswerFault::Personal),
            ("4 Februari 1990", AnswerFault::Personal),
            ("wie@contoh.id", AnswerFault::Personal),
            ("SUKABUMI", AnswerFault::Personal),
            ("Binatang peliharaan", AnswerFault::OfQuestion),
            ("Kucing!", AnswerFault::OfQuestion),
            ("bu ratna", AnswerFault::SameAsOther),
            ("Tidak ada", AnswerFault::Common),
            ("tidak-tahu", AnswerFault::Common),
            ("IBU", AnswerFault::Common),
            ("12345", AnswerFault::Common),
            ("aaaa", AnswerFault::Common),
        ] {
            assert_eq!(faults(typed), [fault], "{typed}");
        }
        assert_eq!(faults(&"ab".repeat(51)), [AnswerFault::TooLong]);
        assert_eq!(faults(&"ab ".repeat(100_000)), [AnswerFault::TooLong], "nothing else is judged");
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let personal = Personal { names: vec!["Aa".to_owned()], ..Personal::default() };
        let answer = Answer::new("A-a");
        assert_eq!(answer.check(Question::Pet, None, &personal), [AnswerFault::Personal, AnswerFault::Common]);
        let answer = Answer::new("SD");
        let told = answer.check(Question::School, Some(&answer), &Personal::default());
        assert_eq!(told, [AnswerFault::TooShort, AnswerFault::OfQuestion, AnswerFault::SameAsOther]);
    }

    #[test]
    fn an_answer_does_not_print() {
        assert_eq!(format!("{:?}", Answer::new("Si Manis")), "Answer(…)");
    }

    proptest! {
        #[test]
        fn what_was_read_once_is_read_the_same_again(typed in "(?s).{0,80}") {
            let once = Answer::new(&typed);
            let again = Answer::new(once.expose());
            prop_assert_eq!(again.expose(), once.expose());
        }

        #[test]
        fn case_and_punctuation_do_not_matter(
            words in prop::collection::vec("\\p{L}{1,8}|[0-9]{1,4}", 1..6),
            signs in prop::collection::vec("[ .,;:!?'\"/()&+_–—\\-\\t]{1,4}", 7),
        ) {
            let answer = Answer::new(&words.join(" "));
            let mut decorated = signs[6].clone();
            for (word, sign) in words.iter().zip(&signs) {
                decorated.push_str(word);
                decorated.push_str(sign);
            }
            prop_assert!(Answer::new(&decorated) == answer, "{}", decorated);
            prop_assert!(Answer::new(&decorated.to_uppercase()) == answer, "{}", decorated);
            prop_assert!(Answer::new(&decorated.to_lowercase()) == answer, "{}", decorated);
        }

        #[test]
        fn whatever_is_typed_is_judged(typed in "(?s).{0,200}") {
            let answer = Answer::new(&typed);
            let characters = answer.expose().chars().count();
            let told = answer.check(Question::Food, None, &dewi());
            prop_assert_eq!(told.contains(&AnswerFault::TooLong), characters > MOST);
            prop_assert_eq!(told.contains(&AnswerFault::TooShort), characters < FEWEST);
        }
    }
}
