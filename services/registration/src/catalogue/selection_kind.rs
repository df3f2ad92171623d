//! What an applicant chooses in the second step.

use super::{Formation, Selection};

/// A kind of selection. Of PPPK there are three; what a formation asks for says which of them it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SelectionKind {
    /// Civil servants.
    Cpns,
    /// Teachers: the formation asks for a teaching certificate, or names a code of Dapodik.
    PppkGuru,
    /// Health workers: the formation asks for a certificate of registration (STR).
    PppkNakes,
    /// All others.
    PppkTeknis,
}

impl SelectionKind {
    /// All of them, in the order of the page.
    pub(crate) const ALL: [Self; 4] = [Self::Cpns, Self::PppkGuru, Self::PppkNakes, Self::PppkTeknis];

    /// The name in forms and in the database.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Cpns => "cpns",
            Self::PppkGuru => "pppk_guru",
            Self::PppkNakes => "pppk_nakes",
            Self::PppkTeknis => "pppk_teknis",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// As people read it.
    pub(crate) const fn shown(self) -> &'static str {
        match self {
            Self::Cpns => "CPNS",
            Self::PppkGuru => "PPPK Guru",
            Self::PppkNakes => "PPPK Tenaga Kesehatan",
            Self::PppkTeknis => "PPPK Teknis",
        }
    }

    /// Whose dates hold.
    pub(crate) const fn selection(self) -> Selection {
        match self {
            Self::Cpns => Selection::Cpns,
            Self::PppkGuru | Self::PppkNakes | Self::PppkTeknis => Selection::Pppk,
        }
    }

    /// The kind that a formation belongs to. `store/choices.rs` says the same in SQL.
    pub(crate) fn of(formation: &Formation) -> Self {
        match formation.selection {
            Selection::Cpns => Self::Cpns,
            Selection::Pppk if formation.asks_teaching || !formation.dapodik.is_empty() => Self::PppkGuru,
            Selection::Pppk if formation.asks_str => Self::PppkNakes,
            Selection::Pppk => Self::PppkTeknis,
        }
    }
}
