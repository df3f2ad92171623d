//! The parts of a person's name, written the one way in which names are compared: officers search by them.

use std::collections::BTreeSet;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use super::FullName;
use super::full_name::{DEGREES, TITLES, bare};

/// Parts of a name that are looked at; hardly anybody has more.
const MOST: usize = 6;

/// Spellings of the time before 1972 (Soekarno, Djoko, Tjahja), and one that people mix.
const SPELLINGS: [(&str, &str); 5] = [("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("ph", "f")];

/// Abbreviations and spellings of the same part, without doubled letters.
const SAME: [(&str, &[&str]); 4] = [
    (
        "muhamad",
        &[
            "moh", "mohd", "muh", "muhd", "mohamad", "mohamed", "muhamed", "muhamat", "moch", "much", "mochamad",
            "muchamad",
        ],
    ),
    ("ahmad", &["achmad", "akhmad", "ahmed"]),
    ("abdul", &["abd", "abdl", "abdoel"]),
    ("siti", &["st"]),
];

/// Parts that so many people have that somebody who counts could tell them, and that tell nobody from another. As all
/// parts here, they have no doubled letters.
const COMMON: [&str; 40] = [
    "muhamad",
    "ahmad",
    "abdul",
    "siti",
    "sri",
    "nur",
    "nurul",
    "dewi",
    "putri",
    "putra",
    "ayu",
    "eka",
    "dwi",
    "tri",
    "agus",
    "andi",
    "budi",
    "dian",
    "rizki",
    "rizky",
    "wahyu",
    "indah",
    "ani",
    "lestari",
    "pratama",
    "saputra",
    "wulandari",
    "sari",
    "setiawan",
    "hidayat",
    "made",
    "wayan",
    "nyoman",
    "ketut",
    "kadek",
    "komang",
    "gede",
    "putu",
    "luh",
    "fitri",
];

impl FullName {
    /// What the name is found by: its parts in lower case, without titles and degrees, accents, doubled letters and old
    /// spellings. Parts that very many people have are left out; a name of nothing else is found by all of them
    /// together. Personal data.
    #[must_use]
    pub fn search_parts(&self) -> Vec<String> {
        let parts = parts(self.expose());
        let common = |part: &&String| COMMON.contains(&part.as_str());
        if parts.iter().all(|part| common(&part)) {
            let together = parts.into_iter().collect::<Vec<_>>().join(" ");
            return if together.is_empty() { Vec::new() } else { vec![together] };
        }
        parts.iter().filter(|part| !common(part)).cloned().collect()
    }
}

/// The parts, in the order of the alphabet.
fn parts(name: &str) -> BTreeSet<String> {
    // What follows a comma is titles.
    let name = name.split(',').next().unwrap_or_default();
    let letters: String = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = letters.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let in_front = words.iter().take_while(|word| TITLES.contains(&&*bare(word))).count();
    let named = words.get(in_front..).filter(|rest| !rest.is_empty()).unwrap_or(&words);
    let (first, rest) = named.split_at(1.min(named.len()));
    let named = first.iter().chain(rest.iter().filter(|word| !DEGREES.contains(&&*bare(word))));
    named.flat_map(|word| word.split('.')).map(spelled).filter(|part| part.chars().count() > 1).take(MOST).collect()
}

/// One part as it is compared.
fn spelled(part: &str) -> String {
    let mut spelled: String = part.chars().filter(|c| c.is_alphabetic()).collect();
    for (old, new) in SPELLINGS {
        spelled = spelled.replace(old, new);
    }
    let mut single = String::with_capacity(spelled.len());
    for letter in spelled.chars() {
        if !single.ends_with(letter) {
            single.push(letter);
        }
    }
    let same = SAME.into_iter().find(|(_, others)| others.contains(&single.as_str()));
    same.map_or(single, |(one, _)| one.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn search_parts(name: &str) -> Vec<String> {
        FullName::parse(name).unwrap().search_parts()
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        for (one, other) in [
            ("Hj. Rahmawati Kusuma, S.Kom., M.T.", "KUSUMA rahmawati"),
            ("Drs. Soekarno Djojo", "Sukarno Jojo"),
            ("Muh. Fauzan", "Muhammad Fauzan"),
            ("Moch Fauzan", "Mohamad Fauzan"),
            ("Achmad Fauzan S.Pd", "Ahmad Fauzan"),
            ("José Tjahjono", "Jose Cahjono"),
            ("Nur'aini Anna", "Nuraini Ana"),
            ("M.Fauzan", "M. Fauzan"),
            ("Stephanus-Maria", "Maria Stefanus"),
        ] {
            assert_eq!(search_parts(one), search_parts(other), "{one}, {other}");
        }
    }

    #[test]
    fn what_very_many_are_called_is_left_out_unless_there_is_nothing_else() {
        assert_eq!(search_parts("Siti Nur Rahmawati"), ["rahmawati"]);
        assert_eq!(search_parts("Siti Nur"), search_parts("nur siti"));
        assert_eq!(search_parts("Siti Nur"), ["nur siti"]);
        assert_eq!(search_parts("Sri"), ["sri"]);
        assert_eq!(search_parts("H. M."), Vec::<String>::new(), "initials find nobody");
        assert_eq!(search_parts("Prof"), ["prof"], "a name that reads like a title");
    }

    #[test]
    fn common_parts_are_written_as_parts_are_compared() {
        for part in COMMON {
            assert_eq!(spelled(part), part);
        }
        for (one, others) in SAME {
            assert_eq!(spelled(one), one);
            assert!(others.iter().all(|other| spelled(other) == one || other.contains("oe")), "{one}");
        }
    }

    proptest! {
        #[test]
        fn every_name_has_few_parts_that_are_parts_themselves(name in "[A-Za-z'. -]{1,60}") {
            if let Ok(name) = FullName::parse(&name) {
                let parts = name.search_parts();
                prop_assert!(parts.len() <= MOST);
                for part in parts {
                    prop_assert!(!part.is_empty() && part.chars().all(|c| c.is_lowercase() || c == ' '));
                }
            }
        }
    }
}
