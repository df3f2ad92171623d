//! Files that belong to a draft or an account: what they are, and where they lie.

use documents::MediaType;
use uuid::Uuid;

/// Most bytes of a file, as the manuals say it.
pub(crate) const MOST_BYTES: usize = 204_800;

/// What a file shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The identity card, or the letter in its place.
    Ktp,
    /// The applicant's face.
    Selfie,
}

impl Kind {
    pub(crate) const ALL: [Self; 2] = [Self::Ktp, Self::Selfie];

    /// The name of the form's part and in the database.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Ktp => "ktp",
            Self::Selfie => "selfie",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Fewest pixels of a picture, across and down, whichever way it is turned.
    pub(crate) const fn fewest_pixels(self) -> (u32, u32) {
        match self {
            Self::Ktp => (300, 200),
            Self::Selfie => (240, 320),
        }
    }
}

/// How a file was made, for those who compare faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Chosen from the device.
    File,
    /// Taken in the page.
    Camera,
    /// Taken with a phone for a page on another device.
    Phone,
}

impl Source {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Camera => "camera",
            Self::Phone => "phone",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::File, Self::Camera, Self::Phone].into_iter().find(|source| source.as_str() == name)
    }
}

/// A file as the database knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Uploaded {
    pub(crate) id: Uuid,
    pub(crate) kind: Kind,
    pub(crate) source: Source,
    pub(crate) media_type: MediaType,
    /// In bytes, opened.
    pub(crate) size: i64,
}

/// Where a file lies in the bucket. It names no person.
pub(crate) fn object_key(account: Uuid, file: Uuid) -> String {
    format!("{PREFIX}{}/{}", account.hyphenated(), file.hyphenated())
}

/// Where all files of accounts lie in the bucket.
const PREFIX: &str = "accounts/";
