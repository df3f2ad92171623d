//! The search: ranks entries by what they share with what somebody typed. Synonyms, stems and typing errors count. The
//! search leaves out entries that share too little.
//!
//! All of it is in memory. A search compares at most [`MOST_TERMS`] terms with some thousand words.

mod nearness;
mod passage;
mod terms;
mod thesaurus;

use std::collections::{BTreeMap, BTreeSet};

use self::nearness::Word;
use self::terms::Term;

pub(crate) use self::passage::Piece;

/// How much a term says about an entry, by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// The question itself, or a form's title.
    Title,
    /// What else people type when they mean this entry.
    Asked,
    /// What the question's page is about, or a form's group.
    Topic,
    /// The answer, or a form's explanation.
    Body,
}

/// Terms of a query beyond these are not looked for.
const MOST_TERMS: usize = 8;

/// What scores less than this share of the best is not shown.
const WORTH_SHOWING: f32 = 0.3;

/// The least share of what a query says that an entry must have.
const LEAST_SHARE: f32 = 0.45;

/// The same share for an entry that has none of it in its title or in what people type.
const LEAST_SHARE_IN_BODY: f32 = 0.7;

/// Terms of a title of usual length; longer ones say less about each of their terms.
const USUAL_TITLE: f32 = 5.0;

/// How much less a term that no entry has counts: it may be a name.
const UNKNOWN: f32 = 0.6;

/// Terms with the entries that they occur in.
#[derive(Debug, Default)]
pub(super) struct Index {
    terms: BTreeMap<String, Occurrences>,
    /// Every word of the entries and of the thesaurus, with the term that it is.
    spellings: Vec<(Word, String)>,
    entries: usize,
}

#[derive(Debug, Default)]
struct Occurrences {
    /// A term that few entries have says more.
    rarity: f32,
    /// By entry, how much the term says about it, and whether it says so at the top.
    places: BTreeMap<usize, Place>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Place {
    weight: f32,
    is_prominent: bool,
}

/// What one entry has of a query.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    sum: f32,
    /// Of the query's rarity, what was found here.
    share: f32,
    is_prominent: bool,
}

/// What a query was understood as.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Entries, best first.
    pub(super) entries: Vec<usize>,
    /// The terms that were looked for, typing errors mended.
    terms: BTreeSet<String>,
}

impl Field {
    fn weight(self, terms: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a text has few terms")]
        let length = |terms: usize| USUAL_TITLE / (USUAL_TITLE / 2.0 + terms as f32 / 2.0);
        match self {
            Self::Title => 3.0 * length(terms),
            Self::Asked => 3.0,
            Self::Topic => 1.0,
            Self::Body => 0.8,
        }
    }
}

