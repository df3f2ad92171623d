//! Which characters of a value reach the page, and which of them belong together.

use std::ops::Range;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Carries a mark that would be one too many over a letter.
const DOTTED_CIRCLE: char = '\u{25cc}';

/// The marks over or under one letter that stay there. More would reach into the next lines.
const MARKS: usize = 2;

/// The sign of Javanese that joins its letter with the next one; a line that breaks behind it would show it.
const PANGKON: char = '\u{a9c0}';

/// A value as the page shows it: composed (NFC), in one line, without what draws nothing, and "-" when nothing is left.
pub(crate) fn readable(value: &str) -> String {
    let mut shown = String::with_capacity(value.len());
    let mut marks = 0;
    for character in value.nfc().filter(|character| !draws_nothing(*character)) {
        if character.is_whitespace() || character.is_control() {
            if !shown.is_empty() && !shown.ends_with(' ') {
                shown.push(' ');
            }
            marks = MARKS;
            continue;
        }
        if is_joiner(character) {
            if shown.is_empty() || shown.ends_with(' ') {
                continue;
            }
        } else if is_combining_mark(character) {
            if marks >= MARKS || shown.is_empty() {
                shown.push(DOTTED_CIRCLE);
                marks = 0;
            }
            marks += 1;
        } else {
            marks = 0;
        }
        shown.push(character);
    }
    shown.truncate(shown.trim_end().len());
    if shown.is_empty() { "-".to_owned() } else { shown }
}

/// The ranges of `text` that stay together: a letter with its marks and joiners.
pub(super) fn clusters(text: &str) -> Vec<Range<usize>> {
    let mut clusters: Vec<Range<usize>> = Vec::new();
    let mut joins = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let stays = joins || is_combining_mark(character) || is_joiner(character);
        match clusters.last_mut() {
            Some(last) if stays => last.end = end,
            _ => clusters.push(at..end),
        }
        joins = character == PANGKON;
    }
    clusters
}

/// Whether a character only tells its neighbours how to look.
pub(super) fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Marks of direction, soft hyphens, blanks without width, and code points that are no characters.
fn draws_nothing(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(character, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(character) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_one_line_without_what_nobody_sees() {
        assert_eq!(readable("  Siti\u{200b}\n\tNur\u{202e}aini \u{feff}"), "Siti Nuraini");
        assert_eq!(readable("Jose\u{301}"), "José");
        assert_eq!(readable("\u{ffff}\u{0} \u{200d}\u{fe0f}"), "-");
    }

    #[test]
    fn marks_beyond_the_second_stand_on_a_circle() {
        assert_eq!(readable("x\u{323}\u{330}\u{33f}"), "x\u{323}\u{330}\u{25cc}\u{33f}");
        assert_eq!(readable("\u{301}x"), "\u{25cc}\u{301}x");
    }

    #[test]
    fn a_letter_keeps_its_marks() {
        let text = "a\u{323}\u{30a}b\u{a98f}\u{a9c0}\u{a9a0}\u{a9b6}c";
        let parts: Vec<_> = clusters(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(parts, ["a\u{323}\u{30a}", "b", "\u{a98f}\u{a9c0}\u{a9a0}\u{a9b6}", "c"]);
    }
}
