//! Opens what was uploaded, for its owner alone.

use stampings::State;
use stampings::files::{self as stamped, File as Which};
use uuid::Uuid;
use vault::{DataKey, Sealed};

use super::{Documents, Failure, Owner, Slot, object_key};
use crate::store::files::{self, File};

impl Documents {
    /// A file of an account; `None` for another one's, and for one that was replaced.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn find(&self, account: Uuid, id: Uuid) -> Result<Option<File>, Failure> {
        Ok(files::find(&self.pool, account, id).await?)
    }

    /// The file in a slot.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub(crate) async fn in_slot(&self, owner: Owner<'_>, slot: &Slot) -> Result<Option<File>, Failure> {
        Ok(files::in_slot(&self.pool, owner.registration, &slot.code).await?)
    }

    /// A file as it is now: with its e-meterai once it has one, else as it was uploaded.
    ///
    /// # Errors
    /// [`Failure`].
    pub(crate) async fn open(&self, key: &DataKey, file: &File) -> Result<Vec<u8>, Failure> {
        if let Some((job, _)) = file.stamping {
            let mut connection = self.pool.acquire().await?;
            let standing = stampings::standing(&mut connection, job, file.account).await?;
            let stamped = standing.filter(|standing| standing.state == State::Attached);
            if let Some(size) = stamped.and_then(|standing| standing.stamped_size) {
                let owner = (file.account, file.id);
                return Ok(stamped::get(&self.store, key, owner, Which::Stamped, size).await?);
            }
        }
        self.open_uploaded(key, file).await
    }

    /// A file as it was uploaded.
    ///
    /// # Errors
    /// [`Failure`].
    pub(super) async fn open_uploaded(&self, key: &DataKey, file: &File) -> Result<Vec<u8>, Failure> {
        let overhead = u64::try_from(DataKey::OVERHEAD).unwrap_or(u64::MAX);
        let length = file.size.saturating_add(overhead);
        let sealed = self.store.get_range(&object_key(file.account, file.id), 0, length).await?;
        Ok(key.open(&Sealed::RegistrationFile(file.id).of(file.account), &sealed)?)
    }
}
