//! What people upload: sealed under the data key of the draft, kept in the bucket, and deleted with the draft.

use bytes::Bytes;
use database::Pool;
use documents::{Checked, Store, StoreError};
use runtime::Clock;
use uuid::Uuid;
use vault::{DataKey, Sealed, VaultError};

use crate::store::{drafts, files as rows};
use crate::uploaded::{Kind, Source, Uploaded, object_key};

/// Most files that one draft may have uploaded, those that others replaced counted until the sweep took them.
const MOST: i64 = 20;

/// The files of drafts and accounts. A clone is cheap.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    pool: Pool,
    clock: Clock,
    store: Store,
}

/// What became of an upload.
#[derive(Debug)]
pub(crate) enum Kept {
    /// It is the draft's own.
    Whole,
    /// The draft has uploaded too many.
    TooMany,
    /// The draft is over.
    Gone,
}

/// Why a file could be neither kept nor opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("the database refused or did not answer")]
    Database(#[from] sqlx::Error),
    #[error("the object store refused or did not answer")]
    Store(#[from] StoreError),
    #[error("a file could be neither sealed nor opened")]
    Vault(#[from] VaultError),
}

impl Failure {
    /// Whether the same may succeed a little later.
    pub(crate) fn is_unavailable(&self) -> bool {
        match self {
            Self::Database(error) => database::is_unavailable(error),
            Self::Store(error) => matches!(error, StoreError::Unavailable(_)),
            Self::Vault(_) => false,
        }
    }
}

impl Files {
    pub(crate) fn new(pool: Pool, clock: Clock, store: Store) -> Self {
        Self { pool, clock, store }
    }

    /// Keeps a document as the draft's own, in the place of another one of its kind.
    ///
    /// # Errors
    /// [`Failure`]. What was left half done is swept up.
    pub(crate) async fn keep(
        &self,
        (draft, key): (Uuid, &DataKey),
        (kind, source): (Kind, Source),
        checked: &Checked,
    ) -> Result<Kept, Failure> {
        let file = Uploaded {
            id: self.clock.new_id(),
            kind,
            source,
            media_type: checked.media_type,
            size: i64::try_from(checked.bytes.len()).unwrap_or(i64::MAX),
        };
        if !rows::announce(&self.pool, draft, &file, MOST, self.clock.now()).await? {
            return Ok(Kept::TooMany);
        }
        let sealed = key.seal(&Sealed::AccountFile(file.id).of(draft), &checked.bytes)?;
        self.store.put(&object_key(draft, file.id), Bytes::from(sealed)).await?;
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        if !rows::keep(&mut transaction, draft, &file, now).await? {
            return Ok(Kept::Gone);
        }
        drafts::touch(&mut *transaction, draft, now).await?;
        transaction.commit().await?;
        Ok(Kept::Whole)
    }

    /// The files of a draft or an account, in the order of their kinds.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn of(&self, account: Uuid) -> Result<Vec<Uploaded>, Failure> {
        Ok(rows::of(&self.pool, account).await?)
    }

    /// A file as it was uploaded.
    ///
    /// # Errors
    /// [`Failure`].
    pub(crate) async fn open(&self, (account, key): (Uuid, &DataKey), file: &Uploaded) -> Result<Vec<u8>, Failure> {
        let sealed_size = usize::try_from(file.size).unwrap_or(0).saturating_add(DataKey::OVERHEAD);
        let length = u64::try_from(sealed_size).unwrap_or(u64::MAX);
        let sealed = self.store.get_range(&object_key(account, file.id), 0, length).await?;
        Ok(key.open(&Sealed::AccountFile(file.id).of(account), &sealed)?)
    }

    /// Deletes what nobody has any use for, at most `limit` files. Returns how many.
    ///
    /// # Errors
    /// [`Failure`]. What is left is deleted next time.
    pub(crate) async fn sweep(&self, limit: i64) -> Result<usize, Failure> {
        let doomed = rows::doomed(&self.pool, self.clock.now(), limit).await?;
        let mut gone = Vec::with_capacity(doomed.len());
        let mut failed = None;
        for file in &doomed {
            match self.store.delete(&object_key(file.account_id, file.id)).await {
                Ok(()) => gone.push(file.id),
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
        }
        rows::forget(&self.pool, &gone).await?;
        failed.map_or(Ok(gone.len()), |error| Err(error.into()))
    }
}
