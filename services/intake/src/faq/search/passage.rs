//! The part of an answer that a search found it by.

use std::collections::BTreeSet;

use super::terms::{self, Term};

/// Characters of a passage.
const LENGTH: usize = 160;

/// A piece of a passage: text, and whether it is one of the words that somebody looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) is_hit: bool,
}

/// The stretch of `text` with the most of these terms, whole words, with `…` where something was left out.
pub(super) fn of(text: &str, keys: &BTreeSet<String>) -> Vec<Piece> {
    let hits: Vec<_> = terms::of(text).into_iter().filter(|term| keys.contains(&term.key)).collect();
    let worth = |start: usize| {
        let end = end_of(text, start);
        let within: Vec<_> = hits.iter().filter(|term| start <= term.at.start && term.at.end <= end).collect();
        (within.iter().map(|term| &term.key).collect::<BTreeSet<_>>().len(), within.len())
    };
    let start_of = |hit: &Term| sentences(text).take_while(|start| *start <= hit.at.start).last().unwrap_or(0);
    // The first sentence among those from which on there is the most; a short text whole.
    let start = match text.char_indices().nth(LENGTH) {
        Some(_) => hits.iter().rev().map(start_of).max_by_key(|start| worth(*start)).unwrap_or(0),
        None => 0,
    };
    let end = end_of(text, start);
    let mut pieces = Vec::new();
    let mut push = |text: &str, is_hit| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), is_hit });
        }
    };
    if start > 0 {
        push("… ", false);
    }
    let mut done = start;
    for hit in hits.iter().filter(|term| start <= term.at.start && term.at.end <= end) {
        push(text.get(done..hit.at.start).unwrap_or_default(), false);
        push(text.get(hit.at.clone()).unwrap_or_default(), true);
        done = hit.at.end;
    }
    push(text.get(done..end).unwrap_or_default(), false);
    if end < text.len() {
        push(" …", false);
    }
    pieces
}

/// Where sentences begin, in bytes.
fn sentences(text: &str) -> impl Iterator<Item = usize> {
    let ends = text.match_indices(['.', '?', '!', ';', ':']).map(|(at, end)| at + end.len());
    let starts = ends.filter(|end| text.get(*end..).is_some_and(|rest| rest.starts_with(' '))).map(|end| end + 1);
    std::iter::once(0).chain(starts.filter(|start| *start < text.len()))
}

/// The end of the last whole word within [`LENGTH`] characters of `start`.
fn end_of(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    match rest.char_indices().nth(LENGTH) {
        None => text.len(),
        Some((cut, _)) => start + rest.get(..cut).and_then(|kept| kept.rfind(' ')).unwrap_or(cut),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(text: &str, words: &[&str]) -> (String, Vec<String>) {
        let pieces = of(text, &words.iter().map(|word| terms::key_of(word)).collect());
        let hits = pieces.iter().filter(|piece| piece.is_hit).map(|piece| piece.text.clone()).collect();
        (pieces.into_iter().map(|piece| piece.text).collect(), hits)
    }

    #[test]
    fn a_passage_begins_with_the_sentence_that_says_the_most() {
        let text = format!("{}Unggah ijazah Anda, lalu kirim ijazahnya.", "Isi semua kolom dengan teliti. ".repeat(5));
        let (found, hits) = passage(&text, &["ijasah", "mengunggah"]);
        assert_eq!(found, "… Unggah ijazah Anda, lalu kirim ijazahnya.");
        assert_eq!(hits, ["Unggah", "ijazah", "ijazahnya"]);
        let (found, hits) = passage(&text, &["kuota"]);
        assert!(found.starts_with("Isi semua") && found.ends_with(" …") && hits.is_empty(), "{found}");
    }

    #[test]
    fn a_passage_ends_with_a_whole_word() {
        let (cut, _) = passage(&"kata, ".repeat(40), &["lain"]);
        assert!(cut.ends_with("kata, …") || cut.ends_with("kata …"), "{cut}");
        assert!(cut.chars().count() <= LENGTH + 2, "{cut}");
        assert_eq!(passage(&"é".repeat(200), &[]).0, format!("{} …", "é".repeat(LENGTH)));
        assert_eq!(passage("", &["x"]).0, "");
    }
}
