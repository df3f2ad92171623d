//! Who wants an account: what the steps ask for.

use domain::{BirthDate, FamilyCard, FullName, Nik, NoticeAddress, Text, TextRule, compared_identity};
use population::Identity;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use vault::{DataKey, Index, Sealed, Vault, VaultError};

use crate::details::{self, Details};

/// Most characters of a place of birth.
pub const LONGEST_PLACE: usize = 100;

/// A person and how to reach them. Personal data; does not print.
#[derive(Clone, Debug)]
pub struct Applicant {
    /// What the population register compares.
    pub identity: Identity,
    /// A number of a mobile telephone.
    pub phone: NoticeAddress,
    /// An e-mail address.
    pub email: NoticeAddress,
    /// What the second step asks for; `None` before it.
    pub details: Option<Details>,
}

/// What a sealed applicant could not be made of.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The seal does not open.
    #[error("what was told does not open")]
    Vault(#[from] VaultError),
    /// It opened, and is not what this version seals.
    #[error("what was told is in a form that this version does not know")]
    Form,
}

/// The same as JSON.
#[derive(Deserialize, Serialize)]
struct Stored {
    nik: String,
    kk: String,
    full_name: String,
    birth_place: String,
    birth_date: String,
    phone: String,
    email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    details: Option<details::Stored>,
}

impl Applicant {
    /// Seals everything under the data key of this draft or account.
    ///
    /// # Errors
    /// Without randomness.
    pub fn seal(&self, key: &DataKey, owner: Uuid) -> Result<Vec<u8>, VaultError> {
        key.seal(&Sealed::Applicant.of(owner), self.exported().to_string().as_bytes())
    }

    /// Everything in the clear, for the person concerned.
    #[must_use]
    pub fn exported(&self) -> Value {
        let Identity { nik, family_card, full_name, birth_place, birth_date } = &self.identity;
        let stored = Stored {
            nik: nik.expose().to_owned(),
            kk: family_card.expose().to_owned(),
            full_name: full_name.expose().to_owned(),
            birth_place: birth_place.expose().to_owned(),
            birth_date: birth_date.iso(),
            phone: self.phone.expose().to_owned(),
            email: self.email.expose().to_owned(),
            details: self.details.as_ref().map(Details::stored),
        };
        // Texts only: turning them into JSON cannot fail.
        serde_json::to_value(stored).unwrap_or_default()
    }

    /// Opens what was sealed.
    ///
    /// # Errors
    /// When it was changed, belongs to another owner, or comes from another version.
    pub fn open(key: &DataKey, owner: Uuid, sealed: &[u8]) -> Result<Self, Unreadable> {
        let opened = key.open(&Sealed::Applicant.of(owner), sealed)?;
        // The parser's error would quote what it read.
        let stored: Stored = serde_json::from_slice(&opened).map_err(|_quotes| Unreadable::Form)?;
        stored.read().ok_or(Unreadable::Form)
    }
}

impl Stored {
    fn read(&self) -> Option<Applicant> {
        let address = |text: &str| NoticeAddress::read(text).ok().flatten();
        Some(Applicant {
            identity: Identity {
                nik: Nik::parse(&self.nik).ok()?,
                family_card: FamilyCard::parse(&self.kk).ok()?,
                full_name: FullName::parse(&self.full_name).ok()?,
                birth_place: Text::parse(&self.birth_place, TextRule::Line { max: LONGEST_PLACE }).ok()?,
                birth_date: BirthDate::restored(&self.birth_date)?,
            },
            phone: address(&self.phone)?,
            email: address(&self.email)?,
            details: match &self.details {
                Some(stored) => Some(stored.read()?),
                None => None,
            },
        })
    }
}

/// The keyed hashes by which an identity is found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Of the NIK.
    pub nik: Vec<u8>,
    /// Of all five values, as the register compares them: case and white space do not count.
    pub identity: Vec<u8>,
}

impl Marks {
    /// Of an identity.
    #[must_use]
    pub fn of(vault: &Vault, identity: &Identity) -> Self {
        let Identity { nik, family_card, full_name, birth_place, birth_date } = identity;
        let all = compared_identity(nik, family_card, full_name.expose(), birth_place.expose(), birth_date);
        Self {
            nik: vault.index(Index::AccountNik, nik.expose().as_bytes()).as_bytes().to_vec(),
            identity: vault.index(Index::AccountIdentity, all.as_bytes()).as_bytes().to_vec(),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An invented person.
    pub(crate) fn siti() -> Applicant {
        Stored {
            nik: "3174015708950001".to_owned(),
            kk: "3174010101010001".to_owned(),
            full_name: "Siti Rahmawati, S.Kom.".to_owned(),
            birth_place: "Jakarta".to_owned(),
            birth_date: "1995-08-17".to_owned(),
            phone: "+6281234567890".to_owned(),
            email: "siti@example.go.id".to_owned(),
            details: None,
        }
        .read()
        .unwrap()
    }

    #[test]
    fn what_was_told_opens_again_for_its_owner_alone() {
        let (vault, owner) = (Vault::for_tests(), Uuid::from_u128(1));
        let (key, _wrapped) = vault.new_data_key().unwrap();
        let sealed = siti().seal(&key, owner).unwrap();
        let opened = Applicant::open(&key, owner, &sealed).unwrap();
        assert_eq!(opened.identity.full_name, siti().identity.full_name);
        assert_eq!((opened.phone, opened.email), (siti().phone, siti().email));
        assert!(Applicant::open(&key, Uuid::from_u128(2), &sealed).is_err());
        assert!(!format!("{:?}", siti()).contains("Siti"));
    }

    #[test]
    fn an_identity_is_the_same_however_its_letters_and_blanks_are_typed() {
        let vault = Vault::for_tests();
        let marks = |name: &str, kk: &str| {
            let mut identity = siti().identity;
            identity.full_name = FullName::parse(name).unwrap();
            identity.family_card = FamilyCard::parse(kk).unwrap();
            Marks::of(&vault, &identity)
        };
        let kk = "3174010101010001";
        assert_eq!(marks("Siti Rahmawati", kk), marks("SITI  rahmawati", kk));
        assert_ne!(marks("Siti Rahmawati", kk).identity, marks("Siti Rahmawatt", kk).identity);
        assert_ne!(marks("Siti Rahmawati", kk).identity, marks("Siti Rahmawati", "3174010101010002").identity);
        assert_eq!(marks("Siti Rahmawati", kk).nik, marks("Budi", kk).nik);
    }
}
