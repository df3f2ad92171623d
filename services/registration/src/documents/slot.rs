//! One document that is asked for.

use ::documents::MediaType;

/// What people call a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// A text of the site, by its id.
    Text(&'static str),
    /// The agency's own words, in Indonesian.
    Agency(String),
}

impl Label {
    /// In the language of the request.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(id) => language::text(id).to_owned(),
            Self::Agency(words) => words.clone(),
        }
    }
}

/// A document that is asked for, and what it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// For programs: at most 40 of `a` to `z`, `0` to `9` and `_`.
    pub(crate) code: String,
    /// For people.
    pub(crate) label: Label,
    /// How the agency says it, where it names this document.
    pub(crate) agency_words: Option<String>,
    /// Id of the text that helps.
    pub(crate) help: &'static str,
    /// Without it nobody finishes.
    pub(crate) mandatory: bool,
    /// What it may be.
    pub(crate) media_types: &'static [MediaType],
    /// Most bytes. Of a document with an e-meterai they count without it.
    pub(crate) most_bytes: usize,
    /// Most pages of a PDF file.
    pub(crate) most_pages: u16,
    /// What the distributor of e-meterai calls it; `None`: it needs none.
    pub(crate) stamped_as: Option<&'static str>,
    /// It is the scan of an original: a grey one may be a copy.
    pub(crate) is_scan: bool,
}

impl Slot {
    /// Whether it needs an e-meterai.
    pub(crate) fn needs_stamp(&self) -> bool {
        self.stamped_as.is_some()
    }

    /// Whether a file of this type may be it.
    pub(crate) fn takes(&self, media_type: MediaType) -> bool {
        self.media_types.contains(&media_type)
    }

    /// The bound in kibibytes, as people read it.
    pub(crate) fn kilobytes(&self) -> usize {
        self.most_bytes / 1024
    }
}
