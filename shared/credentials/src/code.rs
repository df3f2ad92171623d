//! People carry these codes from paper or a message to the screen. They are made of letters and digits that nobody
//! mixes up, in groups.

use std::fmt;

use vault::random_bytes;

use crate::Failure;

/// Crockford's alphabet: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code of `N` characters, five random bits each. Does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct Code<const N: usize>(String);

/// Lets somebody choose a password: 120 bits.
pub type OneTime = Code<24>;

/// Stands for the answer to a security question, once: 50 bits, behind a password hash and few attempts. Spoken and
/// copied as `K7QF9-M2XTD`.
pub type OneTimeAnswer = Code<10>;

/// A recovery code as they are made: 125 bits.
type LongCode = Code<25>;

/// A recovery code from before: 50 bits, behind a password and few attempts.
type ShortCode = Code<10>;

/// Characters of a group of a one-time answer.
const GROUP: usize = 5;

/// Stands for the phone, once. Does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Length);

#[derive(Clone, PartialEq, Eq)]
enum Length {
    Long(LongCode),
    Short(ShortCode),
}

impl RecoveryCode {
    /// A new one.
    ///
    /// # Errors
    /// [`Failure::Vault`].
    pub fn new() -> Result<Self, Failure> {
        LongCode::new().map(|code| Self(Length::Long(code)))
    }

    /// What was typed: in any case, with or without groups, O for 0 and I or L for 1. `None` when it cannot be one.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let long = LongCode::read(typed).map(Length::Long);
        long.or_else(|| ShortCode::read(typed).map(Length::Short)).map(Self)
    }

    /// The bare characters, to be hashed.
    #[must_use]
    pub fn bare(&self) -> &str {
        match &self.0 {
            Length::Long(code) => code.bare(),
            Length::Short(code) => code.bare(),
        }
    }

    /// In groups of `size`, as people read it.
    #[must_use]
    pub fn grouped(&self, size: usize) -> String {
        match &self.0 {
            Length::Long(code) => code.grouped(size),
            Length::Short(code) => code.grouped(size),
        }
    }
}

impl<const N: usize> Code<N> {
    /// A new one.
    ///
    /// # Errors
    /// [`Failure::Vault`].
    pub fn new() -> Result<Self, Failure> {
        let characters = random_bytes::<N>()?
            .map(|byte| ALPHABET.get(usize::from(byte & 31)).map_or('0', |character| char::from(*character)));
        Ok(Self(characters.iter().collect()))
    }

    /// What was typed: in any case, with or without groups, O for 0 and I or L for 1. `None` when it cannot be one.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
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
    #[must_use]
    pub fn bare(&self) -> &str {
        &self.0
    }

    /// In groups of `size`, as people read it.
    #[must_use]
    pub fn grouped(&self, size: usize) -> String {
        let characters: Vec<char> = self.0.chars().collect();
        characters.chunks(size.max(1)).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }
}

impl OneTimeAnswer {
    /// As people read it: `K7QF9-M2XTD`.
    #[must_use]
    pub fn shown(&self) -> String {
        self.grouped(GROUP)
    }
}

impl<const N: usize> fmt::Debug for Code<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code<{N}>(…)")
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = OneTime::new().unwrap();
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
            assert!(OneTime::read(&typed) == Some(code.clone()), "{typed}");
        }
    }

    #[test]
    fn a_one_time_answer_is_read_as_people_type_it_and_does_not_print() {
        let code = OneTimeAnswer::read("K7QF9-M20TD").unwrap();
        assert_eq!(code.shown(), "K7QF9-M20TD");
        for typed in ["k7qf9m20td", " K7QF9 – M2OTD ", "K7 QF-9m 2oTd"] {
            assert_eq!(OneTimeAnswer::read(typed).as_ref(), Some(&code), "{typed}");
        }
        assert_eq!(OneTimeAnswer::read("IlL00-abcde"), OneTimeAnswer::read("11100-ABCDE"));
        for typed in ["K7QF9-M20T", "K7QF9-M20TDX", "K7QF9-M20TU", "si manis", ""] {
            assert_eq!(OneTimeAnswer::read(typed), None, "{typed}");
        }
        assert_eq!(OneTimeAnswer::new().unwrap().shown().len(), 11);
        assert_eq!(format!("{code:?}"), "Code<10>(…)");
        assert_eq!(format!("{:?}", RecoveryCode::read("K7QF9-M20TD")), "Some(RecoveryCode(…))");
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
