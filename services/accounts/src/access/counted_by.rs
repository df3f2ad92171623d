//! Attempts to sign in are counted by NIK, or by a browser in which the account's owner signed in before. So the wrong
//! passwords of strangers keep nobody waiting at home.
//!
//! Besides, attempts are tallied by browser and by network. These never wait: after two failures the page asks for a
//! CAPTCHA.

use std::net::IpAddr;

use credentials::{Allowance, Failure, Tally};
use domain::Nik;
use jiff::SignedDuration;
use uuid::Uuid;
use vault::{BlindIndex, Index, Secret};

use super::{Access, Visitor};

/// Attempts at one account: five are free, and one is forgiven each quarter of an hour.
const OF_ONE: Allowance = Allowance { free: 5, forgiven_after: FORGIVEN_AFTER };

/// In this time one attempt is forgiven.
const FORGIVEN_AFTER: SignedDuration = SignedDuration::from_mins(15);

/// Failures of a browser or a network without a CAPTCHA.
const WITHOUT_CAPTCHA: i32 = 2;

/// Most failures that a tally remembers: a network is asked for a CAPTCHA for an hour and a half after the last one of
/// many.
const MOST_TALLIED: i32 = 8;

/// What attempts are counted by.
pub(super) enum CountedBy<'a> {
    /// A NIK, from browsers in which its owner never signed in. A NIK that no account has counts as well.
    Nik(&'a Nik),
    /// A browser in which the owner signed in before.
    Device(&'a Secret),
    /// An applicant who is signed in and gives the password once more.
    Own(Uuid),
}

impl Access {
    /// Counts an attempt. Returns how long to wait when it may not be made now; it is not counted then.
    pub(super) async fn count(&self, by: &CountedBy<'_>) -> Result<Option<SignedDuration>, Failure> {
        self.throttle.count(&self.index_of(by), OF_ONE).await
    }

    /// Forgets the attempts by all of these: the owner is in.
    pub(super) async fn forget(&self, by: &[CountedBy<'_>]) -> Result<(), Failure> {
        let indexes: Vec<_> = by.iter().map(|by| self.index_of(by)).collect();
        self.throttle.forget(&indexes).await
    }

    /// Takes back an attempt that was counted and not made.
    pub(super) async fn take_back(&self, by: &CountedBy<'_>) -> Result<(), Failure> {
        self.throttle.take_back(&[self.index_of(by)], 1).await
    }

    /// Tallies an attempt of a browser and its network.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn tally(&self, visitor: &Visitor) -> Result<Tally, Failure> {
        let by = self.tallied_by(visitor.network, Some(&visitor.browser));
        self.throttle.tally(&by, FORGIVEN_AFTER, MOST_TALLIED).await
    }

    /// Whether a tallied attempt needs a CAPTCHA.
    pub(crate) fn needs_captcha(tally: &Tally) -> bool {
        tally.highest > WITHOUT_CAPTCHA
    }

    /// Whether the next attempt of a network needs a CAPTCHA, in this browser or in a new one.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn asks_captcha(&self, network: IpAddr, browser: Option<&Secret>) -> Result<bool, Failure> {
        let by = self.tallied_by(network, browser);
        Ok(self.throttle.tallied(&by, FORGIVEN_AFTER).await? >= WITHOUT_CAPTCHA)
    }

    /// Takes an attempt back out of the tallies that count it: it was not made, or it was right.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn untally(&self, tally: &Tally) -> Result<(), Failure> {
        self.throttle.take_back(&tally.counted, 1).await
    }

    fn tallied_by(&self, network: IpAddr, browser: Option<&Secret>) -> Vec<BlindIndex> {
        let octets = match network {
            IpAddr::V4(address) => address.octets().to_vec(),
            IpAddr::V6(address) => address.octets().to_vec(),
        };
        let of_browser = |browser: &Secret| self.vault.index(Index::ApplicantTriesOfBrowser, browser.hash().as_slice());
        let of_network = self.vault.index(Index::ApplicantTriesOfNetwork, &octets);
        browser.map(of_browser).into_iter().chain([of_network]).collect()
    }

    /// What attempts are counted by is personal, so only its blind index is stored.
    fn index_of(&self, by: &CountedBy<'_>) -> BlindIndex {
        match by {
            CountedBy::Nik(nik) => self.vault.index(Index::ApplicantTriesOfNik, nik.expose().as_bytes()),
            CountedBy::Device(device) => self.vault.index(Index::ApplicantTriesOfDevice, device.hash().as_slice()),
            CountedBy::Own(id) => self.vault.index(Index::ApplicantTriesOfOwn, id.as_bytes()),
        }
    }
}
