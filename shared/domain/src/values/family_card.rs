//! The number of a family card (Kartu Keluarga).

use super::{FieldFault, digits, hide_in_debug};

/// Number of a family card: 16 digits. Personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct FamilyCard(String);

hide_in_debug!(FamilyCard);

impl FamilyCard {
    /// Reads 16 digits as people write them (see [`digits::digits`]).
    ///
    /// # Errors
    /// The fault, when they are not 16 digits.
    pub fn parse(raw: &str) -> Result<Self, FieldFault> {
        digits::sixteen(raw).map(Self)
    }

    /// The 16 digits: personal data, to be sealed or shown to whom it belongs.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}
