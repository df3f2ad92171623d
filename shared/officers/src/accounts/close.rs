//! An account is closed, and opened again.

use audit::Action;
use database::Connection;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use super::held::hold;
use super::{AccountRefusal, By};
use crate::Officers;

impl Officers {
    /// Closes an account: its sessions end at once, and its one-time link is of no use any more.
    ///
    /// # Errors
    /// [`AccountRefusal::LastAdministrator`] and whatever else is wrong.
    pub async fn disable(&self, by: By<'_>, id: Uuid) -> Result<(), AccountRefusal> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        hold(&mut transaction, by, id).await?.another_administrator()?;
        let closed = sqlx::query!(
            "UPDATE desk.officers SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL",
            id,
            now.to_sqlx()
        )
        .execute(&mut *transaction)
        .await?;
        end_everything(&mut transaction, id, now).await?;
        sqlx::query!("DELETE FROM desk.activations WHERE officer_id = $1", id).execute(&mut *transaction).await?;
        if closed.rows_affected() > 0 {
            audit::record(&mut *transaction, &by.entry(now, Action::OfficerDisabled).officer(id)).await?;
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
        let opened =
            sqlx::query!("UPDATE desk.officers SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL", id)
                .execute(&mut *transaction)
                .await?;
        if opened.rows_affected() > 0 {
            audit::record(&mut *transaction, &by.entry(now, Action::OfficerEnabled).officer(id)).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}

/// Ends all sessions of an account and forgets its browsers.
pub(crate) async fn end_everything(on: &mut Connection, id: Uuid, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE desk.sessions SET revoked_at = $2 WHERE officer_id = $1 AND revoked_at IS NULL",
        id,
        now.to_sqlx()
    )
    .execute(&mut *on)
    .await?;
    sqlx::query!("DELETE FROM desk.known_devices WHERE officer_id = $1", id).execute(on).await?;
    Ok(())
}
