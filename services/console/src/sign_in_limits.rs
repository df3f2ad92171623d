//! How often a network may send the forms before signing in. The limit counts before the console reads anything of a
//! form, so whoever sends forms without end costs nobody else anything.
//!
//! It is a bound for this process. The database counts what a wrong password costs ([`officers`]), and counts browsers
//! apart in which officers signed in before. So does this limit.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use web::{Limit, Problem};

/// Forms at once of a network's browsers that nobody signed in with: an office on its first morning. One comes back
/// each second.
const OF_STRANGERS: (u32, Duration) = (10, Duration::from_secs(10));

/// Forms at once of a network's browsers that say that somebody signed in with them. Fifty come back each second.
const OF_KNOWN: (u32, Duration) = (1_200, Duration::from_secs(24));

/// The limits of all networks.
#[derive(Debug)]
pub(crate) struct SignInLimits {
    strangers: Limit<IpAddr>,
    known: Limit<IpAddr>,
}

impl SignInLimits {
    pub(crate) fn new() -> Self {
        let of = |name, (most, back_in)| Limit::new(name, NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN), back_in);
        Self { strangers: of("sign_in_strangers", OF_STRANGERS), known: of("sign_in_known", OF_KNOWN) }
    }

    /// Counts one form of a network. `is_known` says whether the browser brings the cookie of an earlier sign-in.
    ///
    /// # Errors
    /// 429 with `Retry-After`, when the network has to wait.
    pub(crate) fn check(&self, network: IpAddr, is_known: bool) -> Result<(), Problem> {
        let limit = if is_known { &self.known } else { &self.strangers };
        limit.check(&network)
    }
}
