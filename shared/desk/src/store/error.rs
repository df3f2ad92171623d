//! What can go wrong between the desks and their tables.

use std::str::FromStr;

/// Why something could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database is away or refused the statement.
    #[error("the database refused or did not answer")]
    Database(#[from] sqlx::Error),
    /// A stored value is none that this version knows.
    #[error("{place} of {key} holds a value that this version does not know")]
    Inconsistent {
        /// Table and column.
        place: &'static str,
        /// Which row, by its public key.
        key: String,
    },
}

impl StoreError {
    /// Whether the same work may succeed a little later.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Database(error) => database::is_unavailable(error),
            Self::Inconsistent { .. } => false,
        }
    }
}

/// Reads a stored text as a domain value.
///
/// # Errors
/// When the database is away, or holds a value that this version does not know.
pub fn stored<T: FromStr>(text: &str, place: &'static str, key: &str) -> Result<T, StoreError> {
    text.parse().ok().ok_or_else(|| StoreError::Inconsistent { place, key: key.to_owned() })
}
