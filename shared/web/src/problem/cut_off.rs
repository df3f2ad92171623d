//! Why the layer cut a body off: an error tells its reader, and a problem tells its sender.

use std::time::Duration;

use super::{Problem, causes};

/// When the caller may send a body again that found no place.
pub(crate) const COME_BACK: Duration = Duration::from_secs(10);

/// Why the layer cut a body off. It is a source of the reader's error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CutOff {
    /// It brought too little for too long.
    #[error("the body arrives too slowly")]
    TooSlow,
    /// Its place went to somebody else.
    #[error("there are too many bodies")]
    Crowded,
}

impl CutOff {
    /// Finds the reason behind an error, at any depth.
    #[must_use]
    pub fn behind(error: &(dyn std::error::Error + 'static)) -> Option<Self> {
        causes(error).find_map(|cause| cause.downcast_ref::<Self>()).copied()
    }

    /// The problem that the sender gets.
    pub(crate) fn problem(self) -> Problem {
        match self {
            Self::TooSlow => Problem::too_slow(),
            Self::Crowded => Problem::unavailable().retry_after(COME_BACK),
        }
    }

    /// The name in metrics.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::TooSlow => "slow",
            Self::Crowded => "crowded",
        }
    }
}
