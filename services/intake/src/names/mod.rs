//! Names of the reference lists: what somebody typed so far, and the names that they may mean.

mod query;

use serde::Serialize;
use utoipa::ToSchema;

pub(crate) use query::{NameQuery, TooLong};

/// A name that may be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Suggestion {
    /// What to put into the field.
    #[schema(example = "Universitas Negeri Malang")]
    pub(crate) value: String,
    /// What tells it from others of its name: English name, country, province or level; may be empty.
    #[schema(example = "Jawa Timur")]
    pub(crate) detail: String,
    /// Whether what was typed is this very entry: it is in the database already.
    pub(crate) exact: bool,
}

impl Suggestion {
    /// The entry with what tells it from others, for people.
    pub(crate) fn label(&self) -> String {
        if self.detail.is_empty() { self.value.clone() } else { format!("{} ({})", self.value, self.detail) }
    }
}
