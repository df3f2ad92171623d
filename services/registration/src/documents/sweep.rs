//! Deletes what nobody has any use for: replaced files, what an upload left behind, and objects without a row, whose
//! account is gone.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{Documents, Failure, PREFIX, file_of, object_key};
use crate::store::files;

/// An object that is older has its row, if it ever gets one.
const OLD: SignedDuration = SignedDuration::from_hours(24);

impl Documents {
    /// Deletes at most `limit` files whose time is over. Returns how many.
    ///
    /// # Errors
    /// [`Failure`]. What is left is deleted next time.
    pub(crate) async fn sweep(&self, limit: i64) -> Result<usize, Failure> {
        let doomed = files::doomed(&self.pool, self.clock.now(), limit).await?;
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
        files::forget(&self.pool, &gone).await?;
        failed.map_or(Ok(gone.len()), |error| Err(error.into()))
    }

    /// Deletes objects that have no row a day after they were written. Returns how many. Keys of another shape are not
    /// ours to delete.
    ///
    /// # Errors
    /// [`Failure`]. What is left is deleted next time.
    pub(crate) async fn sweep_unknown(&self) -> Result<usize, Failure> {
        let older_than = self.clock.now().saturating_sub(OLD).unwrap_or(Timestamp::MIN);
        let (mut start_after, mut gone) = (None::<String>, 0);
        loop {
            let page = self.store.list(PREFIX, older_than, start_after.as_deref()).await?;
            let listed: Vec<(Uuid, &str)> =
                page.objects.iter().filter_map(|object| Some((file_of(&object.key)?, object.key.as_str()))).collect();
            let ids: Vec<Uuid> = listed.iter().map(|(id, _)| *id).collect();
            let known = files::known(&self.pool, &ids).await?;
            for (_, key) in listed.iter().filter(|(id, _)| !known.contains(id)) {
                self.store.delete(key).await?;
                gone += 1;
            }
            let Some(next) = page.next_start_after else { return Ok(gone) };
            start_after = Some(next);
        }
    }
}
