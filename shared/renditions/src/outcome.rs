//! What a caller asks for, and what it gets.

use std::fmt;
use std::io;

/// How large to draw a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 1,240 pixels wide: an A4 page at 150 dots per inch, to be read on a screen.
    #[default]
    Reading,
    /// 2,480 pixels wide: 300 dots per inch, to look at a stamp or a signature.
    Close,
}

impl Size {
    /// Width in pixels. Very long pages become narrower, so that no picture has more pixels than four times its square.
    #[must_use]
    pub const fn width(self) -> u16 {
        match self {
            Self::Reading => 1240,
            Self::Close => 2480,
        }
    }
}

/// How a picture is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Without loss, for pages of text.
    Png,
    /// For pages that are photographs, which a PNG makes several times as large.
    Jpeg,
}

impl Format {
    /// As in a `Content-Type` header.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// The paper of a page, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// In whole points, of which an inch has 72.
    pub width: u16,
    /// In whole points.
    pub height: u16,
    /// Whether the page is shown as it lies in the file: not turned, and with its lower left corner at the origin. Then
    /// a point of the picture is the same point in the file.
    pub is_upright: bool,
}

/// A drawn page. Holds personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub bytes: Vec<u8>,
    /// What kind of file.
    pub format: Format,
    /// In pixels.
    pub width: u16,
    /// In pixels.
    pub height: u16,
    /// How many pages the document has.
    pub pages: u16,
    /// How large the page is on paper.
    pub paper: Paper,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bytes, format, width, height, pages, paper } = self;
        f.debug_struct("Picture")
            .field("length", &bytes.len())
            .field("format", format)
            .field("width", width)
            .field("height", height)
            .field("pages", pages)
            .field("paper", paper)
            .finish_non_exhaustive()
    }
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum NotDrawn {
    /// The document has no such page.
    #[error("the document has no such page")]
    NoSuchPage {
        /// How many pages the document has.
        pages: u16,
    },
    /// The document cannot be read.
    #[error("the document cannot be read")]
    Broken,
    /// The drawing reached a limit of time, memory or size.
    #[error("the page takes more time or memory than a drawing may")]
    TooHard,
    /// Too many callers wait already. A later call may succeed.
    #[error("too many pages wait to be drawn")]
    Busy,
    /// The system could not start or confine the drawing process. The operator must look.
    #[error("the drawing process does not work")]
    Failed(#[source] io::Error),
}
