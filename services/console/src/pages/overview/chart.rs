//! Two bars for each hour: what came and what was answered.

use domain::time::wib;
use jiff::{SignedDuration, Timestamp, Unit};

use crate::store::hours::Hour;

/// Hours drawn, the one of now last.
const HOURS: i64 = 24;
/// Height of the tallest bar, in the drawing's units.
const HEIGHT: i64 = 160;
/// Width of an hour.
const STEP: i64 = 30;
/// Width of one of its two bars.
const BAR: i64 = 11;

/// The drawing.
pub(super) struct Chart {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) bars: Vec<Bars>,
    /// Lines across, with what they stand for.
    pub(super) lines: Vec<(i64, i64)>,
}

/// One hour.
pub(super) struct Bars {
    /// Such as "14".
    pub(super) hour: String,
    pub(super) arrived: i64,
    pub(super) answered: i64,
    /// Left edges and tops; heights.
    pub(super) x: i64,
    pub(super) second_x: i64,
    pub(super) arrived_height: i64,
    pub(super) answered_height: i64,
    /// Every third hour is written below.
    pub(super) labelled: bool,
}

impl Chart {
    /// The last 24 hours until `now`, all desks together.
    pub(super) fn new(hours: &[Hour], now: Timestamp) -> Self {
        let this =
            now.round(jiff::TimestampRound::new().smallest(Unit::Hour).mode(jiff::RoundMode::Trunc)).unwrap_or(now);
        let sums: Vec<(Timestamp, i64, i64)> = (0..HOURS)
            .map(|back| {
                let begins_at = this - SignedDuration::from_hours(HOURS - 1 - back);
                let of = hours.iter().filter(|hour| hour.begins_at == begins_at);
                of.fold((begins_at, 0, 0), |(at, arrived, answered), hour| {
                    (at, arrived + i64::from(hour.arrived), answered + i64::from(hour.answered))
                })
            })
            .collect();
        let most = sums.iter().map(|(_, arrived, answered)| *arrived.max(answered)).max().unwrap_or(0);
        let scale = round_up(most.max(1));
        let height = |count: i64| count * HEIGHT / scale;
        let bars = (0_i64..).zip(&sums).map(|(at, (begins_at, arrived, answered))| Bars {
            hour: begins_at.to_zoned(wib()).strftime("%H").to_string(),
            arrived: *arrived,
            answered: *answered,
            x: at * STEP + 2,
            second_x: at * STEP + 3 + BAR,
            arrived_height: height(*arrived),
            answered_height: height(*answered),
            labelled: (HOURS - 1 - at) % 3 == 0,
        });
        Self {
            width: HOURS * STEP,
            height: HEIGHT,
            bars: bars.collect(),
            lines: [scale, scale / 2]
                .into_iter()
                .filter(|value| *value > 0)
                .map(|value| (HEIGHT - height(value), value))
                .collect(),
        }
    }
}

/// The next number that is easy to read: 1, 2, 5, 10, 20, 50 and so on.
fn round_up(most: i64) -> i64 {
    let mut power = 1;
    loop {
        for step in [1, 2, 5] {
            if step * power >= most {
                return step * power;
            }
        }
        power *= 10;
    }
}

#[cfg(test)]
mod tests {
    use domain::Desk;

    use super::*;

    #[test]
    fn desks_are_summed_and_every_hour_has_its_place() {
        let now: Timestamp = "2026-11-21T03:25:00Z".parse().unwrap();
        let hour = |desk, begins_at: &str, arrived, answered| Hour {
            desk,
            begins_at: begins_at.parse().unwrap(),
            arrived,
            answered,
            within_24h: 0,
            within_48h: 0,
        };
        let chart = Chart::new(
            &[
                hour(Desk::BknAccounts, "2026-11-21T03:00:00Z", 30, 10),
                hour(Desk::BknDataFixes, "2026-11-21T03:00:00Z", 10, 0),
                hour(Desk::BknDataFixes, "2026-11-20T04:00:00Z", 5, 50),
                hour(Desk::BknDataFixes, "2026-11-20T03:00:00Z", 999, 999),
            ],
            now,
        );
        let (first, last) = (chart.bars.first().unwrap(), chart.bars.last().unwrap());
        assert_eq!((chart.bars.len(), first.hour.as_str(), last.hour.as_str()), (24, "11", "10"));
        assert_eq!((first.arrived, first.answered, first.answered_height), (5, 50, HEIGHT));
        assert_eq!((last.arrived, last.answered, last.arrived_height), (40, 10, 128));
        assert_eq!(chart.lines, [(0, 50), (80, 25)]);
    }

    #[test]
    fn nothing_is_drawn_flat() {
        let chart = Chart::new(&[], "2026-11-21T03:25:00Z".parse().unwrap());
        assert!(chart.bars.iter().all(|bars| bars.arrived_height == 0));
        assert_eq!(chart.lines, [(0, 1)]);
    }
}