impl Index {
    /// Each entry is a list of texts with the fields that they are.
    pub(super) fn new<'a, E: AsRef<[(Field, &'a str)]>>(entries: impl IntoIterator<Item = E>) -> Self {
        let mut index = Self::default();
        let mut spellings: BTreeMap<String, String> = BTreeMap::new();
        for (entry, texts) in entries.into_iter().enumerate() {
            index.entries = entry + 1;
            for (field, text) in texts.as_ref() {
                let terms = terms::of(text);
                let distinct = terms.iter().map(|term| &term.key).collect::<BTreeSet<_>>().len();
                for Term { key, word, .. } in terms {
                    let place = index.terms.entry(key.clone()).or_default().places.entry(entry).or_default();
                    place.weight = place.weight.max(field.weight(distinct));
                    place.is_prominent |= matches!(field, Field::Title | Field::Asked);
                    spellings.insert(word, key);
                }
            }
        }
        let entries = index.entries;
        for occurrences in index.terms.values_mut() {
            occurrences.rarity = rarity(entries, occurrences.places.len());
        }
        let listed = thesaurus::all().map(|(word, key)| (word.to_owned(), key.to_owned()));
        let known = listed.filter(|(_, key)| index.terms.contains_key(key));
        index.spellings = spellings.into_iter().chain(known).map(|(word, key)| (Word::new(word), key)).collect();
        index
    }

    /// The entries that have enough of what `query` says.
    pub(super) fn search(&self, query: &str) -> Found {
        let mut asked = terms::of(query);
        let mut seen = BTreeSet::new();
        asked.retain(|term| seen.insert(term.key.clone()));
        asked.truncate(MOST_TERMS);
        let mut scores = vec![Score::default(); self.entries];
        let (mut all, mut understood) = (0.0, BTreeSet::new());
        for term in &asked {
            let meant = self.meant(term);
            all += meant.iter().map(|(_, occurrences, _)| occurrences.rarity).fold(f32::NAN, f32::max).max(0.0);
            if meant.is_empty() {
                all += UNKNOWN * rarity(self.entries, 1);
            }
            for (score, found) in scores.iter_mut().zip(self.best_of(&meant)) {
                score.add(found);
            }
            understood.extend(meant.into_iter().map(|(key, ..)| key.to_owned()));
        }
        let mut found: Vec<_> =
            scores.into_iter().enumerate().filter_map(|(entry, score)| Some((entry, score.of(all)?))).collect();
        found.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let least = found.first().map_or(0.0, |(_, best)| best * WORTH_SHOWING);
        let worthy = found.into_iter().take_while(|(_, score)| *score >= least);
        Found { entries: worthy.map(|(entry, _)| entry).collect(), terms: understood }
    }

    /// The words of a query that say what it is about, each with whether it is one of ours. A word of which we know
    /// only the stem is told as that stem.
    pub(super) fn words(&self, query: &str) -> Vec<(String, bool)> {
        let mut words: Vec<(String, bool)> = Vec::new();
        for term in terms::of(query).into_iter().take(MOST_TERMS) {
            let is_ours = self.spellings.iter().any(|(known, _)| known.text == term.word);
            let word =
                if is_ours || !self.terms.contains_key(&term.key) { (term.word, is_ours) } else { (term.key, true) };
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words
    }

    /// The terms that `asked` can be, and how near: itself, or else those that it is a beginning or a misspelling of.
    fn meant(&self, asked: &Term) -> Vec<(&str, &Occurrences, f32)> {
        if let Some((key, occurrences)) = self.terms.get_key_value(&asked.key) {
            return vec![(key, occurrences, 1.0)];
        }
        let word = Word::new(asked.word.clone());
        let mut nearest: BTreeMap<&str, f32> = BTreeMap::new();
        for (known, key) in &self.spellings {
            if let Some(nearness) = word.begins(known).or_else(|| word.misspelling(known)) {
                let best = nearest.entry(key).or_default();
                *best = best.max(nearness);
            }
        }
        let best = nearest.values().copied().fold(0.0, f32::max);
        let near = nearest.into_iter().filter(|(_, nearness)| *nearness > best - 0.05);
        near.filter_map(|(key, nearness)| {
            let (key, occurrences) = self.terms.get_key_value(key)?;
            Some((key.as_str(), occurrences, nearness))
        })
        .collect()
    }

    /// For every entry the best of what a term may mean.
    fn best_of(&self, meant: &[(&str, &Occurrences, f32)]) -> Vec<Score> {
        let mut best = vec![Score::default(); self.entries];
        for (_, occurrences, nearness) in meant {
            for (entry, place) in &occurrences.places {
                let share = nearness * occurrences.rarity;
                let score = Score { sum: share * place.weight, share, is_prominent: place.is_prominent };
                if let Some(known) = best.get_mut(*entry).filter(|known| known.sum < score.sum) {
                    *known = score;
                }
            }
        }
        best
    }
}

impl Found {
    /// The part of `text` that has most of what was looked for.
    pub(super) fn passage(&self, text: &str) -> Vec<Piece> {
        passage::of(text, &self.terms)
    }
}

impl Score {
    fn add(&mut self, other: Self) {
        self.sum += other.sum;
        self.share += other.share;
        self.is_prominent |= other.is_prominent;
    }

    /// Nothing for too little of all that the query says; who has more of it comes first.
    fn of(self, all: f32) -> Option<f32> {
        let share = self.share / all;
        let least = if self.is_prominent { LEAST_SHARE } else { LEAST_SHARE_IN_BODY };
        (self.sum > 0.0 && share >= least).then_some(self.sum * share)
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are few entries")]
fn rarity(entries: usize, of_them: usize) -> f32 {
    (1.0 + entries as f32 / of_them as f32).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        Index::new([
            [(Field::Title, "Lupa password"), (Field::Body, "Buat kata sandi baru.")],
            [(Field::Title, "Syarat kata sandi"), (Field::Body, "Password paling sedikit 8 karakter.")],
            [(Field::Title, "Cetak kartu"), (Field::Body, "Kartu dicetak setelah pendaftaran.")],
        ])
    }

    fn search(query: &str) -> Vec<usize> {
        index().search(query).entries
    }

    #[test]
    fn who_has_more_of_the_query_comes_first() {
        assert_eq!(search("lupa sandi baru")[0], 0);
        assert_eq!(search("password"), [0, 1]);
        assert_eq!(search("syarat password")[0], 1);
    }

    #[test]
    fn typing_errors_and_beginnings_are_forgiven() {
        assert_eq!(search("PASWORD lupaa")[0], 0);
        assert_eq!(search("mencetak krtu"), [2]);
        assert_eq!(search("pendaf"), [2]);
        assert_eq!(search("karak"), [1]);
    }

    #[test]
    fn too_little_in_common_is_not_shown() {
        assert_eq!(search("kartu xyzzy"), [2]);
        assert!(search("kartu xyzzy plugh abcde").is_empty());
        assert!(search("karakter formasi").is_empty(), "half of it, and only in an answer");
    }

    #[test]
    fn nothing_is_found_by_nothing() {
        for query in ["", "   ", "?!", "apa yang", "qwzx", "\u{0}\u{fffd}", "🙂"] {
            assert!(search(query).is_empty(), "{query}");
        }
    }
}
