//! Codes that people carry from paper or a message to the screen: letters and digits that nobody mixes up, in groups.

use crate::Failure;
use crate::secret::random;

/// Crockford's alphabet: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code of `N` characters, five random bits each. Does not print.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Code<const N: usize>(String);

/// Lets somebody choose a password: 120 bits.
pub(crate) type ActivationCode = Code<24>;

/// A recovery code as they are made: 125 bits.
type LongCode = Code<25>;

/// A recovery code from before: 50 bits, behind a password and few attempts.
type ShortCode = Code<10>;

/// Stands for the phone, once.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum RecoveryCode {
    Long(LongCode),
    Short(ShortCode),
}

impl RecoveryCode {
    /// A new one.
    ///
    /// # Errors
    /// [`Failure::Randomness`].
    pub(crate) fn new() -> Result<Self, Failure> {
        LongCode::new().map(Self::Long)
    }

    /// What was typed, as [`Code::read`].
    pub(crate) fn read(typed: &str) -> Option<Self> {
        LongCode::read(typed).map(Self::Long).or_else(|| ShortCode::read(typed).map(Self::Short))
    }

    /// The bare characters, to be hashed.
    pub(crate) fn bare(&self) -> &str {
        match self {
            Self::Long(code) => code.bare(),
            Self::Short(code) => code.bare(),
        }
    }

    /// In groups of `size`, as people read it.
    pub(crate) fn grouped(&self, size: usize) -> String {
        match self {
            Self::Long(code) => code.grouped(size),
            Self::Short(code) => code.grouped(size),
        }
    }
}

impl<const N: usize> Code<N> {
    /// A new one.
    ///
    /// # Errors
    /// [`Failure::Randomness`].
    pub(crate) fn new() -> Result<Self, Failure> {
        let characters = random::<N>()?
            .map(|byte| ALPHABET.get(usize::from(byte & 31)).map_or('0', |character| char::from(*character)));
        Ok(Self(characters.iter().collect()))
    }

    /// What was typed: in any case, with or without groups, O for 0 and I or L for 1. `None` when it cannot be one.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        let plain = domain::typed::code(typed);
        let upper = plain.chars().map(|character| match character.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        });
        let code: String = upper.take(N + 1).collect();
        (code.len() == N && code.bytes().all(|byte| ALPHABET.contains(&byte))).then_some(Self(code))
    }

    /// The bare characters, to be hashed.
    pub(crate) fn bare(&self) -> &str {
        &self.0
    }

    /// In groups of `size`, as people read it.
    pub(crate) fn grouped(&self, size: usize) -> String {
        let characters: Vec<char> = self.0.chars().collect();
        characters.chunks(size.max(1)).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = ActivationCode::new().unwrap();
        let shown = code.grouped(4);
        assert_eq!(shown.len(), 29);
        for typed in [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', " "),
            shown.replace('0', "o").replace('1', "l"),
            format!(" {shown}\n"),
            format!("\u{2068}{}\u{2069}", shown.replace('-', "–")),
        ] {
            assert!(ActivationCode::read(&typed) == Some(code.clone()), "{typed}");
        }
    }

    #[test]
    fn what_is_none_is_none() {
        for typed in ["", "ABCDE", "ABCDE-FGHJKM", "ABCDE-FGHJU", "ABCDE-FGHJ\u{e9}"] {
            assert!(RecoveryCode::read(typed).is_none(), "{typed}");
        }
        assert!(RecoveryCode::read("abcde-fghjk").is_some(), "one from before");
        assert!(RecoveryCode::read(&RecoveryCode::new().unwrap().grouped(5)).is_some());
    }

    #[test]
    fn two_codes_are_never_the_same() {
        let code = RecoveryCode::new().unwrap();
        assert!(code != RecoveryCode::new().unwrap());
        assert!(code.bare().len() * 5 >= 112, "as many bits as a plain hash needs");
    }
}
