//! Folding of white space and line breaks, and the characters that no text may hold.

use super::FieldFault;

/// The text trimmed, each run of white space folded to one space.
///
/// # Errors
/// [`FieldFault::HiddenCharacter`], [`FieldFault::LineBreak`] within the line, [`FieldFault::Required`] when nothing is visible.
pub(super) fn fold_line(raw: &str) -> Result<String, FieldFault> {
    let trimmed = raw.trim();
    if trimmed.contains(is_forbidden) {
        return Err(FieldFault::HiddenCharacter);
    }
    if trimmed.contains(is_line_break) {
        return Err(FieldFault::LineBreak);
    }
    let mut folded = String::with_capacity(trimmed.len());
    for word in trimmed.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    require_visible(folded)
}

/// The text trimmed, each line break (CRLF, CR and Unicode's others) folded to `\n`, each tab to a space.
///
/// # Errors
/// [`FieldFault::HiddenCharacter`], [`FieldFault::Required`] when nothing is visible.
pub(super) fn fold_lines(raw: &str) -> Result<String, FieldFault> {
    let trimmed = raw.trim();
    if trimmed.contains(is_forbidden) {
        return Err(FieldFault::HiddenCharacter);
    }
    let mut folded = String::with_capacity(trimmed.len());
    let mut characters = trimmed.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\t' => folded.push(' '),
            _ if is_line_break(character) => folded.push('\n'),
            _ => folded.push(character),
        }
    }
    require_visible(folded)
}

/// The text, when it has at most `max` Unicode scalar values.
///
/// # Errors
/// [`FieldFault::TooLong`].
pub(super) fn within(text: String, max: usize) -> Result<String, FieldFault> {
    match text.chars().count() {
        found if found > max => Err(FieldFault::TooLong { max, found }),
        _ => Ok(text),
    }
}

fn require_visible(text: String) -> Result<String, FieldFault> {
    if text.chars().all(|c| c.is_whitespace() || is_invisible(c)) { Err(FieldFault::Required) } else { Ok(text) }
}

/// Characters that draw nothing: a person cannot see that they are there.
pub(super) fn is_invisible(character: char) -> bool {
    is_forbidden(character)
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
                | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Control characters (white space is not one here) and those that change the reading direction of what follows (UAX #9: embeddings,
/// overrides and isolates): with them a text can look like another.
fn is_forbidden(character: char) -> bool {
    (character.is_control() && !character.is_whitespace()) || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Line breaks of UAX #14 (mandatory ones).
fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_trimmed_and_its_white_space_folded() {
        assert_eq!(fold_line(" Siti \u{a0}\t Aminah \r\n").unwrap(), "Siti Aminah");
    }

    #[test]
    fn every_way_to_break_a_line_is_one_line_break() {
        assert_eq!(fold_lines("a\r\nb\rc\nd\u{2028}e\u{85}f\r\n\r\ng\n").unwrap(), "a\nb\nc\nd\ne\nf\n\ng");
        assert_eq!(fold_line("a\r\nb"), Err(FieldFault::LineBreak));
        assert_eq!(fold_line("a\u{2028}b"), Err(FieldFault::LineBreak));
    }

    #[test]
    fn control_characters_and_direction_overrides_are_refused_everywhere() {
        for character in ['\0', '\u{7}', '\u{1b}', '\u{7f}', '\u{9b}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}'] {
            let text = format!("a{character}b");
            assert_eq!(fold_line(&text), Err(FieldFault::HiddenCharacter));
            assert_eq!(fold_lines(&text), Err(FieldFault::HiddenCharacter));
        }
    }

    #[test]
    fn what_shows_nothing_is_missing() {
        for text in ["", " ", "\t\r\n", "\u{200b}", "\u{feff} \u{2060}", "\u{3164}"] {
            assert_eq!(fold_line(text), Err(FieldFault::Required));
            assert_eq!(fold_lines(text), Err(FieldFault::Required));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "(?s).{0,80}") {
            if let Ok(line) = fold_line(&text) {
                prop_assert_eq!(fold_line(&line), Ok(line.clone()));
                prop_assert!(!line.chars().any(char::is_control));
            }
            if let Ok(lines) = fold_lines(&text) {
                prop_assert_eq!(fold_lines(&lines), Ok(lines.clone()));
                prop_assert!(!lines.chars().any(|c| c.is_control() && c != '\n'));
            }
        }
    }
}
