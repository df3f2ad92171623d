//! The number of a family card (Kartu Keluarga).

use super::{FieldFault, hide_in_debug, sixteen_digits};

/// Number of a family card: 16 digits. Personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct FamilyCard(String);

hide_in_debug!(FamilyCard);

impl FamilyCard {
    /// Reads 16 digits; spaces and dots between them are left out.
    ///
    /// # Errors
    /// The fault, when they are not 16 digits.
    pub fn parse(raw: &str) -> Result<Self, FieldFault> {
        sixteen_digits::parse(raw).map(Self)
    }

    /// The 16 digits: personal data, to be sealed or shown to whom it belongs.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}
