//! An identity as one text, by whose keyed hash it is found again.

use super::{BirthDate, FamilyCard, Nik};

/// Upper case, with one blank between words.
#[must_use]
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase()
}

/// The five values that the population register compares, as one text: case and white space do not count. Personal
/// data.
#[must_use]
pub fn compared_identity(nik: &Nik, kk: &FamilyCard, full_name: &str, birth_place: &str, born: &BirthDate) -> String {
    let values = [nik.expose().to_owned(), kk.expose().to_owned(), folded(full_name), folded(birth_place), born.iso()];
    // A line break stands in none of them.
    values.join("\n")
}
