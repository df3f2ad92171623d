//! The five characters of a code.

use std::fmt;

use ring::rand::{SecureRandom as _, SystemRandom};

/// The characters of a code. Each is as likely as the others.
const ALPHABET: &[u8; 16] = b"0123456789abcdef";

/// Characters in a code.
const LENGTH: usize = 5;

/// Five of `0123456789abcdef`: 1,048,576 different codes. The type has no `Debug` that shows them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code([u8; LENGTH]);

/// The operating system gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("no random bytes from the operating system")]
pub(crate) struct NoRandomness;

impl Code {
    pub(crate) const LENGTH: usize = LENGTH;
    /// [`LENGTH`] as a measure of width.
    pub(crate) const CHARACTERS: f32 = 5.0;

    pub(crate) fn random() -> Result<Self, NoRandomness> {
        let mut bytes = [0; LENGTH];
        SystemRandom::new().fill(&mut bytes).map_err(|ring::error::Unspecified| NoRandomness)?;
        // 16 divides 256, so every character is as likely as every other.
        Ok(Self::of(bytes))
    }

    /// Makes the code whose characters are the low four bits of each byte.
    fn of(bytes: [u8; LENGTH]) -> Self {
        Self(bytes.map(|byte| ALPHABET.get(usize::from(byte & 0x0F)).copied().unwrap_or(b'0')))
    }

    pub(crate) fn from_bytes(bytes: [u8; LENGTH]) -> Option<Self> {
        bytes.iter().all(|byte| ALPHABET.contains(byte)).then_some(Self(bytes))
    }

    pub(crate) fn as_bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// 0 to 15 for each character.
    pub(crate) fn values(self) -> [usize; LENGTH] {
        self.0.map(|byte| ALPHABET.iter().position(|other| *other == byte).unwrap_or_default())
    }

    /// Whether a person typed this code. Capitals, white space and invisible characters do not matter.
    pub(crate) fn is(self, typed: &str) -> bool {
        let typed = domain::typed::code(typed);
        typed.chars().map(|character| character.to_ascii_lowercase()).eq(self.0.iter().map(|byte| char::from(*byte)))
    }

    /// The characters, for those who may know them: the picture, the sound, and tests that own the keys.
    #[must_use]
    pub fn reveal(&self) -> String {
        self.0.iter().map(|byte| char::from(*byte)).collect()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_code_is_known_in_capitals_and_with_spaces_and_no_other_is(bytes: [u8; 5], other: [u8; 5]) {
            let (code, other) = (Code::of(bytes), Code::of(other));
            let text = code.reveal();
            prop_assert!(code.is(&text) && code.is(&text.to_uppercase()));
            let (spaced, longer) = (format!(" {} {}\t", &text[..2], &text[2..]), format!("{text}0"));
            prop_assert!(code.is(&spaced) && !code.is(&longer) && !code.is(&text[..4]));
            prop_assert_eq!(code.is(&other.reveal()), code == other);
            prop_assert_eq!(Code::from_bytes(*code.as_bytes()), Some(code));
        }

        #[test]
        fn anything_may_be_typed(bytes: [u8; 5], typed: String) {
            let plain = typed.split_whitespace().collect::<String>().to_ascii_lowercase();
            prop_assert!(plain != Code::of(bytes).reveal() || Code::of(bytes).is(&typed));
        }
    }

    #[test]
    fn every_character_comes_up_and_none_is_printed_by_accident() {
        let drawn: std::collections::BTreeSet<u8> = (0..200).flat_map(|_| Code::random().unwrap().0).collect();
        assert_eq!(drawn.len(), ALPHABET.len());
        assert_eq!(format!("{:?}", Code::random().unwrap()), "Code(…)");
    }
}
