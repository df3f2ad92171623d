//! The topics of questions.

/// A topic of the manual's FAQ. Names are the manual's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Making an account.
    Account,
    /// Who may apply.
    Requirements,
    /// Data that is wrong.
    Corrections,
    /// Printing the cards.
    Cards,
    /// What is uploaded.
    Documents,
    /// Getting in.
    Login,
    /// Objecting to a result.
    Objections,
    /// What happened to others.
    Cases,
}

impl Topic {
    /// In the order of the manual.
    pub const ALL: [Self; 8] = [
        Self::Account,
        Self::Requirements,
        Self::Corrections,
        Self::Cards,
        Self::Documents,
        Self::Login,
        Self::Objections,
        Self::Cases,
    ];

    /// The name in addresses, and of the files.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Account => "pendaftaran-akun",
            Self::Requirements => "syarat-daftar",
            Self::Corrections => "perbaikan-data",
            Self::Cards => "pencetakan-kartu",
            Self::Documents => "dokumen",
            Self::Login => "login",
            Self::Objections => "masa-sanggah",
            Self::Cases => "contoh-kasus",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Account => "Pendaftaran Akun",
            Self::Requirements => "Syarat Daftar",
            Self::Corrections => "Perbaikan Data",
            Self::Cards => "Pencetakan Kartu",
            Self::Documents => "Dokumen",
            Self::Login => "Login",
            Self::Objections => "Masa Sanggah",
            Self::Cases => "Contoh Kasus",
        }
    }

    /// The topic with this name.
    #[must_use]
    pub fn by_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.slug() == slug)
    }
}
