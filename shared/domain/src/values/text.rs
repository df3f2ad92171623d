//! What an applicant writes freely or chooses: lines, narratives, numbers of cards, options.

use super::{
    FieldFault,
    characters::{digit, fold_line, fold_lines, is_blank, is_dash, refuse_controls, within},
    hide_in_debug,
};
use crate::catalogue::{Choice, TextRule};
use unicode_normalization::UnicodeNormalization as _;

/// A text that follows the rule of its field. Personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Text(String);

hide_in_debug!(Text);

impl Text {
    /// Reads a text by the rule of its field.
    ///
    /// # Errors
    /// The fault, when it does not follow the rule.
    pub fn parse(raw: &str, rule: TextRule) -> Result<Self, FieldFault> {
        match rule {
            TextRule::Line { max } => within(fold_line(raw)?, max),
            TextRule::Narrative { max } => within(fold_lines(raw)?, max),
            TextRule::Number { max } => number(raw, max),
            TextRule::Choice(options) => choice(raw, options),
        }
        .map(Self)
    }

    /// Makes a text from its stored form.
    pub(crate) fn restored(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text: personal data. Seal it, or show it to the person concerned.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Reads a number: drops blanks, turns dashes into hyphens, and turns styled letters and digits into the plain ones.
fn number(raw: &str, max: usize) -> Result<String, FieldFault> {
    refuse_controls(raw)?;
    let folded = fold_line(&raw.nfkc().collect::<String>())?;
    let plain = folded.nfkc().map(|c| digit(c).unwrap_or(if is_dash(c) { '-' } else { c })).filter(|c| !is_blank(*c));
    let number = within(plain.collect(), max)?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/');
    if number.chars().all(allowed) { Ok(number) } else { Err(FieldFault::NotANumber) }
}

fn choice(raw: &str, options: &[Choice]) -> Result<String, FieldFault> {
    let value = fold_line(raw)?;
    options
        .iter()
        .find(|option| option.value.eq_ignore_ascii_case(&value))
        .map(|option| option.value.to_owned())
        .ok_or(FieldFault::UnknownOption)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Field;
    use crate::Rule;
    use proptest::prelude::*;

    fn parse(field: Field, raw: &str) -> Result<String, FieldFault> {
        let Rule::Text(rule) = field.rule() else { panic!("{field} is no text") };
        Text::parse(raw, rule).map(|text| text.expose().to_owned())
    }

    #[test]
    fn five_hundred_characters_of_chronology_and_not_one_more() {
        for one in ["a", "é", "語", "😀"] {
            assert_eq!(parse(Field::Chronology, &one.repeat(500)), Ok(one.repeat(500)));
            assert_eq!(parse(Field::Complaint, &one.repeat(501)), Err(FieldFault::TooLong { max: 500, found: 501 }));
        }
    }

    #[test]
    fn a_line_break_of_the_browser_counts_as_one_character() {
        let lines = |count: usize| format!("{}z", "a\r\n".repeat(count));
        assert_eq!(parse(Field::Chronology, &format!("{}z", lines(249))).unwrap().chars().count(), 500);
        assert_eq!(parse(Field::Chronology, &lines(250)), Err(FieldFault::TooLong { max: 500, found: 501 }));
    }

    #[test]
    fn what_surrounds_a_text_does_not_count() {
        let text = format!("\r\n  {}  \n", "a".repeat(500));
        assert_eq!(parse(Field::Chronology, &text), Ok("a".repeat(500)));
    }

    #[test]
    fn lines_have_their_own_lengths() {
        for (field, max) in [
            (Field::BirthPlace, 100),
            (Field::BirthCountry, 100),
            (Field::BirthCity, 100),
            (Field::SecurityAnswer1, 100),
            (Field::University, 200),
            (Field::StudyProgramme, 200),
            (Field::Thk2Agency, 200),
            (Field::TargetAgency, 200),
        ] {
            assert!(parse(field, &"é".repeat(max)).is_ok(), "{field}");
            assert_eq!(parse(field, &"é".repeat(max + 1)), Err(FieldFault::TooLong { max, found: max + 1 }));
            assert_eq!(parse(field, "a\nb"), Err(FieldFault::LineBreak));
            assert_eq!(parse(field, "\u{2068}a\u{202e}b\u{2069}").unwrap(), "ab");
            assert_eq!(parse(field, "a\u{1b}b"), Err(FieldFault::HiddenCharacter { line: 1, after: 1 }));
            assert_eq!(parse(field, " "), Err(FieldFault::Required));
        }
    }

    #[test]
    fn numbers_of_cards_are_letters_digits_and_three_signs() {
        for raw in [
            " 12-34.56/AB-789 ",
            "12-34.56 / AB–789",
            "\u{202a}12-34.56/AB-789\u{202c}",
            "１２-34.56/ＡＢ-789",
            "１\u{fe0f}2-34.56/AB-789",
        ] {
            assert_eq!(parse(Field::Thk2Number, raw).unwrap(), "12-34.56/AB-789", "{raw:?}");
        }
        assert!(parse(Field::EducatorCertificate, &"1".repeat(30)).is_ok());
        for (field, raw, fault) in [
            (Field::Thk2Number, "1234567890123456", FieldFault::TooLong { max: 15, found: 16 }),
            (Field::Thk2Number, "12_34", FieldFault::NotANumber),
            (Field::Thk2Number, "é", FieldFault::NotANumber),
            (Field::Thk2Number, "12\u{0}34", FieldFault::HiddenCharacter { line: 1, after: 2 }),
            (Field::Thk2Number, "", FieldFault::Required),
        ] {
            assert_eq!(parse(field, raw), Err(fault), "{raw}");
        }
    }

    #[test]
    fn an_option_is_found_whatever_its_case_and_kept_as_listed() {
        assert_eq!(parse(Field::EducationLevel, " s-1 ").unwrap(), "S-1");
        assert_eq!(parse(Field::ApplicantCategory, "guru  swasta").unwrap(), "Guru Swasta");
        assert_eq!(parse(Field::EducationLevel, "S-4"), Err(FieldFault::UnknownOption));
        assert_eq!(parse(Field::EducationLevel, ""), Err(FieldFault::Required));
    }

    #[test]
    fn every_option_of_every_list_is_accepted() {
        for field in Field::ALL {
            for option in field.rule().options() {
                assert_eq!(parse(field, option.value).unwrap(), option.value);
            }
        }
    }

    proptest! {
        #[test]
        fn reading_twice_changes_nothing(text in "[\\PC\\s]{0,520}") {
            for field in Field::ALL {
                if let Rule::Text(rule) = field.rule()
                    && let Ok(parsed) = Text::parse(&text, rule)
                {
                    let length = parsed.expose().chars().count();
                    prop_assert!(field.rule().max_length().is_none_or(|max| (1..=max).contains(&length)));
                    prop_assert_eq!(Text::parse(parsed.expose(), rule), Ok(parsed));
                }
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "(?s).{0,80}") {
            for field in Field::ALL {
                if let Rule::Text(rule) = field.rule() && let Ok(parsed) = Text::parse(&text, rule) {
                    prop_assert!(!parsed.expose().trim().is_empty());
                }
            }
        }
    }
}
