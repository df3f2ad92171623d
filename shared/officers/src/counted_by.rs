//! What attempts to sign in are counted by.
//!
//! Neither an account's count nor a network's touches browsers in which the officer signed in before: those have counts
//! of their own. And a one-time link of an administrator passes by the account's count altogether.

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
pub(crate) enum Subject<'a> {
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
    pub(crate) async fn count_attempt(&self, subject: &Subject<'_>) -> Result<Option<SignedDuration>, Failure> {
        let allowance = match subject {
            Subject::Account(_) | Subject::Device(_) | Subject::Own(_) => OF_ONE,
            Subject::Network(_) => OF_NETWORK,
        };
        self.throttle.count(&self.subject_index(subject), allowance).await
    }

    /// Forgets the attempts, for somebody is in. Of a network only the two steps are taken back: it may have many
    /// officers.
    pub(crate) async fn forget_attempts(&self, subject: &Subject<'_>) -> Result<(), Failure> {
        let index = self.subject_index(subject);
        match subject {
            Subject::Network(_) => self.throttle.take_back(&index, STEPS).await,
            Subject::Account(_) | Subject::Device(_) | Subject::Own(_) => self.throttle.forget(&index).await,
        }
    }

    /// Subjects are personal data, so only their blind indexes are stored.
    fn subject_index(&self, subject: &Subject<'_>) -> BlindIndex {
        match subject {
            Subject::Account(nip) => self.vault.index(Index::OfficerTriesOfNip, nip.expose().as_bytes()),
            Subject::Device(device) => self.vault.index(Index::OfficerTriesOfDevice, device.hash().as_slice()),
            Subject::Network(IpAddr::V4(address)) => self.vault.index(Index::OfficerTriesOfNetwork, &address.octets()),
            Subject::Network(IpAddr::V6(address)) => self.vault.index(Index::OfficerTriesOfNetwork, &address.octets()),
            Subject::Own(id) => self.vault.index(Index::OfficerTriesOfOwn, id.as_bytes()),
        }
    }
}
