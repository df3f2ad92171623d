//! A crowd knows who is inside, by network. It bounds all together and each network, and decides who leaves when
//! somebody else needs the room.
//!
//! A bound alone would let one address shut everybody else out. Here the newcomer gets the place of the one who takes
//! the most.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

/// Everybody who holds a place of one kind.
pub struct Crowd {
    inside: Mutex<Inside>,
    changed: Notify,
    who_leaves: WhoLeaves,
}

/// Whose place a newcomer may get when all are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhoLeaves {
    /// That of the network with the most places, whoever comes.
    Anybody,
    /// That of the network with the most places, when it has more than the newcomer's would have.
    LargerOnes,
}

/// How many may be inside.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Of one network.
    pub of_one: usize,
    /// Of all networks together.
    pub of_all: usize,
}

/// Why there is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// The network has all that one may have.
    OfOne,
    /// All are taken, and nobody can be asked to leave.
    OfAll,
}

#[derive(Default)]
struct Inside {
    count: usize,
    next: u64,
    networks: HashMap<IpAddr, BTreeMap<u64, Arc<Member>>>,
}

#[derive(Default)]
struct Member {
    may_go: AtomicBool,
    gone: CancellationToken,
}

/// A place; dropping it gives it back.
pub struct Place {
    crowd: Arc<Crowd>,
    network: IpAddr,
    number: u64,
    member: Arc<Member>,
}

impl Crowd {
    /// Nobody is inside yet.
    #[must_use]
    pub fn new(who_leaves: WhoLeaves) -> Arc<Self> {
        Arc::new(Self { inside: Mutex::default(), changed: Notify::new(), who_leaves })
    }

    /// A place for somebody of `network`. Where there is none, whoever may go leaves: of the same network when it is at
    /// its bound, else of the network with the most places; the one who came first goes first.
    ///
    /// # Errors
    /// When nobody may go.
    pub fn admit(self: &Arc<Self>, network: IpAddr, bounds: Bounds) -> Result<Place, Full> {
        let mut inside = self.inside();
        let own = inside.of(network);
        if own >= bounds.of_one {
            if self.who_leaves == WhoLeaves::LargerOnes || !inside.send_away_from(network) {
                return Err(Full::OfOne);
            }
        } else if inside.count >= bounds.of_all {
            let least = if self.who_leaves == WhoLeaves::LargerOnes { own + 2 } else { 0 };
            if !inside.send_away_from_largest(least) {
                return Err(Full::OfAll);
            }
        }
        let member = Arc::new(Member::default());
        let number = inside.next;
        inside.next += 1;
        inside.count += 1;
        inside.networks.entry(network).or_default().insert(number, Arc::clone(&member));
        Ok(Place { crowd: Arc::clone(self), network, number, member })
    }

    /// As [`Crowd::admit`], waiting until there is a place.
    pub async fn admitted(self: &Arc<Self>, network: IpAddr, bounds: Bounds) -> Place {
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            if let Ok(place) = self.admit(network, bounds) {
                return place;
            }
            changed.await;
        }
    }

    /// Asks the one who came first of those who may go to leave, of the network with the most places. `false` when
    /// there is none.
    pub fn relieve(&self) -> bool {
        self.inside().send_away_from_largest(0)
    }

    /// How many are inside.
    #[must_use]
    pub fn count(&self) -> usize {
        self.inside().count
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    fn of(&self, network: IpAddr) -> usize {
        self.networks.get(&network).map_or(0, BTreeMap::len)
    }

    fn send_away_from(&mut self, network: IpAddr) -> bool {
        let Some(first) = self.networks.get(&network).and_then(first_to_go) else { return false };
        if let Some(member) = self.remove(network, first) {
            member.gone.cancel();
        }
        true
    }

    fn send_away_from_largest(&mut self, least: usize) -> bool {
        let candidates = self.networks.iter().filter(|(_, members)| members.len() >= least);
        let candidates = candidates
            .filter_map(|(network, members)| Some((members.len(), std::cmp::Reverse(first_to_go(members)?), *network)));
        let largest = candidates.max_by_key(|(count, first, _)| (*count, *first));
        largest.is_some_and(|(_, _, network)| self.send_away_from(network))
    }

    fn remove(&mut self, network: IpAddr, number: u64) -> Option<Arc<Member>> {
        let members = self.networks.get_mut(&network)?;
        let member = members.remove(&number)?;
        if members.is_empty() {
            self.networks.remove(&network);
        }
        self.count -= 1;
        Some(member)
    }
}

