//! Deletes stored objects that belong to nobody: what was written and never noted, or whose owner is gone.

use std::collections::HashSet;

use jiff::Timestamp;
use uuid::Uuid;

use crate::{Store, StoreError};

/// Pages of 1,000 objects of one round.
const MAX_PAGES: usize = 10_000;
/// Objects without an owner in one page that are too many to be leftovers.
const TOO_MANY: usize = 100;

/// What one round found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Objects old enough to be judged.
    pub looked_at: usize,
    /// Objects that were nobody's, now deleted.
    pub deleted: usize,
}

/// Why a round ended early. What it deleted until then was right to delete.
#[derive(Debug, thiserror::Error)]
pub enum SweepError<E> {
    /// The bucket could not be listed, or an object not be deleted.
    #[error("sweeping the bucket")]
    Store(#[source] StoreError),
    /// The owners could not be read.
    #[error("looking for the owners of objects")]
    Owners(#[source] E),
    /// Most objects of a page are nobody's: more likely this database belongs to another bucket.
    #[error(
        "{ownerless} of {looked_at} objects of one page are nobody's: this looks like the bucket of another database"
    )]
    AnotherDatabase {
        /// Objects of the page.
        looked_at: usize,
        /// Those without an owner.
        ownerless: usize,
    },
}

impl Store {
    /// Deletes the objects under `prefix` that somebody last wrote before `written_before` and that are nobody's.
    /// `id_of` reads the id in a key; keys of another shape are not ours to delete. `owned` says which of some ids have
    /// an owner. A page most of which is nobody's, and more than a hundred objects of it, is left alone.
    ///
    /// # Errors
    /// [`SweepError`]. What is left is deleted next time.
    pub async fn delete_ownerless<E, F>(
        &self,
        (prefix, written_before): (&str, Timestamp),
        id_of: impl Fn(&str) -> Option<Uuid>,
        owned: impl Fn(Vec<Uuid>) -> F,
    ) -> Result<Swept, SweepError<E>>
    where
        F: Future<Output = Result<Vec<Uuid>, E>>,
    {
        let (mut swept, mut start_after) = (Swept::default(), None::<String>);
        for _page in 0..MAX_PAGES {
            let page = self.list(prefix, written_before, start_after.as_deref()).await.map_err(SweepError::Store)?;
            let ids: Vec<(Uuid, &str)> =
                page.objects.iter().filter_map(|object| Some((id_of(&object.key)?, object.key.as_str()))).collect();
            swept.looked_at += page.objects.len();
            if !ids.is_empty() {
                let asked = ids.iter().map(|(id, _key)| *id).collect();
                let owned: HashSet<Uuid> = owned(asked).await.map_err(SweepError::Owners)?.into_iter().collect();
                let ownerless: Vec<&str> =
                    ids.into_iter().filter(|(id, _key)| !owned.contains(id)).map(|(_id, key)| key).collect();
                if ownerless.len() > TOO_MANY && ownerless.len() * 2 > page.objects.len() {
                    let looked_at = page.objects.len();
                    return Err(SweepError::AnotherDatabase { looked_at, ownerless: ownerless.len() });
                }
                for key in ownerless {
                    self.delete(key).await.map_err(SweepError::Store)?;
                    swept.deleted += 1;
                }
            }
            start_after = page.next_start_after;
            if start_after.is_none() {
                break;
            }
        }
        Ok(swept)
    }
}
