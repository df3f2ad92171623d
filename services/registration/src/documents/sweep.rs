//! Deletes what nobody has any use for: replaced files, what an upload left behind, and objects without a row, whose
//! account is gone.

use ::documents::{SweepError, Swept};
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

    /// Deletes objects that have no row a day after they were written. Keys of another shape are not ours to delete.
    ///
    /// # Errors
    /// [`SweepError`]. What is left is deleted next time.
    pub(crate) async fn sweep_unknown(&self) -> Result<Swept, SweepError<sqlx::Error>> {
        let written_before = self.clock.now().saturating_sub(OLD).unwrap_or(Timestamp::MIN);
        let owned = |ids: Vec<Uuid>| async move { files::known(&self.pool, &ids).await };
        self.store.delete_ownerless((PREFIX, written_before), file_of, owned).await
    }
}
