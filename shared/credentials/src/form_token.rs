//! The token that every form of a session carries, so that no other site can send one.

use ring::digest::{SHA256, digest};

/// The token of one session. It follows from the session's secret, and the secret does not follow from it.
#[derive(Clone)]
pub struct FormToken(String);

impl FormToken {
    pub(crate) fn new(token: String) -> Self {
        Self(token)
    }

    /// The token, for the form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a form carried it. Hashes are compared, so the time tells nothing.
    #[must_use]
    pub fn is(&self, carried: &str) -> bool {
        digest(&SHA256, carried.as_bytes()).as_ref() == digest(&SHA256, self.0.as_bytes()).as_ref()
    }
}

impl std::fmt::Debug for FormToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FormToken(…)")
    }
}
