//! When an account is removed that others made with somebody's NIK (form 02; docs/adr/0061).

use jiff::{SignedDuration, Timestamp};

/// So long an account is frozen before it is removed: its owner is told, and can object.
pub const FROZEN_BEFORE_REMOVAL: SignedDuration = SignedDuration::from_hours(24);

/// So long before its period closes an account is removed as soon as a second officer has confirmed it: whose NIK it is
/// has to make an account in what is left.
pub const CLOSING: SignedDuration = SignedDuration::from_hours(48);

/// From when on an account is removed that was frozen and whose removal was confirmed at these moments, in a period
/// that closes then; `None` when it is closed already, and no account is removed any more.
#[must_use]
pub fn removed_from(frozen_at: Timestamp, confirmed_at: Timestamp, closes_at: Timestamp) -> Option<Timestamp> {
    if confirmed_at >= closes_at {
        return None;
    }
    if closes_at.duration_since(confirmed_at) <= CLOSING {
        return Some(confirmed_at);
    }
    let rested = frozen_at.saturating_add(FROZEN_BEFORE_REMOVAL).unwrap_or(Timestamp::MAX);
    Some(rested.max(confirmed_at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(hour: i64) -> Timestamp {
        Timestamp::from_second(hour * 3600).unwrap()
    }

    #[test]
    fn an_account_rests_a_day_unless_its_period_closes_within_two() {
        for (frozen, confirmed, closes, expected) in [
            (0, 1, 100, Some(24)),
            (0, 30, 100, Some(30)),
            (0, 1, 50, Some(24)),
            (0, 1, 49, Some(1)),
            (0, 48, 49, Some(48)),
            (0, 49, 49, None),
            (0, 60, 49, None),
        ] {
            let removed = removed_from(hour(frozen), hour(confirmed), hour(closes));
            assert_eq!(removed, expected.map(hour), "{frozen} {confirmed} {closes}");
        }
    }
}
