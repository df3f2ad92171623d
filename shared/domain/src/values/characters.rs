//! The one place that decides what a character means to us: a blank, invisible, a digit, a dash, an apostrophe, a
//! letter of a name. Every part of the system reads what people type, paste and copy through here, so all pages
//! understand the same.
//!
//! Phones, word processors and messengers add characters to copied text that draw nothing: marks of the reading
//! direction (`WhatsApp` puts them around names and numbers), zero-width spaces, byte order marks, soft hyphens. A
//! person can neither see nor find them, so we drop them. A character that joins letters of other scripts or parts of
//! an emoji stays where it does that, and only there. We refuse control characters and nothing else; the fault says
//! where they stand.

use super::FieldFault;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Folds a text into one line: drops invisible characters, composes (NFC), trims, and folds each run of blanks to one
/// space.
///
/// # Errors
/// [`FieldFault::HiddenCharacter`] for a control character, [`FieldFault::LineBreak`] within the line,
/// [`FieldFault::Required`] when nothing is visible.
pub(super) fn fold_line(raw: &str) -> Result<String, FieldFault> {
    refuse_controls(raw)?;
    join_words(&composed(raw))
}

/// Joins the words of a normalized text with one space between them.
pub(super) fn join_words(shown: &str) -> Result<String, FieldFault> {
    let trimmed = shown.trim_matches(is_blank);
    if trimmed.contains(is_line_break) {
        return Err(FieldFault::LineBreak);
    }
    let mut folded = String::with_capacity(trimmed.len());
    for word in trimmed.split(is_blank).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    require_visible(folded)
}

/// Folds a text of several lines: drops invisible characters, composes (NFC), trims, folds each line break (CRLF, CR
/// and Unicode's others) to `\n` and each tab to a space.
///
/// # Errors
/// [`FieldFault::HiddenCharacter`] for a control character, [`FieldFault::Required`] when nothing is visible.
pub(super) fn fold_lines(raw: &str) -> Result<String, FieldFault> {
    refuse_controls(raw)?;
    let shown = composed(raw);
    let trimmed = shown.trim_matches(is_blank);
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

/// Returns the text when it has at most `max` Unicode scalar values.
///
/// # Errors
/// [`FieldFault::TooLong`].
pub(super) fn within(text: String, max: usize) -> Result<String, FieldFault> {
    match text.chars().count() {
        found if found > max => Err(FieldFault::TooLong { max, found }),
        _ => Ok(text),
    }
}

/// Drops invisible characters and composes the text (NFC). It composes before, too: the final letter decides whether a
/// joiner or variation stays, so reading the result again gives the same result.
fn composed(raw: &str) -> String {
    let letters: String = raw.nfc().collect();
    visible(&letters).nfc().collect()
}

/// Drops invisible characters. A joiner stays between two characters that it can join (letters of a script that joins,
/// parts of an emoji). A variation selector stays behind a character that has variants. Marks over a plain letter do
/// not make it another letter.
pub(super) fn visible(raw: &str) -> String {
    let mut kept = String::with_capacity(raw.len());
    // The last visible character, and whether its variant is chosen already.
    let (mut last, mut varied) = (None, false);
    let mut rest = raw.chars().peekable();
    while let Some(character) = rest.next() {
        let next = rest.peek().copied();
        let is_joiner = matches!(character, '\u{200c}' | '\u{200d}');
        let stays = if is_joiner {
            last.is_some_and(can_be_joined) && next.is_some_and(can_be_joined)
        } else if is_variation_selector(character) {
            !varied && last.is_some_and(|last| can_be_joined(last) || (is_of_a_keycap(last) && next == Some(KEYCAP)))
        } else {
            !is_invisible(character)
        };
        if !stays {
            continue;
        }
        kept.push(character);
        if is_variation_selector(character) {
            varied = true;
        } else if !is_joiner && !is_mark_of(last, character) {
            (last, varied) = (Some(character), false);
        }
    }
    kept
}

/// Refuses the first control character that is no white space. The fault names its line and how many visible characters
/// precede it there.
///
/// # Errors
/// [`FieldFault::HiddenCharacter`].
pub(super) fn refuse_controls(raw: &str) -> Result<(), FieldFault> {
    let (mut line, mut after) = (1, 0);
    let mut before = None;
    for character in raw.chars() {
        if is_control(character) {
            return Err(FieldFault::HiddenCharacter { line, after });
        }
        if is_line_break(character) {
            line += usize::from(before != Some('\r') || character != '\n');
            after = 0;
        } else if !is_invisible(character) {
            after += 1;
        }
        before = Some(character);
    }
    Ok(())
}

fn require_visible(text: String) -> Result<String, FieldFault> {
    if text.chars().all(|c| is_blank(c) || is_invisible(c)) { Err(FieldFault::Required) } else { Ok(text) }
}

/// White space of any kind and width, and the empty pattern of Braille.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{2800}'
}

