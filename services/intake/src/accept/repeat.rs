//! Names an open ticket to its person without telling its number: whoever knows somebody's data learns nothing that
//! opens the answer.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::TicketNumber;
use vault::{Index, Vault};

/// More than any reference or number has.
const LONGEST: usize = 64;

/// The open ticket that a person was told of and wants another one beside.
#[derive(Clone, Debug)]
pub(crate) struct Repeats(String);

impl Repeats {
    /// Reads the field; `None` when it names nothing.
    pub(crate) fn read(value: &str) -> Option<Self> {
        let value = value.trim();
        (!value.is_empty() && value.len() <= LONGEST).then(|| Self(value.to_owned()))
    }

    /// Whether it is this one: by its reference, or by its number, which stands on the person's receipt.
    pub(super) fn names(&self, vault: &Vault, number: TicketNumber) -> bool {
        self.0 == reference(vault, number) || TicketNumber::read(&self.0) == Ok(number)
    }
}

/// What names a ticket where its number is not told. Nobody can make one up or get a number out of it.
pub(crate) fn reference(vault: &Vault, number: TicketNumber) -> String {
    let index = vault.index(Index::RepeatOf, number.to_string().as_bytes());
    URL_SAFE_NO_PAD.encode(index.as_bytes().first_chunk::<16>().copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_named_by_its_reference_or_its_number_and_by_no_other() {
        let vault = Vault::for_tests();
        let (number, other) = ("702026112900000422".parse().unwrap(), "702026112900131".parse().unwrap());
        let named = |text: &str, number| Repeats::read(text).is_some_and(|repeats| repeats.names(&vault, number));
        assert!(named(&reference(&vault, number), number) && named("70 2026 1129 0000 0422", number));
        assert!(!named(&reference(&vault, other), number) && !named("702026112900131", number));
        assert!(Repeats::read(" ").is_none() && Repeats::read(&"x".repeat(65)).is_none());
        assert!(!reference(&vault, number).contains("70202611"));
    }
}
