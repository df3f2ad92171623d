//! Says how many wrong lookups there may be, and whom the service refuses after too many.
//!
//! A wrong lookup has a number that nobody was given, or another person's NIK. Both count alike, are read alike and end
//! alike, so a refusal does not tell which numbers exist. The service counts each wrong lookup seven times, in
//! [`COUNTS`]. A full count of a number *and* a network, or of a NIK and a network, refuses that network everything
//! about it. It refuses the right pair too, which somebody could find by trying otherwise. All other counts refuse
//! wrong lookups only: whoever has the right number and NIK gets the answer, whatever strangers tried elsewhere.
//!
//! Subjects are made of keyed hashes: nobody can read an address or a NIK from the table.

use domain::TicketNumber;
use jiff::{SignedDuration, Timestamp};
use vault::{BlindIndex, Index, Vault};
use web::ClientAddress;

/// How many counts one lookup has.
pub(crate) const COUNTERS: usize = 7;

/// Bytes of each hash in a subject: nobody finds two alike.
const HASH_BYTES: usize = 12;

/// What wrong lookups are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    NumberAndNetwork = 1,
    NumberAndNeighbours = 2,
    NikAndNetwork = 3,
    NikAndNeighbours = 4,
    Nik = 5,
    Network = 6,
    Neighbours = 7,
}

/// One way of counting.
struct Count {
    by: By,
    /// Wrong lookups that are told so until the count ends.
    most: u32,
    /// From the first wrong lookup on.
    lasts: SignedDuration,
    /// Whether a full count refuses the right pair too.
    refuses_all: bool,
}

const QUARTER: SignedDuration = SignedDuration::from_mins(15);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A network is an IPv4 address or a /64 of IPv6, its neighbours are the /24 or /48 around it.
const COUNTS: [Count; COUNTERS] = [
    Count { by: By::NumberAndNetwork, most: 5, lasts: QUARTER, refuses_all: true },
    Count { by: By::NumberAndNeighbours, most: 20, lasts: QUARTER, refuses_all: true },
    Count { by: By::NikAndNetwork, most: 10, lasts: HOUR, refuses_all: true },
    Count { by: By::NikAndNeighbours, most: 40, lasts: HOUR, refuses_all: true },
    Count { by: By::Nik, most: 10, lasts: HOUR, refuses_all: false },
    // Whole villages share an address.
    Count { by: By::Network, most: 120, lasts: HOUR, refuses_all: false },
    Count { by: By::Neighbours, most: 600, lasts: HOUR, refuses_all: false },
];

/// What one lookup is counted by, in the order of [`COUNTS`].
#[derive(Clone)]
pub(crate) struct Subjects([Vec<u8>; COUNTERS]);

/// The state of one count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) subject: Vec<u8>,
    /// Wrong lookups, the newest included.
    pub(crate) tries: u32,
    pub(crate) ends_at: Timestamp,
}

/// Seconds to wait where a count is full.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Full {
    /// For every lookup, the right one too.
    pub(crate) for_all: Option<u32>,
    /// For a wrong one.
    pub(crate) for_wrong: Option<u32>,
}

impl Subjects {
    pub(crate) fn new(vault: &Vault, number: TicketNumber, nik: &BlindIndex, address: ClientAddress) -> Self {
        let number = hash(&vault.index(Index::TriedNumber, number.to_string().as_bytes()));
        let nik = hash(nik);
        let network = hash(&vault.index(Index::Network, address.network().to_string().as_bytes()));
        let neighbours = hash(&vault.index(Index::Neighbours, address.neighbours().to_string().as_bytes()));
        Self(COUNTS.each_ref().map(|count| {
            let parts: &[[u8; HASH_BYTES]] = match count.by {
                By::NumberAndNetwork => &[number, network],
                By::NumberAndNeighbours => &[number, neighbours],
                By::NikAndNetwork => &[nik, network],
                By::NikAndNeighbours => &[nik, neighbours],
                By::Nik => &[nik],
                By::Network => &[network],
                By::Neighbours => &[neighbours],
            };
            [&[count.by as u8], parts.as_flattened()].concat()
        }))
    }

    /// Those of a lookup that nothing counts: the ticket was proved to be theirs before.
    pub(crate) fn none() -> Self {
        Self([const { Vec::new() }; COUNTERS])
    }

    /// All of them, in an order that is the same for every lookup.
    pub(crate) fn as_slice(&self) -> &[Vec<u8>] {
        &self.0
    }

    /// When each count would end that began now.
    pub(crate) fn ends(now: Timestamp) -> impl Iterator<Item = Timestamp> {
        COUNTS.iter().map(move |count| now.saturating_add(count.lasts).unwrap_or(Timestamp::MAX))
    }

    /// What is refused before anything is counted: each count that has no try left.
    pub(crate) fn full(&self, counted: &[Counted], now: Timestamp) -> Full {
        self.beyond(counted, now, 0)
    }

    /// What is refused after this lookup was counted as wrong: the last one that is free is still told so.
    pub(crate) fn overrun(&self, counted: &[Counted], now: Timestamp) -> Option<u32> {
        self.beyond(counted, now, 1).for_wrong
    }

