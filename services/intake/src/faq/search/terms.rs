//! The words of a text as the search compares them.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use super::thesaurus;

/// Words that say nothing about what somebody looks for, as people write them, in SMS style too.
static STOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| LISTED.split_whitespace().collect());

const LISTED: &str = "
    adalah agar akan aku anda antara apa apakah atas atau bagaimana bagi bahwa begitu belum berapa bila bisa bisakah
    boleh bolehkah brp bs cara caranya dahulu dalam dan dapat dapatkah dari dengan dgn di dimana dlm dong dulu ga
    gabisa gak gimana gmn hanya harus hingga ini itu jadi jangan jg jika juga kah kak kalau kalo kami kamu kan kapan
    karena kata ke kemudian kenapa kita klo knp krn lagi lah lain lalu lebih maka maksimal mana masih mau min minta
    misalnya mohon namun nggak nih nya oleh pada para perlu pernah punya saat saja sama sampai saya sbg sdh sebagai
    sebelum sedang seperti serta sesudah setelah siapa sih silahkan silakan solusi solusinya sudah supaya sy tak tapi
    tdk telah tentang tersebut terus tetap tetapi tiap tidak tolong udah untuk utk ya yaitu yang yg
";

/// A word or several that mean one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// What is compared: the thing that the thesaurus names, or the stem.
    pub(super) key: String,
    /// As written, in lower case.
    pub(super) word: String,
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
}

/// The terms of a text that say what it is about.
pub(super) fn of(text: &str) -> Vec<Term> {
    let words: Vec<_> = words(text).collect();
    let mut terms = Vec::new();
    let mut rest = words.as_slice();
    while let Some(((word, at), after)) = rest.split_first() {
        if let Some((key, length)) = thesaurus::of_words(&rest.iter().map(|(word, _)| word.as_str())) {
            let (phrase, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            let end = phrase.last().map_or(at.end, |(_, last)| last.end);
            terms.push(Term { key: key.to_owned(), word: key.to_owned(), at: at.start..end });
            rest = after;
            continue;
        }
        terms.extend(of_word(word, at));
        rest = after;
    }
    terms
}

/// The words of a text in lower case, with their places.
fn words(text: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.map(move |word| {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        (word.to_lowercase(), start..start + word.len())
    })
}

/// `thk2` is written `THK-II`, `THK 2` and `THK2`: the digits behind letters stand alone.
fn of_word(word: &str, at: &Range<usize>) -> Option<Term> {
    let term = |word: &str, key: &str| Term { key: key.to_owned(), word: word.to_owned(), at: at.clone() };
    if let Some(key) = thesaurus::of_word(word) {
        return Some(term(word, key));
    }
    let first_digit = word.find(|c: char| c.is_ascii_digit()).filter(|digit| *digit > 0);
    let word = first_digit.and_then(|digit| word.get(..digit)).unwrap_or(word);
    if word.chars().nth(1).is_none() || STOP_WORDS.contains(word) {
        return None;
    }
    Some(term(word, &key_of(word)))
}

/// What a word is compared by.
pub(super) fn key_of(word: &str) -> String {
    let stem = || Stemmer::create(Algorithm::Indonesian).stem(word).into_owned();
    match thesaurus::of_word(word) {
        Some(key) => key.to_owned(),
        None => match stem() {
            stem if STOP_WORDS.contains(stem.as_str()) => word.to_owned(),
            stem => thesaurus::of_word(&stem).map_or(stem, str::to_owned),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        of(text).into_iter().map(|term| term.key).collect()
    }

    #[test]
    fn only_words_that_tell_something_remain() {
        assert_eq!(keys("Bagaimana jika Kode Captcha dimana?"), ["kode", "captcha"]);
        assert_eq!(keys("THK-II thk2 k2 e-Meterai 200KB"), ["thk", "ii", "thk", "thk", "meterai", "200kb"]);
        assert_eq!(keys(" … ? a").len(), 0);
    }

    #[test]
    fn words_of_one_stem_and_words_for_one_thing_are_alike() {
        for alike in [
            &["memilih", "dipilih", "pilihan"][..],
            &["kampus", "Perguruan Tinggi", "univ"],
            &["upload", "mengunggah", "diunggahnya"],
            &["kata sandi", "pasword", "sandinya"],
            &["kartu keluarga", "KK"],
        ] {
            let first = &keys(alike[0])[0];
            assert!(alike.iter().all(|word| &keys(word)[0] == first), "{alike:?}");
        }
        assert_ne!(keys("perguruan"), keys("guru"));
        assert_ne!(keys("pendidik"), keys("penduduk"));
    }

    #[test]
    fn a_term_knows_where_it_stands() {
        let text = "Isi — kartu keluarga Anda";
        let places: Vec<_> = of(text).into_iter().map(|term| &text[term.at]).collect();
        assert_eq!(places, ["Isi", "kartu keluarga"]);
    }
}
