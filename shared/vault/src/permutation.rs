//! Shuffles numbers, so that nobody without the key can infer from some of them what the others are.

use ring::hmac;

/// Rounds of the Feistel network. NIST's FF1 has ten.
const ROUNDS: u8 = 12;

/// A keyed permutation of `0..size` for each tweak: a balanced Feistel network with HMAC-SHA-256 as its round function,
/// over the smallest even number of bits that holds `size` values. A result outside the range goes through the network
/// again until it falls inside (cycle walking), so each value has its own place. It takes some twenty HMACs.
#[derive(Clone)]
pub struct Permutation {
    key: hmac::Key,
    size: u32,
    half_bits: u32,
}

impl Permutation {
    pub(crate) fn new(index_key: &hmac::Key, purpose: &str, size: u32) -> Self {
        let mut derivation = hmac::Context::with_key(index_key);
        derivation.update(b"permutation");
        derivation.update(&[0]); // as in a blind index: no purpose of one is called so
        derivation.update(purpose.as_bytes());
        let key = hmac::Key::new(hmac::HMAC_SHA256, derivation.sign().as_ref());
        let bits = u32::BITS - size.saturating_sub(1).leading_zeros();
        Self { key, size, half_bits: bits.div_ceil(2).clamp(1, 16) }
    }

    /// Where `value` goes under `tweak`; `None` when it is not below the size.
    #[must_use]
    pub fn place_of(&self, tweak: &[u8], value: u32) -> Option<u32> {
        self.walk(value, |at| self.once(tweak, at))
    }

    /// Which value goes to `place` under `tweak`; `None` when `place` is not below the size.
    #[must_use]
    pub fn value_at(&self, tweak: &[u8], place: u32) -> Option<u32> {
        self.walk(place, |at| self.back(tweak, at))
    }

    /// Walks until the value is inside. The walk ends, because steps follow a cycle of a permutation, which returns to
    /// its start: inside.
    fn walk(&self, from: u32, step: impl Fn(u32) -> u32) -> Option<u32> {
        if from >= self.size {
            return None;
        }
        let mut at = step(from);
        while at >= self.size {
            at = step(at);
        }
        Some(at)
    }

    fn once(&self, tweak: &[u8], value: u32) -> u32 {
        let (mut left, mut right) = self.split(value);
        for round in 0..ROUNDS {
            (left, right) = (right, left ^ self.mix(tweak, round, right));
        }
        self.join(left, right)
    }

    fn back(&self, tweak: &[u8], value: u32) -> u32 {
        let (mut left, mut right) = self.split(value);
        for round in (0..ROUNDS).rev() {
            (left, right) = (right ^ self.mix(tweak, round, left), left);
        }
        self.join(left, right)
    }

    fn mix(&self, tweak: &[u8], round: u8, half: u32) -> u32 {
        let mut hmac = hmac::Context::with_key(&self.key);
        hmac.update(&[round]);
        hmac.update(&half.to_be_bytes());
        hmac.update(tweak); // last, so that its length needs no telling
        let bits = hmac.sign().as_ref().first_chunk::<4>().map_or(0, |first| u32::from_be_bytes(*first));
        bits & self.mask()
    }

    fn split(&self, value: u32) -> (u32, u32) {
        (value >> self.half_bits, value & self.mask())
    }

    fn join(&self, left: u32, right: u32) -> u32 {
        left << self.half_bits | right
    }

    fn mask(&self) -> u32 {
        (1 << self.half_bits) - 1
    }
}

impl std::fmt::Debug for Permutation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Permutation").field("size", &self.size).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{Permuted, Vault};

    #[test]
    fn each_value_has_its_own_place_and_comes_back_from_it() {
        let vault = Vault::for_tests();
        for size in [1, 2, 3, 10, 100, 1000, 4097] {
            let permutation = vault.permutation(Permuted::TicketNumber, size);
            let places: HashSet<u32> = (0..size).map(|value| permutation.place_of(b"day", value).unwrap()).collect();
            assert!(places.len() == size as usize && places.iter().all(|place| *place < size), "{size}");
            for value in 0..size {
                assert_eq!(permutation.value_at(b"day", permutation.place_of(b"day", value).unwrap()), Some(value));
            }
        }
    }

    #[test]
    fn ten_million_values_come_back_from_their_places() {
        let permutation = Vault::for_tests().permutation(Permuted::TicketNumber, 10_000_000);
        let mut places = HashSet::new();
        for value in (0..10_000_000).step_by(9_973).chain([9_999_999]) {
            let place = permutation.place_of(b"day", value).unwrap();
            assert!(place < 10_000_000 && places.insert(place));
            assert_eq!(permutation.value_at(b"day", place), Some(value));
        }
        assert_eq!((permutation.place_of(b"day", 10_000_000), permutation.value_at(b"day", u32::MAX)), (None, None));
    }

    #[test]
    fn another_tweak_purpose_or_key_is_another_permutation() {
        let (vault, other) = (Vault::for_tests(), Vault::for_tests());
        let places = |vault: &Vault, purpose, tweak: &[u8]| {
            let permutation = Permutation::new(&vault.keys.index, purpose, 10_000_000);
            (0..64).map(|value| permutation.place_of(tweak, value).unwrap()).collect::<Vec<_>>()
        };
        let one = places(&vault, "test", b"monday");
        assert_eq!(places(&vault, "test", b"monday"), one);
        let same = |others: &[u32]| one.iter().zip(others).filter(|(one, other)| one == other).count();
        assert!(same(&places(&vault, "test", b"tuesday")) < 3);
        assert!(same(&places(&vault, "other", b"monday")) < 3);
        assert!(same(&places(&other, "test", b"monday")) < 3);
    }

    #[test]
    fn neighbours_go_to_places_that_have_nothing_to_do_with_each_other() {
        let permutation = Vault::for_tests().permutation(Permuted::TicketNumber, 10_000_000);
        let places: Vec<u32> = (0..2000).map(|value| permutation.place_of(b"day", value).unwrap()).collect();
        let distances: HashSet<u32> = places.windows(2).map(|two| two[1].wrapping_sub(two[0])).collect();
        assert!(distances.len() > 1990, "distances between neighbours repeat: {}", distances.len());
        for tenth in 0..10 {
            let within = places.iter().filter(|place| *place / 1_000_000 == tenth).count();
            assert!((120..280).contains(&within), "{within} of 2000 in tenth {tenth}");
        }
    }
}