/// Characters that draw nothing and are no blank either (Unicode's `Default_Ignorable_Code_Point` and the annotation
/// marks). A person cannot see that they are there.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Control characters, white space excepted.
pub(super) fn is_control(character: char) -> bool {
    character.is_control() && !character.is_whitespace()
}

/// Line breaks of UAX #14 (mandatory ones).
pub(super) fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Hyphens, dashes and the minus sign.
pub(super) fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'
            ..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// The characters that keyboards, word processors and transliterations produce for an apostrophe.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(
        character,
        '\'' | '`' | '\u{b4}' | '\u{2b9}' | '\u{2bb}'
            ..='\u{2bf}'
                | '\u{2c8}'
                | '\u{2ca}'
                | '\u{2cb}'
                | '\u{55a}'
                | '\u{2018}'
                | '\u{2019}'
                | '\u{201b}'
                | '\u{2032}'
                | '\u{2035}'
                | '\u{a78b}'
                | '\u{a78c}'
                | '\u{ff07}'
                | '\u{ff40}'
    )
}

/// The characters that people put between the digits of a number, and that spreadsheets put around it.
pub(super) fn is_separator(character: char) -> bool {
    is_blank(character)
        || is_dash(character)
        || is_apostrophe(character)
        || matches!(
            character,
            '.' | ','
                | '/'
                | '_'
                | '"'
                | '\u{b7}'
                | '\u{2022}'
                | '\u{2024}'
                | '\u{2044}'
                | '\u{2215}'
                | '\u{201c}'
                | '\u{201d}'
                | '\u{3002}'
                | '\u{ff0c}'
                | '\u{ff0e}'
                | '\u{ff0f}'
        )
}

/// The zero of each script whose digits people type here: ours, the full-width ones of East Asian keyboards, the two
/// Arabic sets, those of Java, Bali and Sunda, and the styled ones that phones offer.
const ZEROS: [char; 12] = [
    '0',
    '\u{660}',
    '\u{6f0}',
    '\u{966}',
    '\u{1b50}',
    '\u{1bb0}',
    '\u{a9d0}',
    '\u{ff10}',
    '\u{1d7ce}',
    '\u{1d7d8}',
    '\u{1d7e2}',
    '\u{1d7ec}',
];

/// Our digit for a character; `None` for anything that is no digit.
pub(super) fn digit(character: char) -> Option<char> {
    if character.is_ascii() {
        return character.is_ascii_digit().then_some(character);
    }
    let monospace = ('\u{1d7f6}'..='\u{1d7ff}').contains(&character).then_some('\u{1d7f6}');
    let zero = ZEROS
        .into_iter()
        .find(|zero| (0..10).contains(&(i64::from(u32::from(character)) - i64::from(u32::from(*zero)))))
        .or(monospace)?;
    char::from_digit(u32::from(character).checked_sub(u32::from(zero))?, 10)
}

