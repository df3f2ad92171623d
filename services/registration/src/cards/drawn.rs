//! Draws the card of a registration as it was filed.

use ::cards::{AsWritten, CardError, Qualification, RegistrationCard, RegistrationRequirement};

use super::{Frozen, Thk2};

/// Draws the card: some hundred milliseconds of a processor.
///
/// # Errors
/// [`CardError`].
pub(super) fn draw(
    frozen: &Frozen,
    portrait: Option<&[u8]>,
    check: &str,
    certificate_issuer: &str,
) -> Result<Vec<u8>, CardError> {
    let Frozen { identity, diploma, .. } = frozen;
    let number = frozen.number.to_string();
    let (name, year) = (with_titles(frozen), diploma.year.map(|year| year.to_string()).unwrap_or_default());
    let requirements: Vec<_> = frozen
        .requirements
        .iter()
        .map(|one| RegistrationRequirement { label: &one.label, mandatory: one.mandatory })
        .collect();
    let card = RegistrationCard {
        portrait,
        agency: &frozen.agency.name,
        selection: frozen.selection.name(),
        formation: &frozen.formation.kind,
        number: &number,
        nik: &identity.nik,
        ktp: AsWritten {
            name: &identity.full_name,
            birth_place: &identity.birth_place,
            birth_date: identity.birth_date,
        },
        diploma: AsWritten { name: &name, birth_place: &diploma.birth_place, birth_date: diploma.birth_date },
        gender: &identity.gender,
        qualification: Qualification {
            institution: told(diploma.university.as_ref().or(diploma.university_on_diploma.as_ref())),
            institution_accreditation: told(diploma.accreditation_university.as_ref()),
            programme: told(diploma.programme.as_ref()),
            programme_accreditation: told(diploma.accreditation_programme.as_ref()),
            education: &frozen.education.name,
            additional: told(diploma.additional_education.as_ref()),
            diploma_number: told(diploma.number.as_ref()),
            year: &year,
        },
        position: &frozen.formation.position,
        place: &frozen.formation.place,
        category: match frozen.thk2 {
            Thk2::No => "",
            Thk2::Found => "Eks THK-II",
            Thk2::Unchecked => "Eks THK-II (akan diperiksa)",
        },
        exam_place: told(frozen.exam_place.as_ref()),
        finalised_at: frozen.finalised_at,
        requirements: &requirements,
        certificate_issuer,
        check,
    };
    card.draw()
}

fn told(value: Option<&String>) -> &str {
    value.map_or("", String::as_str)
}

/// The name of the diploma between its titles: `dr. Ratna Dewi, S.H.`.
fn with_titles(frozen: &Frozen) -> String {
    let diploma = &frozen.diploma;
    let before = diploma.title_before.as_ref().map(|title| format!("{title} ")).unwrap_or_default();
    let after = diploma.title_after.as_ref().map(|title| format!(", {title}")).unwrap_or_default();
    format!("{before}{}{after}", diploma.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cards::frozen::tests::frozen;

    #[test]
    fn a_name_stands_between_its_titles() {
        let mut copy = frozen();
        assert_eq!(with_titles(&copy), "I Gusti Ayu Ratna, S.H.");
        copy.diploma.title_before = Some("dr.".to_owned());
        assert_eq!(with_titles(&copy), "dr. I Gusti Ayu Ratna, S.H.");
    }

    #[test]
    fn the_same_copy_gives_the_same_bytes() {
        let check = "https://helpdesk.example.test/cek-dokumen/7QK3M9X2TD4W0HZ61RVA";
        assert!(draw(&frozen(), None, check, "").unwrap() == draw(&frozen(), None, check, "").unwrap());
    }
}
