//! How long an officer stays signed in.

use std::time::Duration;

use credentials::SessionConfig;
use jiff::SignedDuration;
use runtime::Settings;

/// The longest that a session may be set to last.
const LONGEST: Duration = Duration::from_hours(12);

/// Browsers in which an officer can be signed in at the same moment.
const MOST_OPEN: u16 = 10;

/// Reads `SESSION_IDLE` (30 minutes unless set) and `SESSION_LONGEST` (12 hours unless set), both from one minute to 12
/// hours, and records what is wrong with them.
pub fn read_sessions(settings: &mut Settings) -> SessionConfig {
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
    SessionConfig { idle: signed(idle), longest: signed(longest), most_open: MOST_OPEN }
}

/// What was checked to be at most twelve hours always fits.
fn signed(duration: Duration) -> SignedDuration {
    SignedDuration::try_from(duration).unwrap_or(SignedDuration::from_mins(30))
}
