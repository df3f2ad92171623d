//! The lists of what is tried first: sorted lines, searched where they lie in the program. Nothing is read or built at
//! the start, and they take no other memory.

use std::cmp::Ordering;

/// The 6,000 passwords that are tried first everywhere (see NOTICE), of five characters or more.
pub(super) const PASSWORDS: List = List(include_str!("common.txt"));

/// Words from which people here make passwords (see NOTICE), of four letters or more: the words of 25,000 further
/// common passwords without their decoration, and Indonesian words, names and places.
pub(super) const WORDS: List = List(include_str!("words.txt"));

/// Characters of the shortest entry.
pub(super) const SHORTEST: usize = 4;

/// Characters of the longest entry.
pub(super) const LONGEST: usize = 16;

/// Lines in the order of their bytes, each ended by a line break.
#[derive(Clone, Copy)]
pub(super) struct List(&'static str);

impl List {
    /// Whether a word is one of the lines. It takes some fifteen steps.
    pub(super) fn has(self, word: &str) -> bool {
        // The rest that may hold the word, which begins and ends with a line.
        let mut rest = self.0;
        while !rest.is_empty() {
            // Halves are found by bytes: the lists are ASCII.
            let (before, after) = rest.split_at_checked(rest.len() / 2).unwrap_or((rest, ""));
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            let end = after.find('\n').map_or(rest.len(), |end| before.len() + end);
            match rest.get(start..end).unwrap_or_default().cmp(word) {
                Ordering::Equal => return true,
                Ordering::Less => rest = rest.get(end + 1..).unwrap_or_default(),
                Ordering::Greater => rest = rest.get(..start).unwrap_or_default(),
            }
        }
        false
    }

    /// All lines.
    #[cfg(test)]
    pub(super) fn lines(self) -> std::str::Lines<'static> {
        self.0.lines()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_lists_are_sorted_and_fit_the_bounds() {
        for (list, fewest) in [(PASSWORDS, 6_000), (WORDS, 20_000)] {
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.len() >= fewest, "{}", lines.len());
            assert!(lines.is_sorted_by(|one, next| one < next), "sorted, and nothing twice");
            assert!(lines.iter().all(|line| line.is_ascii() && (SHORTEST..=LONGEST).contains(&line.len())));
            assert!(list.0.ends_with('\n'));
        }
        assert!(WORDS.lines().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()) && !PASSWORDS.has(word)));
        assert!(PASSWORDS.0.len() + WORDS.0.len() < 256 * 1024, "they stay small");
    }

    #[test]
    fn every_line_is_found_and_nothing_between_lines_is() {
        for list in [PASSWORDS, WORDS, List("a\n"), List("")] {
            assert!(list.lines().all(|line| list.has(line)));
            assert!(!list.has("") && !list.has("~") && !list.has("\n") && !list.has("melatiz"));
        }
    }

    proptest! {
        #[test]
        fn a_list_has_what_its_lines_have(word in "[a-z]{3,7}|\\PC{0,6}") {
            prop_assert_eq!(WORDS.has(&word), WORDS.lines().any(|line| line == word));
        }
    }
}
