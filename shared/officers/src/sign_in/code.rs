//! A code of the second step leads to one of these.

use jiff::SignedDuration;
use vault::Secret;

/// What became of a code.
#[derive(Debug)]
pub enum Code {
    /// It is right: the officer is in.
    Right(Box<Entered>),
    /// It is not.
    Wrong,
    /// It was used before.
    Used,
    /// Too many were wrong: begin anew with the password.
    Over,
    /// Too many were wrong before.
    Wait(SignedDuration),
}

/// Somebody who is in. Does not print.
pub struct Entered {
    /// The session that the browser keeps.
    pub session: Secret,
    /// What the browser keeps to be known again; `None`: it is known already.
    pub device: Option<Secret>,
    /// New recovery codes, in groups of five; to be shown once. Empty unless an authenticator was enrolled.
    pub recovery_codes: Vec<String>,
}

impl std::fmt::Debug for Entered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entered").field("session", &self.session).finish_non_exhaustive()
    }
}
