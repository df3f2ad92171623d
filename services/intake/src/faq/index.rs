//! Searches the FAQ: ranks questions by the words that they share with what somebody typed, and forgives typing errors.
//!
//! All of it is in memory. A search compares at most [`MOST_WORDS`] words with some thousand words of the FAQ.

use std::collections::BTreeMap;

use super::nearness::Word;
use super::words;

/// How much a word says about a question, by where it stands.
pub(super) const IN_QUESTION: f32 = 3.0;
pub(super) const IN_TOPIC: f32 = 1.5;
pub(super) const IN_ANSWER: f32 = 1.0;

/// Words of a query beyond these are not looked for.
const MOST_WORDS: usize = 8;

/// What scores less than this share of the best is not shown.
const WORTH_SHOWING: f32 = 0.2;

/// Words with the entries that they occur in.
#[derive(Debug, Default)]
pub(super) struct Index {
    words: Vec<Occurrences>,
    entries: usize,
}

#[derive(Debug)]
struct Occurrences {
    word: Word,
    /// A word that few entries have says more.
    rarity: f32,
    /// Entry, and how much the word says about it.
    places: Vec<(usize, f32)>,
}

/// What one entry has of the query.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    sum: f32,
    words: u8,
}

impl Index {
    /// Each entry is a list of texts with their weights.
    pub(super) fn new<'a, E: AsRef<[(&'a str, f32)]>>(entries: impl IntoIterator<Item = E>) -> Self {
        let mut words: BTreeMap<String, BTreeMap<usize, f32>> = BTreeMap::new();
        let mut count = 0;
        for (entry, texts) in entries.into_iter().enumerate() {
            count = entry + 1;
            for (text, weight) in texts.as_ref() {
                for word in words::of(text) {
                    let known = words.entry(word).or_default().entry(entry).or_default();
                    *known = known.max(*weight);
                }
            }
        }
        let words = words.into_iter().map(|(word, places)| Occurrences::new(word, places, count)).collect();
        Self { words, entries: count }
    }

    /// The entries with at least half of the query's words, best first.
    pub(super) fn search(&self, query: &str) -> Vec<usize> {
        let mut terms: Vec<_> = words::of(query).take(MOST_WORDS).collect();
        terms.sort_unstable();
        terms.dedup();
        let mut scores = vec![Score::default(); self.entries];
        for term in &terms {
            for (score, found) in scores.iter_mut().zip(self.nearest(term)) {
                score.sum += found;
                score.words += u8::from(found > 0.0);
            }
        }
        let mut found: Vec<_> =
            scores.iter().enumerate().filter_map(|(entry, score)| Some((entry, score.of(terms.len())?))).collect();
        found.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let least = found.first().map_or(0.0, |(_, best)| best * WORTH_SHOWING);
        found.into_iter().take_while(|(_, score)| *score >= least).map(|(entry, _)| entry).collect()
    }

    /// For every entry what its nearest word to this one is worth, 0 without any. What is spelled right is not taken
    /// for a mistake.
    fn nearest(&self, term: &str) -> Vec<f32> {
        let term = Word::new(term.to_owned());
        let is_known = self.words.iter().any(|known| known.word == term);
        let mut nearest = vec![0.0_f32; self.entries];
        for known in &self.words {
            let misspelled = || if is_known { None } else { term.misspelling(&known.word) };
            let Some(nearness) = term.kinship(&known.word).or_else(misspelled) else { continue };
            for (entry, weight) in &known.places {
                if let Some(best) = nearest.get_mut(*entry) {
                    *best = best.max(nearness * weight * known.rarity);
                }
            }
        }
        nearest
    }
}

impl Occurrences {
    #[expect(clippy::cast_precision_loss, reason = "there are few entries")]
    fn new(word: String, places: BTreeMap<usize, f32>, entries: usize) -> Self {
        let rarity = (1.0 + entries as f32 / places.len() as f32).ln();
        Self { word: Word::new(word), rarity, places: places.into_iter().collect() }
    }
}

impl Score {
    /// Nothing for less than half of the words; who has more of them comes first.
    #[expect(clippy::cast_precision_loss, reason = "a query has few words")]
    fn of(self, terms: usize) -> Option<f32> {
        let found = usize::from(self.words);
        let share = found as f32 / terms as f32;
        (found > 0 && 2 * found >= terms).then_some(self.sum * share * share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        Index::new([
            [("Lupa password", IN_QUESTION), ("Buat kata sandi baru.", IN_ANSWER)],
            [("Syarat kata sandi", IN_QUESTION), ("Password paling sedikit 8 karakter.", IN_ANSWER)],
            [("Cetak kartu", IN_QUESTION), ("Kartu dicetak setelah pendaftaran.", IN_ANSWER)],
        ])
    }

    #[test]
    fn a_word_in_the_question_counts_more_than_one_in_the_answer() {
        assert_eq!(index().search("password"), [0, 1]);
        assert_eq!(index().search("sandi"), [1, 0]);
    }

    #[test]
    fn typing_errors_are_forgiven() {
        assert_eq!(index().search("PASWORD lupaa"), [0]);
        assert_eq!(index().search("mencetak krtu"), [2]);
        assert_eq!(index().search("daftar"), [2]);
    }

    #[test]
    fn half_of_the_words_must_be_found() {
        assert_eq!(index().search("kartu xyzzy"), [2]);
        assert!(index().search("kartu xyzzy plugh").is_empty());
    }

    #[test]
    fn nothing_is_found_by_nothing() {
        for query in ["", "   ", "?!", "apa yang", "qwzx", "\u{0}\u{fffd}", "🙂"] {
            assert!(index().search(query).is_empty(), "{query}");
        }
    }
}
