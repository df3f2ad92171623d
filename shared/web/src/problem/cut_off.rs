//! Why a body was not read to its end: what its reader is told by an error, and its sender by a problem.

use std::time::Duration;

use super::{Problem, causes};

/// When it makes sense to send a body again that found no place.
pub(crate) const COME_BACK: Duration = Duration::from_secs(10);

/// Why a body was not read to its end. Found in the source of its reader's error.
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
    /// Whether this is behind an error, at any depth.
    #[must_use]
    pub fn behind(error: &(dyn std::error::Error + 'static)) -> Option<Self> {
        causes(error).find_map(|cause| cause.downcast_ref::<Self>()).copied()
    }

    /// What its sender is told.
    pub(crate) fn problem(self) -> Problem {
        match self {
            Self::TooSlow => Problem::too_slow(),
            Self::Crowded => Problem::unavailable().retry_after(COME_BACK),
        }
    }

    /// Its name in measurements.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::TooSlow => "slow",
            Self::Crowded => "crowded",
        }
    }
}
