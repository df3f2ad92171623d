//! The kinds of selection of which an applicant chooses one.

use crate::naming::by_name;

/// A kind of selection (registration guide, chapter II).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SelectionKind {
    /// Candidates for civil servants.
    Cpns,
    /// Teachers under a work agreement.
    PppkGuru,
    /// Health workers under a work agreement.
    PppkNakes,
    /// Technical staff under a work agreement.
    PppkTeknis,
}

impl SelectionKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Cpns, Self::PppkGuru, Self::PppkNakes, Self::PppkTeknis];

    /// As programs and the database write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cpns => "cpns",
            Self::PppkGuru => "pppk_guru",
            Self::PppkNakes => "pppk_nakes",
            Self::PppkTeknis => "pppk_teknis",
        }
    }

    /// As people call it. The name is a proper one, the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cpns => "CPNS",
            Self::PppkGuru => "PPPK Guru",
            Self::PppkNakes => "PPPK Tenaga Kesehatan",
            Self::PppkTeknis => "PPPK Teknis",
        }
    }

    /// The first digit of its registration numbers. The guide's sample, of PPPK Teknis, begins with a 7.
    #[must_use]
    pub const fn digit(self) -> u8 {
        match self {
            Self::Cpns => 1,
            Self::PppkGuru => 2,
            Self::PppkNakes => 3,
            Self::PppkTeknis => 7,
        }
    }

    /// The kind whose numbers begin with the digit.
    #[must_use]
    pub fn of_digit(digit: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.digit() == digit)
    }
}

by_name!(SelectionKind, "kind of selection");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_own_name_and_digit() {
        for kind in SelectionKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(SelectionKind::of_digit(kind.digit()), Some(kind));
        }
        assert_eq!(SelectionKind::of_digit(4), None);
        assert!("CPNS".parse::<SelectionKind>().is_err());
    }
}
