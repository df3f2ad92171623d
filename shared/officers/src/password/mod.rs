//! Passwords: which ones are good enough, and how they are kept.

mod hasher;
mod rule;

pub(crate) use hasher::Hasher;
pub use rule::PasswordFault;
pub(crate) use rule::check;

use std::fmt;

use zeroize::Zeroizing;

/// What somebody typed as a password. Does not print, and is overwritten when it is dropped.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes what was typed, as it is.
    #[must_use]
    pub fn new(typed: String) -> Self {
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
