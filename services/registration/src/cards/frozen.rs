//! A registration as it was filed: all that its card and its check need, copied at that moment, so that nothing which
//! changes later changes it.

use std::collections::BTreeMap;

use domain::{RegistrationNumber, SelectionKind};
use jiff::Timestamp;
use jiff::civil::Date;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{DataKey, Sealed, VaultError};

/// The form of this copy. A copy of another form is not read as one of this.
const VERSION: u8 = 1;

/// A registration as it was filed. Personal data; does not print.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Frozen {
    /// The form of the copy: [`Frozen::VERSION`].
    pub version: u8,
    /// The registration.
    pub registration_id: Uuid,
    /// The number that its owner got.
    pub number: RegistrationNumber,
    /// The name of the period.
    pub period: String,
    /// The kind of selection.
    pub selection: SelectionKind,
    /// Where its owner applies.
    pub agency: Agency,
    /// What for.
    pub formation: FiledFormation,
    /// The place of the examination; `None` where the agency asks for no choice.
    pub exam_place: Option<String>,
    /// Who its owner is by the identity card.
    pub identity: Identity,
    /// What the diploma says.
    pub diploma: Diploma,
    /// The education of the formation that the diploma is for.
    pub education: Education,
    /// What was typed in the first step, by field.
    pub biodata: BTreeMap<String, String>,
    /// Whether its owner is one of the list "eks THK-II".
    pub thk2: Thk2,
    /// What the agency asks for, in its order.
    pub requirements: Vec<Requirement>,
    /// What was uploaded, in the order of the slots.
    pub documents: Vec<Document>,
    /// When the registration was ended by its owner.
    pub finalised_at: Timestamp,
}

/// The agency of a registration.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// `instansi_id` of the catalogue.
    pub id: String,
    /// Its name at that moment.
    pub name: String,
}

/// The formation of a registration.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FiledFormation {
    /// `formasi_id` of the catalogue.
    pub id: Uuid,
    /// `UMUM`, `CUMLAUDE` and so on.
    pub kind: String,
    /// The position.
    pub position: String,
    /// Agency, unit and unit of the unit, parted by `|`.
    pub place: String,
}

/// Who somebody is by the identity card.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The number of the identity card.
    pub nik: String,
    /// The whole name, which is the account's.
    pub full_name: String,
    /// The place of birth.
    pub birth_place: String,
    /// The date of birth.
    pub birth_date: Date,
    /// In the words of the form.
    pub gender: String,
}

/// What a diploma says. What was not asked for or not told is `None`.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Diploma {
    /// The name without titles.
    pub name: String,
    /// The place of birth.
    pub birth_place: String,
    /// The date of birth.
    pub birth_date: Date,
    /// The title before the name.
    pub title_before: Option<String>,
    /// The title behind the name.
    pub title_after: Option<String>,
    /// The number of the diploma.
    pub number: Option<String>,
    /// The day of the diploma.
    pub date: Option<Date>,
    /// The year of graduation.
    pub year: Option<i16>,
    /// The grade, as it was typed and read: `3,51`.
    pub gpa: Option<String>,
    /// The institution, as the list has it.
    pub university: Option<String>,
    /// The institution, as the diploma has it.
    pub university_on_diploma: Option<String>,
    /// The programme of study.
    pub programme: Option<String>,
    /// Whether the institution is one of this country, in the words of the form.
    pub university_kind: Option<String>,
    /// The accreditation of the institution.
    pub accreditation_university: Option<String>,
    /// The accreditation of the programme.
    pub accreditation_programme: Option<String>,
    /// A further qualification.
    pub additional_education: Option<String>,
}

/// An education of the catalogue.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Education {
    /// `kode_ref_pend`.
    pub code: String,
    /// Its name at that moment.
    pub name: String,
}

/// Whether somebody is one of the list "eks THK-II".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Thk2 {
    /// Nobody said so.
    No,
    /// The list has the number with this name and birth date.
    Found,
    /// The list could not be asked, and is asked later.
    Unchecked,
}

/// Something that an agency asks for.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// For people.
    pub label: String,
    /// Without it nobody is taken.
    pub mandatory: bool,
}

/// Something that was uploaded.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The slot that it is in.
    pub slot: String,
    /// The slot's name for people.
    pub label: String,
    /// `application/pdf` or `image/jpeg`.
    pub media_type: String,
    /// In bytes.
    pub size: u64,
    /// The SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// The stamping with an e-meterai, where its slot needs one.
    pub stamping: Option<Uuid>,
}

/// Why bytes are no copy that this version reads. Holds nothing of them.
#[derive(Debug, thiserror::Error)]
pub enum NotFrozen {
    /// The seal does not open, or nothing could be sealed.
    #[error("a registration as it was filed could be neither sealed nor opened")]
    Vault(#[from] VaultError),
    /// It opened, and is not what this version writes.
    #[error("a registration as it was filed is in a form that this version does not know")]
    Form,
}

impl Frozen {
    /// The form of a copy that is made now.
    pub const VERSION: u8 = VERSION;

    /// The copy as JSON with its keys in alphabetical order and without blanks: the same values are the same bytes.
    ///
    /// # Errors
    /// [`NotFrozen::Form`], which no copy has.
    pub fn canonical(&self) -> Result<Vec<u8>, NotFrozen> {
        // A `Value` keeps its keys in order.
        let value = serde_json::to_value(self).map_err(|_never| NotFrozen::Form)?;
        serde_json::to_vec(&value).map_err(|_never| NotFrozen::Form)
    }

