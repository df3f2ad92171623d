//! Documents of a try that was not accepted: kept for half an hour, so that a person who mistyped a digit does not
//! choose them again.
//!
//! They are sealed like a ticket's documents and put into the bucket. The only key to them is inside the page that the
//! person has open, in a token that only this service can open. The sweep deletes them after an hour; without the token
//! they cannot be read until then either.
//!
//! Nothing is kept for whoever never read a code ([`crate::pages`] sees to that), little for one network, and not more
//! than [`MOST`] in all.

mod kept;
mod token;

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use web::Limit;

pub(crate) use kept::Draft;
pub(crate) use token::Contents;

/// Drafts that are kept for one network in an hour.
const OF_ONE_NETWORK: u32 = 10;

/// Drafts that one process keeps between two sweeps at most.
const BETWEEN_SWEEPS: u32 = 1_000;

/// Drafts that stay in the bucket at a sweep; the oldest of further ones go at once. With documents of 300 KB as a rule
/// it is one gigabyte, and at worst three.
pub(crate) const MOST: usize = 4_000;

/// How often the sweep comes.
pub(crate) const SWEEP_EVERY: Duration = Duration::from_mins(5);

/// How much is kept.
pub(crate) struct Drafts {
    by_network: Limit<IpAddr>,
    of_all: Limit<()>,
}

impl Drafts {
    pub(crate) fn new() -> Self {
        let count = |most| NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN);
        Self {
            by_network: Limit::new(count(OF_ONE_NETWORK), Duration::from_hours(1)),
            of_all: Limit::new(count(BETWEEN_SWEEPS), SWEEP_EVERY),
        }
    }

    /// Counts one draft for a network: whether it may be kept.
    fn admit(&self, network: IpAddr) -> bool {
        self.by_network.check(&network).and_then(|()| self.of_all.check(&())).is_ok()
    }
}

/// Where drafts lie in the bucket.
pub(crate) const PREFIX: &str = "drafts/";

#[cfg(test)]
mod tests;
