//! What can go wrong besides somebody not being let in.

/// Why an account or a session could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The database is away or refused the statement.
    #[error("the database refused or did not answer")]
    Database(#[from] sqlx::Error),
    /// Sealed data could not be sealed or opened.
    #[error("sealed data of an account could not be opened or sealed")]
    Vault(#[from] vault::VaultError),
    /// Too many passwords are being hashed.
    #[error("too many passwords are being compared")]
    Busy,
    /// A stored value is none that this version knows.
    #[error("{0} holds a value that this version does not know")]
    Inconsistent(&'static str),
}

impl Failure {
    /// Whether the same may succeed a little later.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Database(error) => database::is_unavailable(error),
            Self::Busy => true,
            Self::Vault(_) | Self::Inconsistent(_) => false,
        }
    }
}
