//! The name of a person, as on the KTP.

use super::{
    FieldFault,
    characters::{is_apostrophe, is_dash, is_latin, join_words, looks_latin, refuse_controls, visible, within},
    hide_in_debug,
};
use crate::catalogue::SHORT_TEXT;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Name of a person: 1–100 characters, letters of one script, spaces and `. , ' -`. Personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct FullName(String);

hide_in_debug!(FullName);

impl FullName {
    /// Reads a name as people mean it. Drops invisible characters, folds blanks, and turns every apostrophe and hyphen
    /// of a keyboard into the plain one. Reads styled letters (`𝕊`, full-width, ligatures) as the letters that they
    /// represent (NFKC), because officers compare and search what they see. Refuses a letter that only looks like a
    /// Latin one (Cyrillic, Greek and others), and several scripts in one name: no KTP has them, and a search for one
    /// spelling would not find the other.
    ///
    /// # Errors
    /// The fault, when the text is no name.
    pub fn parse(raw: &str) -> Result<Self, FieldFault> {
        refuse_controls(raw)?;
        // The final letter decides whether a joiner or variation stays.
        let letters: String = raw.chars().map(plain).nfkc().map(plain).collect();
        let name = join_words(&visible(&letters).nfkc().collect::<String>())?;
        if !name.chars().all(is_part_of_names) || !name.contains(char::is_alphabetic) {
            return Err(FieldFault::NotAName);
        }
        let latin = name.contains(is_latin);
        if name
            .chars()
            .any(|character| looks_latin(character) || (latin && character.is_alphabetic() && !is_latin(character)))
        {
            return Err(FieldFault::MixedScripts);
        }
        within(name, SHORT_TEXT).map(Self)
    }