/// Letters of the Latin script that names use in any country. The letters of phonetic alphabets are not among them.
pub(super) fn is_latin(character: char) -> bool {
    character.is_ascii_alphabetic()
        || matches!(character, '\u{c0}'..='\u{24f}' if !matches!(character, '\u{d7}' | '\u{f7}'))
        || matches!(character, '\u{253}' | '\u{257}' | '\u{259}' | '\u{1e00}'..='\u{1eff}')
}

/// Letters that only look like Latin ones: those of Greek, Cyrillic, Armenian, Cherokee, Coptic and Lisu, of phonetic
/// alphabets, and letters in boxes.
pub(super) fn looks_latin(character: char) -> bool {
    let phonetic = matches!(character, '\u{250}'..='\u{2ff}' | '\u{1d00}'..='\u{1dbf}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab6f}');
    !is_latin(character)
        && (phonetic
            || matches!(
                character,
                '\u{370}'..='\u{58f}' | '\u{10a0}'..='\u{10ff}' | '\u{13a0}'..='\u{13ff}' | '\u{1c80}'..='\u{1c8f}' | '\u{1f00}'..='\u{1fff}'
                    | '\u{2c80}'..='\u{2cff}' | '\u{2d00}'..='\u{2d2f}' | '\u{2de0}'..='\u{2dff}' | '\u{a4d0}'..='\u{a4ff}'
                    | '\u{a640}'..='\u{a69f}' | '\u{ab70}'..='\u{abbf}' | '\u{10400}'..='\u{104ff}' | '\u{1f100}'..='\u{1f1ff}'
            ))
}

const KEYCAP: char = '\u{20e3}';

fn is_of_a_keycap(character: char) -> bool {
    matches!(character, '0'..='9' | '#' | '*')
}

