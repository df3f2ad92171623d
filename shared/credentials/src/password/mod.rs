//! Passwords: which ones are good enough, and how the crate keeps them.

mod fault;
mod guessable;
mod hasher;
mod list;
mod rule;

pub use fault::PasswordFault;
pub use hasher::{Hasher, HasherConfig};
pub use rule::Rule;

use std::fmt;

use zeroize::Zeroizing;

/// Bytes of what was typed that are kept: more than the longest password has, so that what is cut off fits nowhere. A
/// password has 128 characters at most, and each may have been typed as four marks of up to four bytes.
const MOST_BYTES: usize = 2048;

/// What somebody typed as a password, its first two kilobytes at most. Does not print, and is overwritten when it is
/// dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes what was typed. Of more than two kilobytes only the beginning is kept, which is too long for any password.
    #[must_use]
    pub fn new(mut typed: String) -> Self {
        let end = (0..=MOST_BYTES.min(typed.len())).rev().find(|end| typed.is_char_boundary(*end));
        typed.truncate(end.unwrap_or_default());
        Self(Zeroizing::new(typed))
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_is_typed_no_more_than_two_kilobytes_are_kept() {
        for character in ["a", "é", "\u{1f600}"] {
            let kept = Password::new(character.repeat(200_000));
            assert!((MOST_BYTES - 4..=MOST_BYTES).contains(&kept.expose().len()), "{character}");
        }
        assert_eq!(Password::new("Kopi-Susu-Hangat".to_owned()).expose(), "Kopi-Susu-Hangat");
    }
}
