//! What an entry of a reference list is made of.

use domain::{Content, Field, Suggestions};

/// The fields that make an entry of the list.
pub(super) fn entry_fields(list: Suggestions) -> &'static [Field] {
    match list {
        Suggestions::Universities => &[Field::University],
        Suggestions::Programmes => &[Field::StudyProgramme, Field::EducationLevel, Field::University],
        Suggestions::Cities => &[Field::BirthCity, Field::BirthCountry],
        Suggestions::Countries => &[Field::BirthCountry],
        Suggestions::Agencies => &[Field::TargetAgency],
    }
}

/// What the applicant gave for this field; empty when the ticket could not be opened.
pub(super) fn given(content: Option<&Content>, field: Field) -> String {
    content.and_then(|content| content.text(field)).unwrap_or_default().to_owned()
}
