//! The crate counts attempts to sign in by account, browser and network.
//!
//! The counts of an account and of a network do not touch browsers in which the officer signed in before. Those have
//! counts of their own. A one-time link of an administrator passes by the account's count altogether.

use std::net::IpAddr;

use credentials::Allowance;
use jiff::SignedDuration;
use uuid::Uuid;
use vault::{BlindIndex, Index, Secret};

use crate::{Failure, Nip, Officers};

/// One officer's attempts.
const OF_ONE: Allowance = Allowance { free: 10, forgiven_after: SignedDuration::from_mins(30) };

/// The attempts of a network. An office behind one address has many officers.
const OF_NETWORK: Allowance = Allowance { free: 60, forgiven_after: SignedDuration::from_mins(1) };

/// Attempts of a network that somebody who is in takes back: the two steps.
const STEPS: i32 = 2;

/// What attempts are counted by.
pub(crate) enum CountedBy<'a> {
    /// A NIP, from browsers in which its officer never signed in. Unknown NIPs count as well.
    Account(&'a Nip),
    /// A browser in which its officer signed in before.
    Device(&'a Secret),
    /// A network, whoever's NIP it tries.
    Network(IpAddr),
    /// An officer who is signed in and gives the password once more.
    Own(Uuid),
}

impl Officers {
    /// Counts an attempt. Returns how long to wait when it may not be made now; it is not counted then.
    pub(crate) async fn count_attempt(&self, by: &CountedBy<'_>) -> Result<Option<SignedDuration>, Failure> {
        let allowance = match by {
            CountedBy::Account(_) | CountedBy::Device(_) | CountedBy::Own(_) => OF_ONE,
            CountedBy::Network(_) => OF_NETWORK,
        };
        self.throttle.count(&self.index_of(by), allowance).await
    }

    /// Forgets the attempts, for somebody is in. Of a network only the two steps are taken back: it may have many
    /// officers.
    pub(crate) async fn forget_attempts(&self, by: &CountedBy<'_>) -> Result<(), Failure> {
        let index = [self.index_of(by)];
        match by {
            CountedBy::Network(_) => self.throttle.take_back(&index, STEPS).await,
            CountedBy::Account(_) | CountedBy::Device(_) | CountedBy::Own(_) => self.throttle.forget(&index).await,
        }
    }

    /// What attempts are counted by is personal, so only its blind index is stored.
    fn index_of(&self, by: &CountedBy<'_>) -> BlindIndex {
        match by {
            CountedBy::Account(nip) => self.vault.index(Index::OfficerTriesOfNip, nip.expose().as_bytes()),
            CountedBy::Device(device) => self.vault.index(Index::OfficerTriesOfDevice, device.hash().as_slice()),
            CountedBy::Network(IpAddr::V4(address)) => {
                self.vault.index(Index::OfficerTriesOfNetwork, &address.octets())
            }
            CountedBy::Network(IpAddr::V6(address)) => {
                self.vault.index(Index::OfficerTriesOfNetwork, &address.octets())
            }
            CountedBy::Own(id) => self.vault.index(Index::OfficerTriesOfOwn, id.as_bytes()),
        }
    }
}
