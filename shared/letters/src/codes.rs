//! Codes of six digits in letters, which people type into a page. What a code is for lies in the database of whoever
//! asked for the letter, under the code's id. The code is a keyed hash of the id: the sender writes it when it sends,
//! and a copy of the database shows none. Who compares one counts the tries first.

use jiff::SignedDuration;
use uuid::Uuid;
use vault::{Index, Vault};

/// How long a code counts.
pub const VALID: SignedDuration = SignedDuration::from_mins(15);

/// Digits of a code.
const DIGITS: usize = 6;
/// There are so many codes.
const CODES: u64 = 1_000_000;

/// What somebody typed for a code: six digits. Does not print.
pub struct Typed(String);

impl Typed {
    /// Reads it; blanks and dashes between the digits do not matter. `None` when it can be no code.
    #[must_use]
    pub fn read(raw: &str) -> Option<Self> {
        let kept: String = raw.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
        (kept.len() == DIGITS && kept.bytes().all(|byte| byte.is_ascii_digit())).then_some(Self(kept))
    }

    /// Whether it is the code with this id.
    #[must_use]
    pub fn is(&self, vault: &Vault, id: Uuid) -> bool {
        self.0 == code(vault, id)
    }
}

/// The code with this id: six digits.
#[must_use]
pub fn code(vault: &Vault, id: Uuid) -> String {
    let hash = vault.index(Index::AccountCode, id.as_bytes());
    let number = hash.as_bytes().iter().fold(0, |rest, byte| (rest * 256 + u64::from(*byte)) % CODES);
    format!("{number:0DIGITS$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_typed_with_or_without_blanks_and_is_of_its_id_and_key_alone() {
        let (vault, id) = (Vault::for_tests(), Uuid::from_u128(7));
        let code = code(&vault, id);
        assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        for typed in
            [code.clone(), format!(" {} {} ", &code[..3], &code[3..]), format!("{}-{}", &code[..3], &code[3..])]
        {
            assert!(Typed::read(&typed).unwrap().is(&vault, id), "{typed}");
        }
        // One in a million each: that both are equal happens to nobody.
        let others = [super::code(&vault, Uuid::from_u128(8)), super::code(&Vault::for_tests(), id)];
        assert!(others.iter().any(|other| *other != code));
    }

    #[test]
    fn what_is_no_code_is_not_read() {
        for raw in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "123.456"] {
            assert!(Typed::read(raw).is_none(), "{raw}");
        }
    }
}
