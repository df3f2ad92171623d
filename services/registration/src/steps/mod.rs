//! The five steps of a registration: what each asks for, and what is right.
//!
//! A step is data and functions without I/O: what it needs of the catalogue comes with its [`Asker`]. What is wrong is
//! told all at once, each at its field.

pub(crate) mod biodata;
pub(crate) mod formation;
mod question;
mod reading;
pub(crate) mod selection;

pub(crate) use question::{Control, Question};
pub(crate) use reading::Reading;

/// One of the five.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// Who somebody is.
    Biodata,
    /// What for.
    Selection,
    /// Where.
    Formation,
    /// With which documents.
    Documents,
    /// All of it once more, and its end.
    Resume,
}

impl Step {
    /// In their order.
    pub(crate) const ALL: [Self; 5] = [Self::Biodata, Self::Selection, Self::Formation, Self::Documents, Self::Resume];

    /// Its number, from 1.
    pub(crate) const fn number(self) -> i16 {
        match self {
            Self::Biodata => 1,
            Self::Selection => 2,
            Self::Formation => 3,
            Self::Documents => 4,
            Self::Resume => 5,
        }
    }

    pub(crate) fn numbered(number: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.number() == number)
    }

    /// For programs.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Biodata => "biodata",
            Self::Selection => "selection",
            Self::Formation => "formation",
            Self::Documents => "documents",
            Self::Resume => "resume",
        }
    }

    /// Its address.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Biodata => "/pendaftaran/biodata",
            Self::Selection => "/pendaftaran/jenis-seleksi",
            Self::Formation => "/pendaftaran/formasi",
            Self::Documents => "/pendaftaran/dokumen",
            Self::Resume => "/pendaftaran/resume",
        }
    }

    /// The id of its heading.
    pub(crate) const fn text_id(self) -> &'static str {
        match self {
            Self::Biodata => "registration-step-1",
            Self::Selection => "registration-step-2",
            Self::Formation => "registration-step-3",
            Self::Documents => "registration-step-4",
            Self::Resume => "registration-step-5",
        }
    }

    /// The one before; the first has none.
    pub(crate) fn before(self) -> Option<Self> {
        Self::numbered(self.number() - 1)
    }

    /// The one after; the last has none.
    pub(crate) fn after(self) -> Option<Self> {
        Self::numbered(self.number() + 1)
    }
}
