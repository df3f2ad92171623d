//! A text on top of all pages.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

/// A text on top of all pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banner {
    /// What the operator names it by.
    pub id: i32,
    /// How urgent it is.
    pub kind: Kind,
    /// What it says: plain text in Indonesian, 1 to 500 characters.
    pub text: String,
    /// Shown from then on.
    pub starts_at: Timestamp,
    /// And before then; `None`: until the operator closes it.
    pub ends_at: Option<Timestamp>,
}

/// How urgent a banner is. The more urgent comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Something does not work, or soon will not.
    Warning,
    /// Good to know.
    Info,
}

/// A text that names no kind of banner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a banner is of the kind info or warning")]
pub struct UnknownKind;

impl Banner {
    /// Whether it is shown at this moment.
    #[must_use]
    pub fn is_shown(&self, now: Timestamp) -> bool {
        self.starts_at <= now && self.ends_at.is_none_or(|end| now < end)
    }
}

impl Kind {
    /// `info` or `warning`, as stored and as named in style sheets.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        [Self::Info, Self::Warning].into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownKind)
    }
}