    /// The copy sealed for `registrations.frozen` under the data key of its account, and the SHA-256 of what was sealed
    /// for `registrations.frozen_hash`.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal(&self, key: &DataKey, account: Uuid) -> Result<(Vec<u8>, Vec<u8>), NotFrozen> {
        let plain = self.canonical()?;
        let sealed = key.seal(&Sealed::Filed.of(account), &plain)?;
        Ok((sealed, digest(&SHA256, &plain).as_ref().to_vec()))
    }

    /// The copy of a registration, from what [`Frozen::seal`] made of it.
    ///
    /// # Errors
    /// When it belongs to another account or registration, or another version wrote it.
    pub fn open(key: &DataKey, account: Uuid, registration: Uuid, sealed: &[u8]) -> Result<Self, NotFrozen> {
        let plain = key.open(&Sealed::Filed.of(account), sealed)?;
        let read: Self = serde_json::from_slice(&plain).map_err(|_another| NotFrozen::Form)?;
        if read.version == VERSION && read.registration_id == registration { Ok(read) } else { Err(NotFrozen::Form) }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;
    use vault::Vault;

    use super::*;

    /// The registration of somebody who does not exist.
    pub(crate) fn frozen() -> Frozen {
        let text = |text: &str| Some(text.to_owned());
        Frozen {
            version: VERSION,
            registration_id: Uuid::from_u128(7),
            number: sample_number(),
            period: "CASN 2026".to_owned(),
            selection: SelectionKind::PppkTeknis,
            agency: Agency { id: "C001".to_owned(), name: "Kementerian Contoh Sukamaju".to_owned() },
            formation: FiledFormation {
                id: Uuid::from_u128(8),
                kind: "UMUM".to_owned(),
                position: "Ahli Pertama - Analis Hukum".to_owned(),
                place: "Kementerian Contoh Sukamaju | Biro Hukum".to_owned(),
            },
            exam_place: text("Jakarta"),
            identity: Identity {
                nik: "3202111206950010".to_owned(),
                full_name: "I GUSTI AYU RATNA DEWI".to_owned(),
                birth_place: "KABUPATEN SUKABUMI".to_owned(),
                birth_date: date(1995, 6, 12),
                gender: "Perempuan".to_owned(),
            },
            diploma: Diploma {
                name: "I Gusti Ayu Ratna".to_owned(),
                birth_place: "Kab. Sukabumi".to_owned(),
                birth_date: date(1995, 6, 12),
                title_before: None,
                title_after: text("S.H."),
                number: text("123/UN/2017"),
                date: Some(date(2017, 8, 1)),
                year: Some(2017),
                gpa: text("3,51"),
                university: text("Universitas Contoh"),
                university_on_diploma: text("Universitas Contoh"),
                programme: text("Ilmu Hukum"),
                university_kind: text("Dalam Negeri"),
                accreditation_university: text("A"),
                accreditation_programme: text("Unggul"),
                additional_education: None,
            },
            education: Education { code: "5900001".to_owned(), name: "S-1 Hukum".to_owned() },
            biodata: BTreeMap::from([("religion".to_owned(), "Hindu".to_owned())]),
            thk2: Thk2::No,
            requirements: vec![Requirement { label: "Scan Ijazah (ASLI)".to_owned(), mandatory: true }],
            documents: Vec::new(),
            finalised_at: "2026-11-30T00:05:07Z".parse().unwrap(),
        }
    }

    fn sample_number() -> RegistrationNumber {
        let (agency, digits) = (domain::AgencyNumber::new(42).unwrap(), domain::NineDigits::new(123_456_789).unwrap());
        RegistrationNumber::drawn(SelectionKind::PppkTeknis, 2026, agency, digits)
    }

    #[test]
    fn the_same_values_are_the_same_bytes_with_their_keys_in_order() {
        let text = String::from_utf8(frozen().canonical().unwrap()).unwrap();
        assert_eq!(text.as_bytes(), frozen().canonical().unwrap());
        assert!(
            text.starts_with(r#"{"agency":{"id":"C001","name":"Kementerian Contoh Sukamaju"},"biodata":{"#),
            "{text}"
        );
        let keys: Vec<&str> = ["agency", "biodata", "diploma", "documents", "education", "exam_place", "finalised_at"]
            .into_iter()
            .collect();
        let places: Vec<usize> = keys.iter().map(|key| text.find(&format!("\"{key}\":")).unwrap()).collect();
        assert!(places.is_sorted());
    }

    #[test]
    fn a_copy_opens_for_its_own_account_and_registration_alone() {
        let vault = Vault::for_tests();
        let key = vault.new_data_key().unwrap().0;
        let (account, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let copy = frozen();
        let (sealed, hash) = copy.seal(&key, account).unwrap();
        let opened = Frozen::open(&key, account, copy.registration_id, &sealed).unwrap();
        assert_eq!(opened.canonical().unwrap(), copy.canonical().unwrap());
        assert_eq!(digest(&SHA256, &opened.canonical().unwrap()).as_ref(), hash);
        assert!(Frozen::open(&key, other, copy.registration_id, &sealed).is_err());
        assert!(Frozen::open(&key, account, other, &sealed).is_err());
    }

    #[test]
    fn a_copy_of_another_form_is_not_read() {
        let vault = Vault::for_tests();
        let key = vault.new_data_key().unwrap().0;
        let account = Uuid::from_u128(1);
        let newer = Frozen { version: 2, ..frozen() };
        let (sealed, _) = newer.seal(&key, account).unwrap();
        let opened = Frozen::open(&key, account, newer.registration_id, &sealed);
        assert!(matches!(opened, Err(NotFrozen::Form)));
    }
}
