//! What the register compares.

use domain::{BirthDate, FamilyCard, FullName, Nik, Text};

/// What a person says about themselves, as on KTP and family card. Personal data; does not print.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The person's number.
    pub nik: Nik,
    /// The number of the family card that names the person now.
    pub family_card: FamilyCard,
    /// The name, titles included where the KTP has them.
    pub full_name: FullName,
    /// The place of birth.
    pub birth_place: Text,
    /// The day of birth.
    pub birth_date: BirthDate,
}