    fn beyond(&self, counted: &[Counted], now: Timestamp, further: u32) -> Full {
        let mut full = Full::default();
        for (count, subject) in COUNTS.iter().zip(&self.0) {
            let one = counted.iter().find(|one| one.subject == *subject && one.tries >= count.most + further);
            let Some(seconds) = one.and_then(|one| seconds_until(one.ends_at, now)) else { continue };
            full.for_wrong = full.for_wrong.max(Some(seconds));
            if count.refuses_all {
                full.for_all = full.for_all.max(Some(seconds));
            }
        }
        full
    }
}

fn hash(index: &BlindIndex) -> [u8; HASH_BYTES] {
    index.as_bytes().first_chunk().copied().unwrap_or_default()
}

/// Whole seconds rounded up; `None` when it is over.
fn seconds_until(end: Timestamp, now: Timestamp) -> Option<u32> {
    let left = end.duration_since(now).as_millis();
    (left > 0).then(|| u32::try_from(left.unsigned_abs().div_ceil(1000)).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn subjects(vault: &Vault, number: &str, nik: &str, address: &str) -> Subjects {
        let address = ClientAddress(address.parse::<IpAddr>().unwrap());
        Subjects::new(vault, number.parse().unwrap(), &vault.index(Index::Nik, nik.as_bytes()), address)
    }

    fn counted(subject: &[u8], tries: u32) -> [Counted; 1] {
        [Counted { subject: subject.to_vec(), tries, ends_at: at(900) }]
    }

    #[test]
    fn the_fifth_wrong_try_is_told_and_a_sixth_is_not() {
        let subjects = subjects(&Vault::for_tests(), "662026112100017", "3174035708950001", "192.0.2.1");
        let [number_and_network, ..] = subjects.as_slice() else { panic!() };
        let (four, five, six) =
            (counted(number_and_network, 4), counted(number_and_network, 5), counted(number_and_network, 6));
        assert_eq!(subjects.full(&four, at(10)), Full::default());
        assert_eq!(subjects.full(&five, at(10)), Full { for_all: Some(890), for_wrong: Some(890) });
        assert_eq!((subjects.overrun(&five, at(10)), subjects.overrun(&six, at(10))), (None, Some(890)));
        assert_eq!(subjects.full(&six, at(899)).for_all, Some(1));
        assert_eq!(subjects.full(&six, at(900)), Full::default(), "the count is over");
    }

    #[test]
    fn only_counts_of_a_network_and_something_refuse_the_right_pair() {
        let subjects = subjects(&Vault::for_tests(), "662026112100017", "3174035708950001", "192.0.2.1");
        let refused = subjects.as_slice().iter().map(|subject| subjects.full(&counted(subject, 1000), at(0)));
        let refused: Vec<(bool, bool)> =
            refused.map(|full| (full.for_all.is_some(), full.for_wrong.is_some())).collect();
        assert_eq!(refused[..4], [(true, true); 4]);
        assert_eq!(refused[4..], [(false, true); 3]);
    }

    #[test]
    fn others_share_only_the_counts_that_they_are_part_of() {
        let vault = Vault::for_tests();
        let one = subjects(&vault, "662026112100017", "3174035708950001", "192.0.2.1");
        let shared = |number, nik, address| {
            let other = subjects(&vault, number, nik, address);
            one.as_slice().iter().zip(other.as_slice()).map(|(one, other)| one == other).collect::<Vec<_>>()
        };
        let same = [true; COUNTERS];
        assert_eq!(shared("662026112100017", "3174035708950001", "192.0.2.1"), same);
        let neighbour = shared("662026112100017", "3174035708950001", "192.0.2.77");
        assert_eq!(neighbour, [false, true, false, true, true, false, true]);
        assert_eq!(
            shared("662026112100017", "3174035708950001", "198.51.100.1"),
            [false, false, false, false, true, false, false]
        );
        assert_eq!(
            shared("662026112100018", "3174035708950001", "192.0.2.1"),
            [false, false, true, true, true, true, true]
        );
        assert_eq!(
            shared("662026112100017", "3174035708950002", "192.0.2.1"),
            [true, true, false, false, false, true, true]
        );
    }

    #[test]
    fn addresses_of_one_household_are_one_network_and_those_of_one_line_are_neighbours() {
        let vault = Vault::for_tests();
        let at = |address| subjects(&vault, "662026112100017", "3174035708950001", address).as_slice().to_vec();
        assert_eq!(at("2001:db8:1:2::1"), at("2001:db8:1:2:ffff::9"));
        assert_eq!(at("2001:db8:1:2::1")[6], at("2001:db8:1:ffff::1")[6]);
        assert_ne!(at("2001:db8:1:2::1")[6], at("2001:db8:2:2::1")[6]);
    }

    #[test]
    fn neither_nik_number_nor_address_stands_in_a_subject() {
        let all = subjects(&Vault::for_tests(), "662026112100017", "3174035708950001", "192.0.2.1").as_slice().concat();
        let text = String::from_utf8_lossy(&all).into_owned();
        assert!(!text.contains("662026112100017") && !text.contains("3174035708950001") && !text.contains("192.0.2"));
    }
}
