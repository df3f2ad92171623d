//! When a service sends a ticket again that did not arrive: after minutes, then after twice as long each time.
//!
//! So a message that merely waits in a slow queue gets only a few copies. They carry the same event id, so the inbox
//! makes them count once.

use std::time::Duration;

use jiff::SignedDuration;
use runtime::Settings;

/// Longest wait between two resends.
const LONGEST: Duration = Duration::from_hours(24);
/// An agency need not report at once that it took a ticket: its tickets have this many times longer.
const FOR_AGENCIES: u32 = 10;
/// Bounds of the setting.
const LEAST: Duration = Duration::from_secs(1);
const MOST: Duration = Duration::from_hours(1);

/// How long a ticket may be on its way before a service sends it again.
#[derive(Clone, Copy, Debug)]
pub struct ResendPolicy {
    after: Duration,
}

impl ResendPolicy {
    /// Makes the policy that sends again after this time, as if it had read it from the settings.
    #[must_use]
    pub fn new(after: Duration) -> Self {
        Self { after }
    }

    /// Reads `RESEND_AFTER`.
    #[must_use]
    pub fn read(settings: &mut Settings) -> Self {
        let about = "how long an accepted ticket may be on its way to its desk before it is sent again, 1s to 1h";
        let after = settings.duration("RESEND_AFTER", Duration::from_mins(3), about);
        if !(LEAST..=MOST).contains(&after) {
            settings.problem("RESEND_AFTER", "must be from 1s to 1h");
        }
        Self { after }
    }

    /// Age at which a service looks at a ticket that did not arrive.
    #[must_use]
    pub fn after(&self) -> SignedDuration {
        signed(self.after)
    }

    /// Age at which a service sends a ticket to an agency again.
    #[must_use]
    pub fn after_for_agencies(&self) -> SignedDuration {
        signed(self.after.saturating_mul(FOR_AGENCIES).min(LONGEST))
    }

    /// Pause between two rounds.
    #[must_use]
    pub fn pause(&self) -> Duration {
        (self.after / 4).clamp(Duration::from_millis(250), Duration::from_secs(30))
    }

    /// How long a ticket rests after this many resends.
    #[must_use]
    pub fn rest(&self, sends: u32) -> SignedDuration {
        doubled(self.after, sends)
    }

    /// As [`Self::rest`], for an agency's desk.
    #[must_use]
    pub fn rest_for_agencies(&self, sends: u32) -> SignedDuration {
        doubled(self.after.saturating_mul(FOR_AGENCIES), sends)
    }

    /// How long a parked message rests: the operator has it, and a lost copy comes back to the parking queue the next
    /// day.
    #[must_use]
    pub fn rest_given_up() -> SignedDuration {
        signed(LONGEST)
    }
}

fn doubled(first: Duration, times: u32) -> SignedDuration {
    signed(2_u32.checked_pow(times).map_or(LONGEST, |factor| first.saturating_mul(factor)).min(LONGEST))
}

fn signed(duration: Duration) -> SignedDuration {
    SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_twice_the_one_before_up_to_a_day() {
        let policy = ResendPolicy::new(Duration::from_mins(3));
        let waits: Vec<i64> = [0, 1, 2, 5, 9, 40].iter().map(|sends| policy.rest(*sends).as_secs() / 60).collect();
        assert_eq!(waits, [3, 6, 12, 96, 1440, 1440]);
        assert_eq!(policy.rest_for_agencies(1), SignedDuration::from_hours(1));
    }

    #[test]
    fn a_wait_of_no_time_is_refused() {
        for (text, right) in [("0s", false), ("1s", true), ("1h", true), ("61m", false)] {
            let mut settings = Settings::from_pairs([("RESEND_AFTER".to_owned(), text.to_owned())]);
            let _policy = ResendPolicy::read(&mut settings);
            assert_eq!(settings.finish().is_ok(), right, "{text}");
        }
    }
}
