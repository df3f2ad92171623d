//! How old the oldest message of a queue is, as its consumer sees it without asking the broker: a queue gives out its
//! oldest message first, so nothing that waits in it is older than what a consumer has in hand.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use lapin::message::Delivery;
use runtime::Clock;

use crate::envelope;

/// Looks for which an age is kept. With one every 5 s they are two minutes, so that whoever asks once a minute misses
/// none.
const KEPT: usize = 24;

/// The ages of what all sessions of a consumer take.
#[derive(Debug)]
pub(super) struct Ages {
    clock: Clock,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// When the oldest message of each batch in hand was written, by the number of the batch.
    held: HashMap<u64, Timestamp>,
    /// The number of the next batch.
    next: u64,
    /// The oldest age at which a batch left the hand since the last look.
    left: Duration,
    /// The same of the looks before.
    before: VecDeque<Duration>,
}

/// A batch in hand, until this value is dropped.
#[derive(Debug)]
pub(super) struct Held<'a> {
    ages: &'a Ages,
    batch: u64,
}

impl Ages {
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock, state: Mutex::default() }
    }

    /// A session took these.
    pub(super) fn hold(&self, deliveries: &[Delivery]) -> Held<'_> {
        let now = self.clock.now();
        self.hold_since(deliveries.iter().map(|delivery| written_at(delivery).unwrap_or(now)).min().unwrap_or(now))
    }

    fn hold_since(&self, oldest: Timestamp) -> Held<'_> {
        let mut state = self.state();
        let batch = state.next;
        state.next = state.next.wrapping_add(1);
        state.held.insert(batch, oldest);
        Held { ages: self, batch }
    }

    /// The age of the oldest message that was in hand within the last [`KEPT`] looks; zero when there was none.
    pub(super) fn look(&self) -> Duration {
        let now = self.clock.now();
        let mut state = self.state();
        let left = std::mem::take(&mut state.left);
        state.before.push_back(left);
        if state.before.len() > KEPT {
            state.before.pop_front();
        }
        let held = state.held.values().map(|oldest| age(*oldest, now));
        held.chain(state.before.iter().copied()).max().unwrap_or_default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let now = self.ages.clock.now();
        let mut state = self.ages.state();
        if let Some(oldest) = state.held.remove(&self.batch) {
            state.left = state.left.max(age(oldest, now));
        }
    }
}

/// When one of our services wrote the message. `None` for a partner's, whose word on the time is worth nothing here:
/// its message is as old as we have it.
fn written_at(delivery: &Delivery) -> Option<Timestamp> {
    if envelope::sender(delivery.exchange.as_str(), &delivery.properties).is_some() {
        return None;
    }
    let seconds = (*delivery.properties.timestamp())?;
    Timestamp::from_second(i64::try_from(seconds).ok()?).ok()
}

fn age(since: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(now.duration_since(since)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use lapin::BasicProperties;

    use super::*;

    fn ages() -> (Ages, Clock) {
        let clock = Clock::fixed("2026-11-21T01:00:00Z".parse().unwrap());
        (Ages::new(clock.clone()), clock)
    }

    fn delivery(properties: BasicProperties) -> Delivery {
        let mut delivery = Delivery::mock(1, "helpdesk.desks".into(), "key".into(), false, b"{}".to_vec());
        delivery.properties = properties;
        delivery
    }

    fn written(clock: &Clock, seconds_ago: i64) -> BasicProperties {
        BasicProperties::default().with_timestamp((clock.now().as_second() - seconds_ago).unsigned_abs())
    }

    #[test]
    fn what_is_in_hand_gets_older_until_it_leaves_and_is_told_for_a_while_then() {
        let (ages, clock) = ages();
        assert_eq!(ages.look(), Duration::ZERO, "nothing came");
        let held = ages.hold(&[delivery(written(&clock, 5)), delivery(written(&clock, 90))]);
        assert_eq!(ages.look(), Duration::from_secs(90));
        clock.advance(SignedDuration::from_secs(10));
        assert_eq!(ages.look(), Duration::from_secs(100));
        clock.advance(SignedDuration::from_secs(1));
        drop(held);
        clock.advance(SignedDuration::from_secs(60));
        for look in 1..=KEPT {
            assert_eq!(ages.look(), Duration::from_secs(101), "as old as it was when it left, at look {look}");
        }
        assert_eq!(ages.look(), Duration::ZERO, "and no more");
    }

    #[test]
    fn the_oldest_of_all_sessions_counts() {
        let (ages, clock) = ages();
        let old = ages.hold(&[delivery(written(&clock, 70))]);
        let _young = ages.hold(&[delivery(written(&clock, 2))]);
        assert_eq!(ages.look(), Duration::from_secs(70));
        drop(old);
        for _look in 0..KEPT {
            assert_eq!(ages.look(), Duration::from_secs(70));
        }
        assert_eq!(ages.look(), Duration::from_secs(2));
    }

    #[test]
    fn the_time_that_a_partner_claims_counts_for_nothing() {
        let (ages, clock) = ages();
        let _claimed = ages.hold(&[delivery(written(&clock, 86_400).with_user_id("agency.uji".into()))]);
        assert_eq!(ages.look(), Duration::ZERO);
        clock.advance(SignedDuration::from_secs(3));
        assert_eq!(ages.look(), Duration::from_secs(3), "it is as old as we have it");
    }

    #[test]
    fn no_time_and_one_in_the_future_are_no_age() {
        let (ages, clock) = ages();
        let _none = ages.hold(&[delivery(BasicProperties::default())]);
        let _future = ages.hold(&[delivery(written(&clock, -3_600))]);
        let _absurd = ages.hold(&[delivery(BasicProperties::default().with_timestamp(u64::MAX))]);
        assert_eq!(ages.look(), Duration::ZERO);
    }
}
