//! Counts how much comes from each network, and so decides how much work a challenge asks of its programs. A challenge
//! asks for nothing while little comes, so that cheap telephones notice nothing.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use captcha::MOST_WORK;
use jiff::{SignedDuration, Timestamp};
use runtime::Clock;

/// Forms are counted in spans of this length; the last two count.
const SPAN: SignedDuration = SignedDuration::from_mins(5);

/// Forms of one network in that time that ask for nothing. Each ticket takes two: to check it and to send it.
const FREE: u32 = 120;

/// Bits of work for one more: less than half a second on a cheap telephone. Each doubling of the forms doubles the
/// work.
const FIRST_WORK: u8 = 16;

/// Networks that are counted at most; when there are more, all are forgotten.
const CAPACITY: usize = 50_000;

/// Forms that came lately, by network.
pub(crate) struct Load {
    clock: Clock,
    networks: Mutex<HashMap<IpAddr, RecentForms>>,
}

#[derive(Clone, Copy)]
struct RecentForms {
    since: Timestamp,
    now: u32,
    before: u32,
}

impl Load {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { clock, networks: Mutex::default() }
    }

    /// Counts a form.
    pub(crate) fn count(&self, network: IpAddr) {
        let at = self.clock.now();
        let mut networks = self.networks();
        if networks.len() >= CAPACITY && !networks.contains_key(&network) {
            networks.retain(|_, recent| !recent.is_over(at));
            if networks.len() >= CAPACITY {
                networks.clear();
            }
        }
        let recent = networks.entry(network).or_insert(RecentForms { since: at, now: 0, before: 0 });
        *recent = recent.at(at);
        recent.now = recent.now.saturating_add(1);
    }

    /// Bits of work that a challenge for this network asks for.
    pub(crate) fn work(&self, network: IpAddr) -> u8 {
        let at = self.clock.now();
        let forms = self.networks().get(&network).map_or(0, |recent| recent.at(at).forms());
        match (forms / FREE).checked_ilog2() {
            None => 0,
            Some(doublings) => u8::try_from(doublings)
                .map_or(MOST_WORK, |doublings| FIRST_WORK.saturating_add(doublings).min(MOST_WORK)),
        }
    }

    fn networks(&self) -> MutexGuard<'_, HashMap<IpAddr, RecentForms>> {
        self.networks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RecentForms {
    fn forms(self) -> u32 {
        self.now.saturating_add(self.before)
    }

    fn is_over(self, at: Timestamp) -> bool {
        at.duration_since(self.since) >= SPAN * 2
    }

    /// The same, as it counts at a moment.
    fn at(self, at: Timestamp) -> Self {
        if self.is_over(at) {
            Self { since: at, now: 0, before: 0 }
        } else if at.duration_since(self.since) >= SPAN {
            Self { since: at, now: 0, before: self.now }
        } else {
            self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_grows_with_the_forms_of_a_network_and_goes_with_them() {
        let clock = Clock::fixed("2026-11-21T03:00:00Z".parse().unwrap());
        let load = Load::new(clock.clone());
        let (busy, calm) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let mut asked = Vec::new();
        for form in 0..10_000_u32 {
            load.count(busy);
            if [119, 120, 240, 480, 9_000].contains(&(form + 1)) {
                asked.push(load.work(busy));
            }
        }
        assert_eq!(asked, [0, 16, 17, 18, 22]);
        assert_eq!(load.work(calm), 0);
        clock.advance(SignedDuration::from_mins(6));
        assert_eq!(load.work(busy), 22, "the span before still counts");
        clock.advance(SignedDuration::from_mins(5));
        assert_eq!(load.work(busy), 0);
    }

    #[test]
    fn however_many_networks_come_memory_is_bounded() {
        let load = Load::new(Clock::fixed("2026-11-21T03:00:00Z".parse().unwrap()));
        for network in 0..120_000_u32 {
            load.count(IpAddr::from(network.to_be_bytes()));
        }
        assert!(load.networks().len() <= CAPACITY);
    }
}
