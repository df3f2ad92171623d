//! What the second step asks for besides files and secrets: who somebody is by the diploma.

use domain::{BirthDate, FullName, Text, TextRule};
use serde::{Deserialize, Serialize};

use crate::applicant::LONGEST_PLACE;

/// A person by the diploma, and what the identity card has besides. Personal data; does not print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Without titles.
    pub diploma_name: FullName,
    /// As the identity card has it: the register compared what the first step told, which may be spelled otherwise.
    pub ktp_birth_place: Text,
    /// A city or regency, as it was called at that time.
    pub diploma_birth_place: Text,
    /// As the diploma has it.
    pub diploma_birth_date: BirthDate,
    /// As the identity card says it.
    pub gender: Gender,
}

/// As the identity card says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Laki-laki.
    Male,
    /// Perempuan.
    Female,
}

impl Gender {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Male, Self::Female];

    /// The name in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }

    /// The id of its text.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Male => "gender-male",
            Self::Female => "gender-female",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gender| gender.as_str() == name)
    }
}

/// The same as JSON.
#[derive(Deserialize, Serialize)]
pub(crate) struct Stored {
    diploma_name: String,
    ktp_birth_place: String,
    diploma_birth_place: String,
    diploma_birth_date: String,
    gender: Gender,
}

impl Details {
    pub(crate) fn stored(&self) -> Stored {
        Stored {
            diploma_name: self.diploma_name.expose().to_owned(),
            ktp_birth_place: self.ktp_birth_place.expose().to_owned(),
            diploma_birth_place: self.diploma_birth_place.expose().to_owned(),
            diploma_birth_date: self.diploma_birth_date.iso(),
            gender: self.gender,
        }
    }
}

impl Stored {
    pub(crate) fn read(&self) -> Option<Details> {
        Some(Details {
            diploma_name: FullName::parse(&self.diploma_name).ok()?,
            ktp_birth_place: place(&self.ktp_birth_place)?,
            diploma_birth_place: place(&self.diploma_birth_place)?,
            diploma_birth_date: BirthDate::restored(&self.diploma_birth_date)?,
            gender: self.gender,
        })
    }
}

fn place(text: &str) -> Option<Text> {
    Text::parse(text, TextRule::Line { max: LONGEST_PLACE }).ok()
}
