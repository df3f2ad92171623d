//! The documents that forms ask for.

use crate::{naming::by_name, texts};

/// What a document shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DocumentKind {
    /// The applicant holding the identity card.
    SelfieKtp,
    /// Identity card.
    Ktp,
    /// Family card.
    KkCard,
    /// Diploma.
    Diploma,
    /// Decree that a foreign diploma is equivalent.
    EquivalencyLetter,
    /// Participant card of the THK-II survey.
    Thk2Card,
    /// Letter of dismissal from the civil service.
    DismissalLetter,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::SelfieKtp,
        Self::Ktp,
        Self::KkCard,
        Self::Diploma,
        Self::EquivalencyLetter,
        Self::Thk2Card,
        Self::DismissalLetter,
    ];

    /// The name of the form's part and on the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SelfieKtp => "selfie_ktp",
            Self::Ktp => "ktp",
            Self::KkCard => "kk_card",
            Self::Diploma => "diploma",
            Self::EquivalencyLetter => "equivalency_letter",
            Self::Thk2Card => "thk2_card",
            Self::DismissalLetter => "dismissal_letter",
        }
    }

    /// The name that people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        texts::document(self)
    }
}

by_name!(DocumentKind, "document kind");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_name() {
        for kind in DocumentKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert!(!kind.label().is_empty());
        }
        assert!("KTP".parse::<DocumentKind>().is_err());
    }
}
