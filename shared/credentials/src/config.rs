//! How long somebody stays signed in.

use jiff::SignedDuration;

/// Bounds of a session.
#[derive(Clone, Copy, Debug)]
pub struct SessionConfig {
    /// A session that is not used this long is over.
    pub idle: SignedDuration,
    /// A session is over after this long, used or not.
    pub longest: SignedDuration,
    /// Browsers in which somebody can be signed in at the same moment: the newest always gets in.
    pub most_open: u16,
}
