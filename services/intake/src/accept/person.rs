//! Tells one person's submissions from another's without keeping who they are.

use domain::Content;
use vault::{Index, Vault};

/// Blind index of who asks: NIK, family card, name and day of birth together, so that nobody learns of a ticket by a
/// NIK alone. Upper and lower case of the name are the same.
pub(crate) fn index(vault: &Vault, content: &Content) -> Vec<u8> {
    let name = content.full_name().expose().to_lowercase();
    let birth_date = content.birth_date().map(domain::BirthDate::iso).unwrap_or_default();
    let mut person = Vec::new();
    for value in [content.nik().expose(), content.kk().expose(), &name, &birth_date] {
        // With its length before it, so that no two persons look the same.
        person.extend_from_slice(&value.len().to_be_bytes());
        person.extend_from_slice(value.as_bytes());
    }
    vault.index(Index::Person, &person).as_bytes().to_vec()
}
