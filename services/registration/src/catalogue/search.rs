//! What somebody looks for. Whatever is typed is a search: too much of it is cut off, and nothing is refused.

use super::{Selection, fold, pattern};

/// Formations on a page.
pub(crate) const PAGE: i64 = 20;

/// Pages of one search. Who needs more has to search more closely.
pub(crate) const MOST_PAGES: i64 = 50;

/// Characters of a text that are looked at.
const LONGEST: usize = 100;

/// Words of the free text that are looked at.
const WORDS: usize = 4;

/// What the formations that are wanted have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Search {
    pub(crate) selection: Option<Selection>,
    pub(crate) open_to_disability: bool,
    /// Patterns for `LIKE`.
    pub(crate) agency: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) education: Option<String>,
    pub(crate) words: [Option<String>; WORDS],
    /// From 1.
    pub(crate) page: i64,
}

/// The texts of a search as somebody typed them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Typed<'a> {
    pub(crate) words: &'a str,
    pub(crate) agency: &'a str,
    pub(crate) place: &'a str,
    pub(crate) education: &'a str,
    pub(crate) selection: &'a str,
    pub(crate) page: &'a str,
}

impl Search {
    /// Reads it.
    pub(crate) fn read(typed: Typed<'_>, open_to_disability: bool) -> Self {
        let folded = fold(&cut(typed.words));
        let mut words = folded.split_whitespace().map(|word| Some(format!("% {word}%")));
        Self {
            selection: typed.selection.parse().ok(),
            open_to_disability,
            agency: pattern(&cut(typed.agency)),
            place: pattern(&cut(typed.place)),
            education: pattern(&cut(typed.education)),
            words: std::array::from_fn(|_| words.next().flatten()),
            page: typed.page.trim().parse().unwrap_or(1).clamp(1, MOST_PAGES),
        }
    }
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_is_a_search_within_bounds() {
        let nothing = Search::read(Typed::default(), false);
        assert_eq!(nothing, Search { page: 1, ..Search::default() });
        for (page, read) in [("0", 1), ("-3", 1), ("x", 1), ("7", 7), ("51", 50), ("99999999999999999999", 1)] {
            assert_eq!(Search::read(Typed { page, ..Typed::default() }, false).page, read, "{page}");
        }
        let long = "a".repeat(5_000);
        let search = Search::read(Typed { words: &long, selection: "cpns", ..Typed::default() }, true);
        assert_eq!(search.words[0].as_ref().map(String::len), Some(LONGEST + 3));
        assert_eq!(search.selection, Some(Selection::Cpns));
    }

    #[test]
    fn the_first_four_words_are_looked_for() {
        let search = Search::read(Typed { words: "guru  SD di kota bandung", ..Typed::default() }, false);
        let words: Vec<_> = search.words.iter().flatten().map(String::as_str).collect();
        assert_eq!(words, ["% guru%", "% sd%", "% di%", "% kota%"]);
    }
}
