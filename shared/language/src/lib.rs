//! The languages of the public site, and everything that people read there: one file of texts for each language
//! (`texts/id.ftl`, `texts/en.ftl`, in the syntax of Project Fluent).
//!
//! While a request is answered, its language is known to everything that the answer is made of, as its trace is
//! ([`speaking`]). Anything else speaks Indonesian: the API, the console, letters, and all that is stored.

mod address;
mod here;
mod texts;
mod wish;

pub use address::{ENGLISH, links, of_address, path};
pub use here::{current, other_address, same_page, speaking};
pub use texts::{Value, fill, html, ids, shown, text};
pub use wish::{Chosen, prefers_english};

/// A language of the public site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// The language of the law, of the manual and of most people.
    Indonesian,
    /// For who reads no Indonesian, under addresses that begin with `/en`.
    English,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Indonesian, Self::English];

    /// The tag (BCP 47), as HTML and HTTP say it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Indonesian => "id",
            Self::English => "en",
        }
    }

    /// What it calls itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Indonesian => "Bahasa Indonesia",
            Self::English => "English",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Indonesian => Self::English,
            Self::English => Self::Indonesian,
        }
    }

    /// Whether it is English.
    #[must_use]
    pub const fn is_english(self) -> bool {
        matches!(self, Self::English)
    }
}