fn first_to_go(members: &BTreeMap<u64, Arc<Member>>) -> Option<u64> {
    members.iter().find(|(_, member)| member.may_go.load(Ordering::Relaxed)).map(|(number, _)| *number)
}

impl Place {
    /// Says whether its holder can leave without harm. At first nobody can.
    pub fn may_go(&self, may: bool) {
        if self.member.may_go.swap(may, Ordering::Relaxed) != may && may {
            self.crowd.changed.notify_waiters();
        }
    }

    /// Resolves when its holder has to leave: somebody else has the place already.
    pub fn gone(&self) -> WaitForCancellationFutureOwned {
        self.member.gone.clone().cancelled_owned()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let left = self.crowd.inside().remove(self.network, self.number);
        if left.is_some() {
            self.crowd.changed.notify_waiters();
        }
    }
}

impl fmt::Debug for Crowd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Crowd").field("count", &self.count()).finish_non_exhaustive()
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Place").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const BOUNDS: Bounds = Bounds { of_one: 3, of_all: 4 };

    fn network(last: u8) -> IpAddr {
        IpAddr::from([127, 0, 0, last])
    }

    fn enter(crowd: &Arc<Crowd>, last: u8, may_go: bool) -> Place {
        let place = crowd.admit(network(last), BOUNDS).unwrap();
        place.may_go(may_go);
        place
    }

    fn has_left(place: &Place) -> bool {
        place.member.gone.is_cancelled()
    }

    #[test]
    fn one_network_never_has_more_than_its_bound_and_loses_its_own_oldest() {
        let crowd = Crowd::new(WhoLeaves::Anybody);
        let inside: Vec<Place> = (0..3).map(|number| enter(&crowd, 1, number > 0)).collect();
        let _fourth = enter(&crowd, 1, false);
        assert_eq!(inside.iter().map(has_left).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(crowd.count(), 3);
        let _fifth = enter(&crowd, 1, false);
        assert_eq!(crowd.admit(network(1), BOUNDS).unwrap_err(), Full::OfOne);
    }

    #[test]
    fn a_newcomer_gets_the_place_of_the_network_that_takes_the_most() {
        let crowd = Crowd::new(WhoLeaves::LargerOnes);
        let many: Vec<Place> = (0..3).map(|_| enter(&crowd, 1, true)).collect();
        let one = enter(&crowd, 2, true);
        let newcomer = enter(&crowd, 3, true);
        assert!(has_left(&many[0]) && !has_left(&many[1]) && !has_left(&one) && !has_left(&newcomer));
        drop(many);
        assert_eq!(crowd.count(), 2);
    }

    #[test]
    fn whoever_takes_as_much_as_the_others_has_to_wait() {
        let crowd = Crowd::new(WhoLeaves::LargerOnes);
        let _inside: Vec<Place> = (1..=4).map(|last| enter(&crowd, last, true)).collect();
        assert_eq!(crowd.admit(network(1), BOUNDS).unwrap_err(), Full::OfAll);
        assert_eq!(crowd.admit(network(9), BOUNDS).unwrap_err(), Full::OfAll);
    }

    #[tokio::test]
    async fn who_waits_gets_the_place_of_who_leaves_or_may_leave() {
        let crowd = Crowd::new(WhoLeaves::Anybody);
        let mut inside: Vec<Place> = (1..=4).map(|last| enter(&crowd, last, false)).collect();
        let waiting = async |patience| tokio::time::timeout(patience, crowd.admitted(network(9), BOUNDS)).await;
        assert!(waiting(Duration::from_millis(50)).await.is_err());
        let patience = Duration::from_secs(20);
        let (first, ()) = tokio::join!(waiting(patience), async { drop(inside.pop()) });
        let (second, ()) = tokio::join!(waiting(patience), async { inside[0].may_go(true) });
        assert!(first.is_ok() && second.is_ok() && has_left(&inside[0]));
        assert_eq!(crowd.count(), 4);
    }
}
