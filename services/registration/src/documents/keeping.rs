//! Keeps what was uploaded, in the place of what was there.

use ::documents::{Checked, MediaType};
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use ring::digest::{SHA256, digest};
use uuid::Uuid;
use vault::{DataKey, Sealed, VaultError};

use super::looking::Looked;
use super::slot::Slot;
use super::{Documents, Failure, Note, object_key, standing};
use crate::store::files::{self, Announced, File, New};

/// Most files of a registration, those that others replaced within a day counted.
const MOST: i64 = 200;
/// How long a replaced file stays.
const REPLACED_STAYS: SignedDuration = SignedDuration::from_hours(24);

/// Whose registration it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Owner<'a> {
    pub(crate) registration: Uuid,
    pub(crate) account: Uuid,
    /// The account's data key.
    pub(crate) key: &'a DataKey,
}

/// What became of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It is the slot's.
    Whole,
    /// The slot has the same bytes already.
    Same,
    /// The file that is there is just being stamped.
    BeingStamped,
    /// Too much was uploaded lately.
    TooMany,
    /// The registration takes nothing any more.
    Closed,
}

impl Documents {
    /// Keeps a document as the slot's own, in the place of another one.
    ///
    /// # Errors
    /// [`Failure`]. What was left half done is swept up.
    pub(crate) async fn keep(
        &self,
        owner: Owner<'_>,
        slot: &Slot,
        checked: &Checked,
        looked: Looked,
    ) -> Result<Kept, Failure> {
        let sum = digest(&SHA256, &checked.bytes);
        let now = self.clock.now();
        let before = files::in_slot(&self.pool, owner.registration, &slot.code).await?;
        if before.is_some_and(|file| is_same(owner.key, &file, sum.as_ref())) {
            let open = self.is_open(owner, now).await?;
            return Ok(if open { Kept::Same } else { Kept::Closed });
        }
        let new = self.new_file(owner, slot, (checked, sum.as_ref()), looked).await?;
        match files::announce(&self.pool, &new, MOST, now).await? {
            Announced::Written => {}
            Announced::Closed => return Ok(Kept::Closed),
            Announced::TooMany => return Ok(Kept::TooMany),
        }
        let sealed = owner.key.seal(&Sealed::RegistrationFile(new.id).of(owner.account), &checked.bytes)?;
        self.store.put(&object_key(owner.account, new.id), Bytes::from(sealed)).await?;
        self.put_in_place(owner, &new, sum.as_ref()).await
    }

    /// Makes the file the slot's, unless somebody was faster with the same, or the end came meanwhile.
    async fn put_in_place(&self, owner: Owner<'_>, new: &New, sum: &[u8]) -> Result<Kept, Failure> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        if files::lock_open(&mut transaction, (owner.registration, owner.account), now).await?.is_none() {
            return Ok(Kept::Closed);
        }
        let before = files::in_slot(&mut *transaction, owner.registration, &new.slot).await?;
        if let Some(before) = before {
            if is_same(owner.key, &before, sum) {
                return Ok(Kept::Same);
            }
            if !standing::give_up(&mut transaction, &before, now).await? {
                return Ok(Kept::BeingStamped);
            }
        }
        let until = now.saturating_add(REPLACED_STAYS).unwrap_or(Timestamp::MAX);
        if !files::replace(&mut transaction, owner.registration, &new.slot, new.id, until).await? {
            return Ok(Kept::TooMany);
        }
        transaction.commit().await?;
        Ok(Kept::Whole)
    }

    async fn is_open(&self, owner: Owner<'_>, now: Timestamp) -> Result<bool, Failure> {
        let mut transaction = self.pool.begin().await?;
        let open = files::lock_open(&mut transaction, (owner.registration, owner.account), now).await?.is_some();
        transaction.commit().await?;
        Ok(open)
    }

    async fn new_file(
        &self,
        owner: Owner<'_>,
        slot: &Slot,
        (checked, sum): (&Checked, &[u8]),
        looked: Looked,
    ) -> Result<New, Failure> {
        let Looked { pages, mut notes, signature, serial } = looked;
        if let Some(serial) = &serial
            && files::serial_is_elsewhere(&self.pool, serial, owner.registration).await?
        {
            notes.push(Note::SerialElsewhere);
        }
        let id = self.clock.new_id();
        Ok(New {
            id,
            registration: owner.registration,
            account: owner.account,
            slot: slot.code.clone(),
            media_type: checked.media_type,
            size: i64::try_from(checked.bytes.len()).unwrap_or(i64::MAX),
            digest: owner.key.seal(&Sealed::RegistrationFileDigest(id).of(owner.account), sum)?,
            pages: if checked.media_type == MediaType::Jpeg { None } else { pages },
            notes,
            signature,
            serial,
        })
    }
}

/// SHA-256 of a file's bytes.
///
/// # Errors
/// When it was changed.
pub(super) fn sum_of(key: &DataKey, file: &File) -> Result<Vec<u8>, VaultError> {
    key.open(&Sealed::RegistrationFileDigest(file.id).of(file.account), &file.digest)
}

fn is_same(key: &DataKey, file: &File, sum: &[u8]) -> bool {
    sum_of(key, file).is_ok_and(|of_file| of_file == sum)
}
