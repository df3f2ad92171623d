//! An invented person for tests.

use applicants::Applicant;
use domain::{BirthDate, FamilyCard, FullName, Nik, NoticeAddress, Text, TextRule};
use population::Identity;

/// Siti, before the second step.
pub(crate) fn siti() -> Applicant {
    let address = |text: &str| NoticeAddress::read(text).unwrap().unwrap();
    Applicant {
        identity: Identity {
            nik: Nik::parse("3174015708950001").unwrap(),
            family_card: FamilyCard::parse("3174010101010001").unwrap(),
            full_name: FullName::parse("Siti Rahmawati, S.Kom.").unwrap(),
            birth_place: Text::parse("Jakarta", TextRule::Line { max: 100 }).unwrap(),
            birth_date: BirthDate::restored("1995-08-17").unwrap(),
        },
        phone: address("+6281234567890"),
        email: address("siti@example.go.id"),
        details: None,
    }
}
