//! The picture on a card: the one that was there when the registration was filed.

use ring::digest::{SHA256, digest};
use uuid::Uuid;
use vault::{DataKey, Sealed};

use super::{Cards, Frozen, NoCard};
use crate::documents::object_key;
use crate::store::files;

/// The slot of the picture.
const SLOT: &str = "portrait";

impl Cards {
    /// The picture of a registration; `None` when it was filed without one.
    ///
    /// # Errors
    /// [`NoCard`], also when the bucket has another picture than was filed.
    pub(super) async fn portrait(
        &self,
        (account, key): (Uuid, &DataKey),
        frozen: &Frozen,
    ) -> Result<Option<Vec<u8>>, NoCard> {
        let Some(filed) = frozen.documents.iter().find(|document| document.slot == SLOT) else { return Ok(None) };
        let file = files::in_slot(&self.pool, frozen.registration_id, SLOT).await?.ok_or(NoCard::Changed)?;
        let overhead = u64::try_from(DataKey::OVERHEAD).unwrap_or(u64::MAX);
        let sealed = self.store.get_range(&object_key(account, file.id), 0, file.size.saturating_add(overhead)).await?;
        let picture = key.open(&Sealed::RegistrationFile(file.id).of(account), &sealed)?;
        if hex(digest(&SHA256, &picture).as_ref()) == filed.sha256 { Ok(Some(picture)) } else { Err(NoCard::Changed) }
    }
}

/// Bytes in lower-case hexadecimal.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}
