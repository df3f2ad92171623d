//! How long somebody stays signed in.

use std::time::Duration;

use jiff::SignedDuration;
use runtime::Settings;

/// The longest that a session may be set to last.
const LONGEST: Duration = Duration::from_hours(12);

/// Bounds of a session.
#[derive(Clone, Copy, Debug)]
pub struct SessionConfig {
    /// `SESSION_IDLE`: a session that is not used this long is over; 30 minutes unless set, never more than 12 hours.
    pub idle: SignedDuration,
    /// `SESSION_LONGEST`: a session is over after this long, used or not; 12 hours at most.
    pub longest: SignedDuration,
}

impl SessionConfig {
    /// Reads both and records what is wrong with them.
    pub fn read(settings: &mut Settings) -> Self {
        let idle = settings.duration(
            "SESSION_IDLE",
            Duration::from_mins(30),
            "an officer who does nothing this long signs in again",
        );
        let longest =
            settings.duration("SESSION_LONGEST", LONGEST, "an officer signs in again after this long, at most 12h");
        for (name, duration) in [("SESSION_IDLE", idle), ("SESSION_LONGEST", longest)] {
            if !(Duration::from_mins(1)..=LONGEST).contains(&duration) {
                settings.problem(name, "must be from 1m to 12h");
            }
        }
        Self { idle: signed(idle), longest: signed(longest) }
    }
}

/// What was checked to be at most twelve hours always fits.
fn signed(duration: Duration) -> SignedDuration {
    SignedDuration::try_from(duration).unwrap_or(SignedDuration::from_mins(30))
}
