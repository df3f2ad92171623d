//! Why a stamping does not go on.

use distributor::Fault;
use documents::StoreError;
use messages::StampingRejection;
use stampings::files::FileError;

/// Why a stamping does not go on for now, or for good.
#[derive(Debug)]
pub(crate) enum Halt {
    /// The distributor did not do it.
    Faulty(Fault),
    /// The person gave no token, or it is over.
    NoToken,
    /// It gets no e-meterai.
    Rejected(StampingRejection),
    /// The bucket is away.
    Bucket(FileError),
    /// The database is away or refuses.
    Database(sqlx::Error),
    /// Another process holds it by now.
    Lost,
}

impl From<sqlx::Error> for Halt {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// A file that is not there or does not open will not come back.
impl From<FileError> for Halt {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Vault(_) | FileError::Store(StoreError::Missing | StoreError::WrongLength) => {
                Self::Rejected(StampingRejection::FileGone)
            }
            FileError::Store(_) => Self::Bucket(error),
        }
    }
}
