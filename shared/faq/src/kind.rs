//! The kinds of applicants.

/// A kind of applicant, as the manual's FAQ divides them. Names are the manual's own, but for what all applicants
/// share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// All of them.
    Everyone,
    /// Teachers on a contract.
    PppkGuru,
    /// Candidates for civil servant.
    Cpns,
    /// Others on a contract.
    PppkNonGuru,
}

impl Kind {
    /// In the order of the manual.
    pub const OF_APPLICANTS: [Self; 3] = [Self::PppkGuru, Self::Cpns, Self::PppkNonGuru];

    /// What everybody needs to know has pages of its own: where a search leads that does not know who asks.
    pub const ALL: [Self; 4] = [Self::Everyone, Self::PppkGuru, Self::Cpns, Self::PppkNonGuru];

    /// The name in addresses.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Everyone => "semua-pelamar",
            Self::PppkGuru => "pppk-guru",
            Self::Cpns => "cpns",
            Self::PppkNonGuru => "pppk-non-guru",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Everyone => "Semua Pelamar",
            Self::PppkGuru => "PPPK Guru",
            Self::Cpns => "CPNS",
            Self::PppkNonGuru => "PPPK Non Guru",
        }
    }

    /// The kind with this name in addresses.
    #[must_use]
    pub fn by_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}
