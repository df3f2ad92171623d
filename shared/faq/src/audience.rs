//! Says which kinds of applicants a question is for.

use crate::Kind;

/// The kinds of applicants that share a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// All of them.
    Everyone,
    /// Both kinds of PPPK.
    Pppk,
    /// One kind.
    Only(Kind),
}

impl Audience {
    /// Every audience, the narrowest first: what only some need to know comes before what all share.
    pub const ALL: [Self; 5] =
        [Self::Only(Kind::PppkGuru), Self::Only(Kind::Cpns), Self::Only(Kind::PppkNonGuru), Self::Pppk, Self::Everyone];

    /// The stored name, which is also the folder's of its files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Everyone => "bersama",
            Self::Pppk => "pppk",
            Self::Only(kind) => kind.slug(),
        }
    }

    /// The audience with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.as_str() == name)
    }

    /// Whether a page for this kind shows it.
    #[must_use]
    pub fn includes(self, kind: Kind) -> bool {
        match self {
            Self::Everyone => true,
            Self::Pppk => matches!(kind, Kind::PppkGuru | Kind::PppkNonGuru),
            Self::Only(own) => own == kind,
        }
    }

    /// The kind to whose page a reader is sent of whom nothing is known.
    #[must_use]
    pub const fn widest(self) -> Kind {
        match self {
            Self::Everyone => Kind::Everyone,
            Self::Pppk => Kind::PppkGuru,
            Self::Only(kind) => kind,
        }
    }

    /// What people read.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Everyone => Kind::Everyone.title(),
            Self::Pppk => "PPPK Guru dan PPPK Non Guru",
            Self::Only(kind) => kind.title(),
        }
    }
}