fn is_variation_selector(character: char) -> bool {
    matches!(character, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character is a mark over a plain character, or over a blank. The blank then becomes a plain character.
fn is_mark_of(last: Option<char>, character: char) -> bool {
    is_combining_mark(character) && last.is_some_and(|last| is_plain(last) || is_blank(last))
}

/// Whether nothing joins or varies a character: ASCII, and letters of the Latin script.
fn is_plain(character: char) -> bool {
    character.is_ascii() || is_latin(character)
}

/// Whether a joiner or a variation selector can mean something next to the character: the character is neither Latin
/// nor blank nor itself invisible.
fn can_be_joined(character: char) -> bool {
    !is_plain(character) && !is_blank(character) && !is_invisible(character) && !is_control(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_trimmed_and_its_white_space_folded() {
        assert_eq!(fold_line(" Siti \u{a0}\t\u{202f}\u{3000}Aminah \r\n").unwrap(), "Siti Aminah");
    }

    #[test]
    fn what_was_read_once_is_read_the_same_again() {
        for raw in [
            "e\u{301}\u{fe0f}",
            "e\u{200b}\u{301}\u{fe0f}x",
            "e\u{301}\u{fe0f}\u{323}\u{fe0f}\u{308}\u{fe0f}",
            "\u{212b}\u{fe0f}",
            "=\u{338}\u{fe0f}",
            "x\u{a0}\u{301}\u{fe09}x",
            "=\u{200b}\u{338}\u{fe0f}",
            "1\u{fe0f}\u{20e3}\u{fe0f}",
            "α\u{301}\u{fe0f}",
            "\u{915}\u{94d}\u{200d}\u{937}",
            "👩\u{200d}🏫",
        ] {
            let once = fold_line(raw).unwrap();
            assert_eq!(fold_line(&once).as_ref(), Ok(&once), "{raw:?}");
            assert_eq!(fold_lines(&once).as_ref(), Ok(&once), "{raw:?}");
        }
        assert_eq!(fold_line("e\u{301}\u{fe0f}").unwrap(), "é");
    }

    #[test]
    fn every_way_to_break_a_line_is_one_line_break() {
        assert_eq!(fold_lines("a\r\nb\rc\nd\u{2028}e\u{85}f\r\n\r\ng\n").unwrap(), "a\nb\nc\nd\ne\nf\n\ng");
        assert_eq!(fold_line("a\r\nb"), Err(FieldFault::LineBreak));
        assert_eq!(fold_line("a\u{2028}b"), Err(FieldFault::LineBreak));
    }

    #[test]
    fn what_draws_nothing_is_left_out_wherever_it_stands() {
        for hidden in [
            '\u{200e}',
            '\u{200f}',
            '\u{202a}',
            '\u{202c}',
            '\u{202e}',
            '\u{2066}',
            '\u{2068}',
            '\u{2069}',
            '\u{200b}',
            '\u{2060}',
            '\u{feff}',
            '\u{ad}',
            '\u{61c}',
            '\u{34f}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{200d}',
            '\u{200c}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{fff9}',
        ] {
            for text in [
                format!("{hidden}ab"),
                format!("a{hidden}b"),
                format!("ab{hidden}"),
                format!("{hidden} a{hidden}{hidden}b {hidden}"),
            ] {
                assert_eq!(fold_line(&text).unwrap(), "ab", "{text:?}");
                assert_eq!(fold_lines(&text).unwrap(), "ab", "{text:?}");
            }
        }
    }

    #[test]
    fn a_joiner_stays_where_it_joins() {
        for text in ["👨‍👩‍👧 dan ❤️‍🔥", "1️⃣", "می‌خواهم", "क्‍ष", "🏳️‍🌈", "☎️ 1500537"]
        {
            assert_eq!(fold_lines(text).unwrap(), text);
        }
        assert_eq!(fold_lines("👨\u{200d} x 1\u{fe0f}2").unwrap(), "👨 x 12");
    }

    #[test]
    fn only_control_characters_are_refused_and_the_fault_says_where() {
        for character in ['\0', '\u{7}', '\u{1b}', '\u{7f}', '\u{9b}'] {
            let text = format!("baris satu\r\n\u{2068}ba{character}ris");
            let fault = FieldFault::HiddenCharacter { line: 2, after: 2 };
            assert_eq!((fold_line(&text), fold_lines(&text)), (Err(fault), Err(fault)));
        }
    }

    #[test]
    fn what_shows_nothing_is_missing() {
        for text in ["", " ", "\t\r\n", "\u{200b}", "\u{feff} \u{2060}", "\u{3164}", "\u{2800}", "\u{200d}\u{fe0f}"] {
            assert_eq!(fold_line(text), Err(FieldFault::Required));
            assert_eq!(fold_lines(text), Err(FieldFault::Required));
        }
    }

    #[test]
    fn a_letter_with_its_mark_is_one_letter() {
        assert_eq!(fold_line("Jose\u{301}").unwrap(), "José");
    }

    #[test]
    fn digits_of_every_script_in_use_are_read() {
        for ten in [
            "0123456789",
            "０１２３４５６７８９",
            "٠١٢٣٤٥٦٧٨٩",
            "۰۱۲۳۴۵۶۷۸۹",
            "꧐꧑꧒꧓꧔꧕꧖꧗꧘꧙",
            "᭐᭑᭒᭓᭔᭕᭖᭗᭘᭙",
            "᮰᮱᮲᮳᮴᮵᮶᮷᮸᮹",
            "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
            "𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿",
        ] {
            assert_eq!(ten.chars().filter_map(digit).collect::<String>(), "0123456789", "{ten}");
        }
        for other in ['a', 'O', '²', '½', '一', '①', '/', ':'] {
            assert_eq!(digit(other), None, "{other}");
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

        #[test]
        fn what_is_hidden_among_letters_never_comes_through(text in "[ab \\u{ad}\\u{200b}-\\u{200f}\\u{202a}-\\u{202e}\\u{2060}-\\u{206f}\\u{fe00}-\\u{fe0f}\\u{feff}\\u{e0000}-\\u{e0fff}👨❤ك]{0,40}") {
            if let Ok(lines) = fold_lines(&text) {
                prop_assert_eq!(fold_lines(&lines), Ok(lines.clone()));
                let hidden = |c| matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
                prop_assert!(!lines.contains(hidden));
            }
        }
    }
}
