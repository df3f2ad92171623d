//! Names as they are compared: small letters and digits, one blank between words. `S-1`, `s1` and `S1` are the same
//! word.

/// Writes a text as it is compared. A hyphen behind a single letter joins (`S-1`, `D-IV`); every other sign parts.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut in_word = 0_usize;
    for character in text.chars() {
        if character.is_alphanumeric() {
            folded.extend(character.to_lowercase());
            in_word += 1;
        } else if !(character == '-' && in_word == 1) {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
            in_word = 0;
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The folded words of a text, each behind a blank, so that a pattern can begin where a word does.
pub(crate) fn words(text: &str) -> String {
    format!(" {}", fold(text))
}

/// What finds these words in their order, each at its beginning; `None` for no words. Nothing in it is a wildcard but
/// what stands here.
pub(crate) fn pattern(text: &str) -> Option<String> {
    let folded = fold(text);
    let between = folded.split_whitespace().map(|word| format!(" {word}")).collect::<Vec<_>>().join("%");
    (!between.is_empty()).then(|| format!("%{between}%"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_one_word_however_they_are_written() {
        for written in ["S-1 Teknik Informatika", "s1  teknik informatika", "S1. TEKNIK INFORMATIKA"] {
            assert_eq!(fold(written), "s1 teknik informatika", "{written}");
        }
        assert_eq!(fold("D-IV Kebidanan"), "div kebidanan");
        assert_eq!(fold("Kulon-Progo"), "kulon progo");
        assert_eq!(fold("--"), "");
    }

    #[test]
    fn a_pattern_has_no_wildcard_of_whoever_types() {
        assert_eq!(pattern("Kota 100%_Bandung").as_deref(), Some("% kota% 100% bandung%"));
        assert_eq!(pattern(" % _ "), None);
    }
}
