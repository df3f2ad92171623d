//! What an officer should look at. A hint never stops a submission: people come here because their population data is
//! wrong.

use crate::{naming::by_name, texts};

/// Something that an officer should look at. The codes are no personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hint {
    /// No district has or had the code with which the NIK begins.
    NikRegionUnknown,
    /// The NIK contains another day of birth than the form.
    NikBirthDateDiffers,
    /// The name seems to carry titles where it should not.
    NameHasTitle,
}

impl Hint {
    /// Every hint.
    pub const ALL: [Self; 3] = [Self::NikRegionUnknown, Self::NikBirthDateDiffers, Self::NameHasTitle];

    /// The code in the database and on the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NikRegionUnknown => "nik_region_unknown",
            Self::NikBirthDateDiffers => "nik_birth_date_differs",
            Self::NameHasTitle => "name_has_title",
        }
    }

    /// What the officer reads.
    #[must_use]
    pub const fn label(self) -> &'static str {
        texts::hint(self)
    }
}

by_name!(Hint, "hint");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hint_is_found_by_its_code() {
        for hint in Hint::ALL {
            assert_eq!(hint.as_str().parse(), Ok(hint));
            assert!(!hint.label().is_empty());
        }
    }
}
