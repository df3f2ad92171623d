//! What people type or paste outside of a form's fields: numbers to look up, codes, days, names, words to search for.
//! Pages, APIs, the console and the operator's commands read it with these functions, so all of them understand the
//! same.

pub use super::dates::date;
pub use super::digits::digits;

use super::{
    FieldFault,
    characters::{fold_line, is_blank, is_dash, is_separator, visible},
};
use unicode_normalization::UnicodeNormalization as _;

/// Reads one line of text: drops invisible characters and folds blanks. Empty when nothing is visible.
///
/// # Errors
/// [`FieldFault::HiddenCharacter`], [`FieldFault::LineBreak`].
pub fn line(raw: &str) -> Result<String, FieldFault> {
    match fold_line(raw) {
        Err(FieldFault::Required) => Ok(String::new()),
        folded => folded,
    }
}

/// Reads words to search for, as [`line()`] does. A person may search for any text, so line breaks and control
/// characters become blanks.
#[must_use]
pub fn words(raw: &str) -> String {
    let spaced: String = raw
        .chars()
        .map(|character| if character.is_control() || is_blank(character) { ' ' } else { character })
        .collect();
    line(&spaced).unwrap_or_default()
}

/// Whether the text has no visible character.
#[must_use]
pub fn is_blank_text(raw: &str) -> bool {
    visible(raw).chars().all(is_blank)
}

/// Reads the letters and digits of a code that a person copied from paper or a screen. Drops blanks, hyphens and other
/// signs between them and everything invisible. Turns styled letters and digits into the plain ones. Keeps the case.
#[must_use]
pub fn code(raw: &str) -> String {
    visible(&raw.nfkc().collect::<String>())
        .nfkc()
        .map(|character| super::characters::digit(character).unwrap_or(character))
        .filter(|character| !is_separator(*character) && !is_dash(*character))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_its_letters_and_digits() {
        for raw in ["ab-12 cd", "\u{2068}ab12\u{2069}cd", "ａｂ12cd", "ab–12.cd\n", "ａ\u{fe0f}b12cd"] {
            assert_eq!(code(raw), "ab12cd", "{raw:?}");
        }
        assert_eq!(code("+1"), "+1");
    }

    #[test]
    fn words_to_search_for_have_no_control_characters() {
        assert_eq!(words(" lupa\u{0}kata\n\u{2068}sandi\u{2069} "), "lupa kata sandi");
        assert_eq!(words("\u{200b}"), "");
        assert!(is_blank_text(" \u{200e}\u{a0}") && !is_blank_text("a"));
    }

    proptest! {
        #[test]
        fn no_text_makes_any_of_them_panic(text in "(?s).{0,80}") {
            let (_line, _code) = (line(&text), code(&text));
            prop_assert!(!words(&text).contains(char::is_control));
            prop_assert_eq!(words(&words(&text)), words(&text));
        }
    }
}
