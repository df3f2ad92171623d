//! What a person carries through signing in.

use super::entrance::Entrance;
use super::return_address::ReturnAddress;

/// Where the person was, and the form that came too late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onward {
    /// Where the person was: a page of the site.
    pub address: String,
    /// The sealed form; empty without one.
    pub kept: String,
}

impl Onward {
    /// Reads what a form carried. Replaces an address outside of the site by the site's beginning.
    #[must_use]
    pub fn read<S: Entrance>(address: &str, kept: String) -> Self {
        Self { address: ReturnAddress::read::<S>(address).as_str().to_owned(), kept }
    }
}
