//! Tells one person's submissions from another's without keeping who they are.

use domain::{BirthDate, Content, FamilyCard, FullName, Nik};
use vault::{Index, Vault};

/// What tells a person from all others. Personal data.
pub(crate) struct Identity {
    /// The name, as on the card.
    pub(crate) full_name: FullName,
    /// The identity number.
    pub(crate) nik: Nik,
    /// The family card's number.
    pub(crate) kk: FamilyCard,
    /// The day of birth.
    pub(crate) birth_date: BirthDate,
}

impl Identity {
    /// The blind indexes of this person's tickets: of forms that ask for the day of birth, and of those that do not.
    pub(crate) fn indexes(&self, vault: &Vault) -> [Vec<u8>; 2] {
        [Some(&self.birth_date), None]
            .map(|birth_date| index_of(vault, &self.nik, &self.kk, &self.full_name, birth_date))
    }
}

/// Blind index of who asks: NIK, family card, name and day of birth together, so that nobody learns of a ticket by a
/// NIK alone. Upper and lower case of the name are the same.
pub(crate) fn index(vault: &Vault, content: &Content) -> Vec<u8> {
    index_of(vault, content.nik(), content.kk(), content.full_name(), content.birth_date())
}

fn index_of(
    vault: &Vault,
    nik: &Nik,
    kk: &FamilyCard,
    full_name: &FullName,
    birth_date: Option<&BirthDate>,
) -> Vec<u8> {
    let name = full_name.expose().to_lowercase();
    let birth_date = birth_date.map(BirthDate::iso).unwrap_or_default();
    let mut person = Vec::new();
    for value in [nik.expose(), kk.expose(), &name, &birth_date] {
        // With its length before it, so that no two persons look the same.
        person.extend_from_slice(&value.len().to_be_bytes());
        person.extend_from_slice(value.as_bytes());
    }
    vault.index(Index::Person, &person).as_bytes().to_vec()
}
