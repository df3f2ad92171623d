//! What goes along through signing in.

use super::entrance::Entrance;
use super::return_address::ReturnAddress;

/// Where somebody was, and the form that came too late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onward {
    /// Where somebody was: a page of the site.
    pub address: String,
    /// The form, sealed; or nothing.
    pub kept: String,
}

impl Onward {
    /// What a form brought along. An address that is not the site's own is its beginning.
    #[must_use]
    pub fn read<S: Entrance>(address: &str, kept: String) -> Self {
        Self { address: ReturnAddress::read::<S>(address).as_str().to_owned(), kept }
    }
}
