//! The topics of questions.

/// A topic of the manual's FAQ. Names are the manual's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    Account,
    Requirements,
    Corrections,
    Cards,
    Documents,
    Login,
    Objections,
    Cases,
}

impl Topic {
    /// In the order of the manual.
    pub(crate) const ALL: [Self; 8] = [
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
    pub(crate) const fn slug(self) -> &'static str {
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
    pub(crate) const fn title(self) -> &'static str {
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

    pub(crate) fn by_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.slug() == slug)
    }
}
