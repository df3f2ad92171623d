//! The files of stampings in the bucket, sealed with the data key of their account.

use bytes::Bytes;
use documents::{Store, StoreError};
use uuid::Uuid;
use vault::{Context, DataKey, Sealed, VaultError};

/// Under which all of them lie.
pub const PREFIX: &str = "stampings/";

/// One of the two files of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// As the applicant uploaded it.
    Unstamped,
    /// With its e-meterai.
    Stamped,
}

/// Why a file could be neither kept nor opened.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The bucket.
    #[error("the object store refused or did not answer")]
    Store(#[from] StoreError),
    /// The seal.
    #[error("a file could be neither sealed nor opened")]
    Vault(#[from] VaultError),
}

impl FileError {
    /// Whether the same may succeed a little later.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Store(StoreError::Unavailable(_)))
    }
}

/// The key of the object: `stampings/<account>/<upload>/unstamped`.
#[must_use]
pub fn object_key(account: Uuid, upload: Uuid, file: File) -> String {
    let name = match file {
        File::Unstamped => "unstamped",
        File::Stamped => "stamped",
    };
    format!("{PREFIX}{account}/{upload}/{name}")
}

/// The upload of an object.
#[must_use]
pub fn upload_of(object_key: &str) -> Option<Uuid> {
    object_key.strip_prefix(PREFIX)?.split('/').nth(1)?.parse().ok()
}

/// Seals a file and writes it, in the place of one that is there.
///
/// # Errors
/// [`FileError`]. It may be written or not when the bucket did not answer.
pub async fn put(
    store: &Store,
    key: &DataKey,
    (account, upload): (Uuid, Uuid),
    file: File,
    bytes: &[u8],
) -> Result<(), FileError> {
    let sealed = key.seal(&context(account, upload, file), bytes)?;
    Ok(store.put(&object_key(account, upload, file), Bytes::from(sealed)).await?)
}

/// Reads and opens a file of so many bytes.
///
/// # Errors
/// [`FileError`].
pub async fn get(
    store: &Store,
    key: &DataKey,
    (account, upload): (Uuid, Uuid),
    file: File,
    size: u64,
) -> Result<Vec<u8>, FileError> {
    let overhead = u64::try_from(DataKey::OVERHEAD).unwrap_or(u64::MAX);
    let length = size.saturating_add(overhead);
    let sealed = store.get_range(&object_key(account, upload, file), 0, length).await?;
    Ok(key.open(&context(account, upload, file), &sealed)?)
}

fn context(account: Uuid, upload: Uuid, file: File) -> Context {
    match file {
        File::Unstamped => Sealed::Unstamped(upload).of(account),
        File::Stamped => Sealed::Stamped(upload).of(account),
    }
}
