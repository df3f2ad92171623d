//! Says how many tickets people may file, by where they come from and under which NIK.
//!
//! The statement that writes the ticket counts it in the database, so the limits hold across processes and restarts:
//! - from one network (an IPv4 address, a /64 of IPv6), an hour and a day;
//! - from its neighbours (the /24 or /48 around it), ten times as many;
//! - under one NIK from one network. What strangers elsewhere file under a NIK is no reason to refuse its owner, so a
//!   NIK has no count of its own.
//!
//! Channels with a token have their own limit, and nothing here counts them.

use vault::{BlindIndex, Index, Vault};
use web::ClientAddress;

use crate::config::FilingLimits;
use crate::store::filings::Counts;

/// Tickets that may be filed under one NIK from one network. There are thirteen forms; nobody needs them all at once.
const PER_NIK: (u32, u32) = (10, 30);
/// How many times as many as one network its neighbours may file together.
const NEIGHBOURS: u32 = 10;
/// Bytes of each hash in a subject: nobody finds two alike.
const HASH_BYTES: usize = 12;

/// What a ticket of this person, from there, is counted by. Neither address nor NIK can be read from it.
pub(super) fn counts(vault: &Vault, limits: FilingLimits, nik: &BlindIndex, address: ClientAddress) -> Counts {
    let network = vault.index(Index::Network, address.network().to_string().as_bytes());
    let neighbours = vault.index(Index::Neighbours, address.neighbours().to_string().as_bytes());
    let mut counts = Counts::default();
    counts.push(subject(1, &[&network]), limits.an_hour.get(), limits.a_day.get());
    let together = |most: u32| most.saturating_mul(NEIGHBOURS);
    counts.push(subject(2, &[&neighbours]), together(limits.an_hour.get()), together(limits.a_day.get()));
    counts.push(subject(3, &[nik, &network]), PER_NIK.0, PER_NIK.1);
    counts
}

fn subject(kind: u8, parts: &[&BlindIndex]) -> Vec<u8> {
    let hashes = parts.iter().flat_map(|part| part.as_bytes().iter().take(HASH_BYTES).copied());
    std::iter::once(kind).chain(hashes).collect()
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;

    fn subjects(vault: &Vault, nik: &str, address: &str) -> Vec<Vec<u8>> {
        let limits = FilingLimits { an_hour: NonZeroU32::MIN, a_day: NonZeroU32::MIN };
        counts(vault, limits, &vault.index(Index::Nik, nik.as_bytes()), ClientAddress(address.parse().unwrap()))
            .subjects
    }

    #[test]
    fn a_stranger_elsewhere_fills_no_count_of_a_niks_owner() {
        let vault = Vault::for_tests();
        let (owner, stranger) =
            (subjects(&vault, "3174035708950001", "192.0.2.1"), subjects(&vault, "3174035708950001", "198.51.100.1"));
        assert!(owner.iter().all(|subject| !stranger.contains(subject)));
        let neighbour = subjects(&vault, "3174035708950002", "192.0.2.77");
        assert_eq!(owner.iter().filter(|subject| neighbour.contains(subject)).count(), 1, "only the neighbours' count");
    }

    #[test]
    fn neither_address_nor_nik_stands_in_a_subject() {
        let all = subjects(&Vault::for_tests(), "3174035708950001", "192.0.2.1").concat();
        let text = String::from_utf8_lossy(&all).into_owned();
        assert!(!text.contains("3174035708950001") && !text.contains("192.0.2"));
    }
}
