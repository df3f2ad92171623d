//! Says which kinds of applicants a question is for.

use super::Kind;

/// The kinds of applicants that share a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    Everyone,
    /// Both kinds of PPPK.
    Pppk,
    Only(Kind),
}

impl Audience {
    pub(crate) fn includes(self, kind: Kind) -> bool {
        match self {
            Self::Everyone => true,
            Self::Pppk => matches!(kind, Kind::PppkGuru | Kind::PppkNonGuru),
            Self::Only(own) => own == kind,
        }
    }

    /// The kind to whose page a reader is sent of whom nothing is known.
    pub(crate) const fn widest(self) -> Kind {
        match self {
            Self::Everyone => Kind::Everyone,
            Self::Pppk => Kind::PppkGuru,
            Self::Only(kind) => kind,
        }
    }

    /// What people read.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Everyone => Kind::Everyone.title(),
            Self::Pppk => "PPPK Guru dan PPPK Non Guru",
            Self::Only(kind) => kind.title(),
        }
    }
}
