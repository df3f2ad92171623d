//! What an examination tells.

use std::fmt;

use jiff::Timestamp;

use crate::texts;

/// What is known about the signatures of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// One for each signature, in the order in which they cover the file.
    pub signatures: Vec<Finding>,
    /// Whether the file carries an e-meterai.
    pub conclusion: Conclusion,
    /// The serial number of the e-meterai: 22 digits, from the code in its picture or from its words.
    pub serial: Option<String>,
}

/// Whether a file carries an e-meterai, and what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Conclusion {
    /// An unchanged e-meterai whose certificate leads to a given root.
    Genuine,
    /// An unchanged signature that looks like an e-meterai; its certificate leads to none of the given roots.
    StampLike,
    /// Unchanged signatures, none of which looks like an e-meterai.
    SignatureOnly,
    /// The file was changed after it was signed.
    Altered,
    /// Marks of an e-meterai are there, but a program wrote the file anew afterwards and broke or lost the signature,
    /// as programs that compress PDFs do.
    Recompressed,
    /// There are signatures, and none is of a kind that this program verifies.
    Unverifiable,
    /// Neither a signature nor a mark of an e-meterai.
    None,
}

impl Conclusion {
    /// A stable code for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::StampLike => "stamp_like",
            Self::SignatureOnly => "signature_only",
            Self::Altered => "altered",
            Self::Recompressed => "recompressed",
            Self::Unverifiable => "unverifiable",
            Self::None => "none",
        }
    }

    /// The fact in a sentence, and what helps, in Indonesian.
    #[must_use]
    pub fn message(self) -> &'static str {
        texts::conclusion(self)
    }
}

/// What is known about one signature.
#[derive(Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether what was signed is what is there.
    pub integrity: Integrity,
    /// Where its certificate leads.
    pub issuer: Issuer,
    /// Whose certificate it is, as the certificate says: personal data.
    pub signer_name: Option<String>,
    /// Who issued the certificate, as it says.
    pub issuer_name: Option<String>,
    /// When it was signed, as the signer says.
    pub signed_at: Option<Timestamp>,
    /// How many bytes of the file the signed revision has.
    pub covers: usize,
    /// Whether it covers the file up to its last byte. A signature that further ones follow does not.
    pub covers_all: bool,
    /// What of an e-meterai it has.
    pub marks: Marks,
}

impl Finding {
    /// Whether it is an unchanged e-meterai whose certificate leads to a given root.
    #[must_use]
    pub fn is_genuine(&self) -> bool {
        self.integrity == Integrity::Intact
            && self.issuer == Issuer::Trusted
            && self.marks.certificate
            && self.marks.square
            && self.marks.picture
    }

    /// Whether it is unchanged and looks like an e-meterai.
    #[must_use]
    pub fn is_stamp_like(&self) -> bool {
        self.integrity == Integrity::Intact && self.marks.look_like_a_stamp()
    }
}

impl fmt::Debug for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Finding")
            .field("integrity", &self.integrity)
            .field("issuer", &self.issuer)
            .field("covers", &self.covers)
            .field("covers_all", &self.covers_all)
            .field("marks", &self.marks)
            .finish_non_exhaustive()
    }
}

/// Whether what was signed is what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Integrity {
    /// Every signed byte is as it was, and only signatures and their evidence follow.
    Intact,
    /// Signed bytes are not what they were.
    Changed,
    /// The signed bytes are as they were, but what follows them changes the document, or belongs to nothing.
    Extended,
    /// The signature does not stand where it says that it stands: a program wrote the file anew after it was signed.
    Rewritten,
    /// The key of the certificate did not make this signature.
    Forged,
    /// The signature cannot be read, or is of a kind that nobody should rely on (SHA-1) or that this program does not
    /// know.
    Unverifiable,
}

impl Integrity {
    /// A stable code for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Intact => "intact",
            Self::Changed => "changed",
            Self::Extended => "extended",
            Self::Rewritten => "rewritten",
            Self::Forged => "forged",
            Self::Unverifiable => "unverifiable",
        }
    }

    /// The fact in a sentence, in Indonesian.
    #[must_use]
    pub fn message(self) -> &'static str {
        texts::integrity(self)
    }
}

/// Where a certificate leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Issuer {
    /// To a given root, over certificates that were all valid when it was signed.
    Trusted,
    /// To a given root, but some certificate was not valid when it was signed, or nobody says when that was.
    OutOfTime,
    /// To none of the given roots.
    Unknown,
    /// The caller gave no roots.
    Unchecked,
}

impl Issuer {
    /// A stable code for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Trusted => "trusted",
            Self::OutOfTime => "out_of_time",
            Self::Unknown => "unknown",
            Self::Unchecked => "unchecked",
        }
    }

    /// The fact in a sentence, in Indonesian.
    #[must_use]
    pub fn message(self) -> &'static str {
        texts::issuer(self)
    }
}

/// What of an e-meterai a signature has (PMK 134/2021).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is found at another place, and none excludes another")]
pub struct Marks {
    /// The certificate names the issuer of stamps, as the caller describes it.
    pub certificate: bool,
    /// The words of the signature (its reason, name or place) speak of a stamp.
    pub words: bool,
    /// It shows on a page as a square of 50 to 200 points.
    pub square: bool,
    /// What it shows has a picture.
    pub picture: bool,
    /// The serial number of 22 digits, from the code in the picture or from the words.
    pub serial: Option<String>,
}

impl Marks {
    /// Whether it looks like an e-meterai: a square on the page, and one more mark.
    #[must_use]
    pub fn look_like_a_stamp(&self) -> bool {
        self.square && (self.certificate || self.words || self.serial.is_some())
    }
}
