//! An administrator or the operator closes an account, and opens it again.

use audit::Action;
use uuid::Uuid;

use super::held::hold;
use super::{AccountRefusal, By};
use crate::Officers;
use crate::store::accounts;

impl Officers {
    /// Closes an account: its sessions end at once, and its one-time link is of no use any more.
    ///
    /// # Errors
    /// [`AccountRefusal::LastAdministrator`] and whatever else is wrong.
    pub async fn disable(&self, by: By<'_>, id: Uuid) -> Result<(), AccountRefusal> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        hold(&mut transaction, by, id).await?.another_administrator()?;
        let closed = accounts::close(&mut *transaction, id, now).await?;
        self.end_everything(&mut transaction, id).await?;
        self.codes.withdraw(&mut transaction, id).await?;
        if closed {
            audit::record(&mut *transaction, &by.entry(now, Action::OfficerDisabled, id)).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Opens a closed account again; its password and authenticator are as before.
    ///
    /// # Errors
    /// [`AccountRefusal::Unknown`], or when the database is away.
    pub async fn enable(&self, by: By<'_>, id: Uuid) -> Result<(), AccountRefusal> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        hold(&mut transaction, by, id).await?;
        if accounts::reopen(&mut *transaction, id).await? {
            audit::record(&mut *transaction, &by.entry(now, Action::OfficerEnabled, id)).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}