    /// Makes a name from its stored text.
    pub(crate) fn restored(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The name: personal data. Seal it, or show it to the person concerned.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether the name seems to have titles: something after a comma, a title in front (`Drs.`, `Hj.`), or a degree
    /// behind (`S.Pd`).
    #[must_use]
    pub fn has_title(&self) -> bool {
        let (name, after_comma) = self.0.split_once(',').unwrap_or((&self.0, ""));
        let mut words = name.split(' ').map(bare);
        words.next().is_some_and(|first| TITLES.contains(&&*first))
            || words.any(|word| DEGREES.contains(&&*word))
            || after_comma.contains(char::is_alphabetic)
    }
}

/// Titles in front of a name, without dots.
pub(super) const TITLES: &[&str] = &["prof", "dr", "drs", "dra", "drg", "drh", "ir", "h", "hj", "apt", "ns"];

/// Degrees that follow a name without a comma, without dots.
pub(super) const DEGREES: &[&str] = &[
    "ama", "amak", "amapd", "amd", "amdkeb", "amdkep", "skm", "sag", "sap", "sei", "sfarm", "sh", "shi", "shum", "sik",
    "sip", "skep", "skh", "skom", "sos", "spd", "spdi", "spsi", "spt", "ssi", "ssos", "ssn", "sst", "stp", "str",
    "mag", "map", "mh", "mkes", "mkom", "mkn", "mm", "mpd", "mpdi", "msc", "msi", "mt", "phd",
];

/// The word in lower case and without its dots.
pub(super) fn bare(word: &str) -> String {
    word.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect()
}

fn plain(character: char) -> char {
    match character {
        _ if is_apostrophe(character) => '\'',
        _ if is_dash(character) => '-',
        _ => character,
    }
}

/// Letters of any script with the marks that some languages write over them, the characters that join some of them, and
/// the signs of names.
fn is_part_of_names(character: char) -> bool {
    character.is_alphabetic()
        || is_combining_mark(character)
        || matches!(character, ' ' | '.' | ',' | '\'' | '-' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(raw: &str) -> Result<String, FieldFault> {
        FullName::parse(raw).map(|name| name.expose().to_owned())
    }

    #[test]
    fn nobody_is_two_people_by_what_nobody_sees() {
        for raw in ["Siti ’\u{fe0f}Aisyah", "Siti '\u{fe0f}Aisyah", "𝕊\u{fe0f}iti ’Aisyah", "Siti–\u{200d}Aisyah"]
        {
            let name = FullName::parse(raw).unwrap();
            assert!(["Siti 'Aisyah", "Siti-Aisyah"].contains(&name.expose()), "{raw:?}");
            assert_eq!(FullName::parse(name.expose()).unwrap(), name, "{raw:?}");
        }
    }

    #[test]
    fn names_of_many_kinds_are_accepted() {
        for name in [
            "Budi",
            "SITI NUR'AINI",
            "R. A. Kartini",
            "I Gusti Ngurah Rai-Putra",
            "Ahmad, S.Pd.",
            "José Müller",
            "王小明",
            "محمد",
            "S",
        ] {
            assert_eq!(parse(name).unwrap(), name);
        }
    }

    #[test]
    fn a_name_is_folded_as_people_mean_it() {
        assert_eq!(parse("  Siti \t Nur’aini  ").unwrap(), "Siti Nur'aini");
        assert_eq!(parse("Rai\u{2010}Putra").unwrap(), "Rai-Putra");
        assert_eq!(parse("Jose\u{301}").unwrap(), "José");
        for raw in ["Ma`ruf", "Ma´ruf", "Ma′ruf", "Maʼruf", "Ma’ruf", "Ma‘ruf", "Maʿruf", "Ma＇ruf", "Ma'ruf"]
        {
            assert_eq!(parse(raw).unwrap(), "Ma'ruf", "{raw}");
        }
    }

    #[test]
    fn what_draws_nothing_costs_nobody_the_name() {
        for raw in [
            "\u{2068}Budi Santoso\u{2069}",
            "Budi\u{200b} \u{200e}Santoso",
            "\u{feff}Bu\u{ad}di\u{202c}\u{a0}Santoso\u{200d}",
        ] {
            assert_eq!(parse(raw).unwrap(), "Budi Santoso", "{raw:?}");
        }
    }

    #[test]
    fn styled_letters_are_the_letters_that_they_are() {
        for raw in ["𝕊iti", "𝓢𝓲𝓽𝓲", "Ｓｉｔｉ", "Ⓢⓘⓣⓘ", "𝐒𝐢𝐭𝐢"] {
            assert_eq!(parse(raw).unwrap(), "Siti", "{raw}");
        }
        assert_eq!(parse("Raﬁ").unwrap(), "Rafi");
    }

    #[test]
    fn letters_that_only_look_latin_are_refused() {
        for raw in ["Ѕiti", "Sіti", "Ѕосо", "Βudi", "Budі Santoso", "Siti 王", "ѕ", "Ꭺni", "ᴀni", "ɑni", "🅰🅱"]
        {
            assert_eq!(parse(raw), Err(FieldFault::MixedScripts), "{raw}");
        }
    }

    #[test]
    fn what_does_not_occur_in_names_is_refused() {
        for raw in ["Budi2", "Budi & Siti", "<b>Budi</b>", "Budi\"", "Budi/Siti", "…", ".", "-- '", "😀"] {
            assert_eq!(parse(raw), Err(FieldFault::NotAName), "{raw}");
        }
        assert_eq!(parse("Budi\nSiti"), Err(FieldFault::LineBreak));
        assert_eq!(parse("Bu\u{7}di"), Err(FieldFault::HiddenCharacter { line: 1, after: 2 }));
        assert_eq!(parse(" \u{a0} "), Err(FieldFault::Required));
    }

    #[test]
    fn a_hundred_characters_are_the_most() {
        assert_eq!(parse(&"é".repeat(100)).unwrap().chars().count(), 100);
        assert_eq!(parse(&"é".repeat(101)), Err(FieldFault::TooLong { max: 100, found: 101 }));
        assert!(parse(&format!("{}   {}", "a".repeat(50), "b".repeat(49))).is_ok());
    }

    #[test]
    fn titles_are_noticed_and_names_are_not_taken_for_them() {
        for name in [
            "Drs. Ahmad",
            "Dr Siti Aminah",
            "Hj. Nurhayati",
            "Budi Santoso, S.Kom",
            "Budi Santoso S.Pd.",
            "BUDI SPD",
            "Ani M.Si",
            "Ani, M.Pd., Ph.D",
        ] {
            assert!(FullName::parse(name).unwrap().has_title(), "{name}");
        }
        for name in [
            "Budi Santoso",
            "M. Yusuf",
            "Moh. Drajat",
            "R. A. Kartini",
            "Abdul H.",
            "Siti Hajar",
            "Irma",
            "Budi,",
            "Sri Mulyani",
            "Mahmud MD",
        ] {
            assert!(!FullName::parse(name).unwrap().has_title(), "{name}");
        }
    }

    proptest! {
        #[test]
        fn reading_twice_changes_nothing(text in "[\\PC\\s]{0,120}") {
            if let Ok(name) = FullName::parse(&text) {
                prop_assert!((1..=100).contains(&name.expose().chars().count()));
                prop_assert_eq!(FullName::parse(name.expose()), Ok(name));
            }
        }

        #[test]
        fn letters_and_single_spaces_are_always_a_name(name in "[A-Za-z]{1,20}( [A-Za-z'.-]{1,20}){0,3}") {
            prop_assert_eq!(parse(&name), Ok(name));
        }

        #[test]
        fn no_text_makes_it_panic_and_a_degree_behind_it_is_noticed(text in "(?s).{0,80}") {
            if let Ok(name) = FullName::parse(&text)
                && let Ok(with_degree) = FullName::parse(&format!("{}, S.Pd.", name.expose()))
            {
                prop_assert!(with_degree.has_title());
            }
        }
    }
}
