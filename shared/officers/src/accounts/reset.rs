//! An account begins anew, because its owner lost the password or the phone.
//!
//! No administrator can do alone what opens tickets. One takes the password away and hands over a link; whoever uses it
//! also needs a code of the phone or a recovery code, which its owner has kept. When both are lost, one administrator
//! asks and another one confirms, and only then the phone goes, too. The owner is told who did it on every page until
//! it was read.

use audit::{Action, Entry};
use database::Connection;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use super::held::hold;
use super::{AccountRefusal, By, OneTimeCode, end_everything};
use crate::Officers;

/// How long a request waits for its confirmation.
const WAITS: SignedDuration = SignedDuration::from_hours(24);

impl Officers {
    /// Takes password and sessions from an account, and makes a new one-time code. An account that was in use keeps its
    /// phone and recovery codes, unless it is the operator who resets it: the code counts together with one of them.
    ///
    /// # Errors
    /// [`AccountRefusal::OwnAccount`] and whatever else is wrong.
    pub async fn reset(&self, by: By<'_>, id: Uuid) -> Result<OneTimeCode, AccountRefusal> {
        if by.is(id) {
            return Err(AccountRefusal::OwnAccount);
        }
        let mut transaction = self.pool.begin().await?;
        let held = hold(&mut transaction, by, id).await?;
        let phone =
            sqlx::query_scalar!(r#"SELECT totp_secret IS NOT NULL AS "phone!" FROM desk.officers WHERE id = $1"#, id)
                .fetch_one(&mut *transaction)
                .await?;
        if matches!(by, By::Administrator(_)) && held.account.was_active && !phone {
            return Err(AccountRefusal::NeedsAnother);
        }
        if matches!(by, By::Operator { .. }) {
            forget_phone(&mut transaction, id).await?;
        }
        let detail = if phone && !matches!(by, By::Operator { .. }) { "password" } else { "all" };
        let code = self.begin_anew(&mut transaction, by, id, by.name(), detail).await?;
        transaction.commit().await?;
        Ok(code)
    }

    /// Asks another administrator to take the phone, too, from an account whose owner has neither phone nor recovery
    /// codes.
    ///
    /// # Errors
    /// [`AccountRefusal::OwnAccount`] and whatever else is wrong.
    pub async fn ask_reset(&self, by: &crate::Officer, id: Uuid) -> Result<(), AccountRefusal> {
        if by.id == id {
            return Err(AccountRefusal::OwnAccount);
        }
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        hold(&mut transaction, By::Administrator(by), id).await?;
        // Whoever asked first stays the one who asked: nobody becomes the second one by asking again.
        let asked = sqlx::query!(
            "INSERT INTO desk.resets AS r (officer_id, asked_by, asked_at, expires_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (officer_id) DO UPDATE SET asked_by = EXCLUDED.asked_by, asked_at = EXCLUDED.asked_at, expires_at = EXCLUDED.expires_at
              WHERE r.expires_at <= $3",
            id,
            by.id,
            now.to_sqlx(),
            now.saturating_add(WAITS).unwrap_or(Timestamp::MAX).to_sqlx(),
        )
        .execute(&mut *transaction)
        .await?;
        if asked.rows_affected() > 0 {
            let entry = Entry::new(now, by.actor(), Action::OfficerReset).officer(id).detail("asked");
            audit::record(&mut *transaction, &entry).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Does what another administrator asked for: takes password, phone, recovery codes and sessions from the account.
    ///
    /// # Errors
    /// [`AccountRefusal::NotAsked`] when nobody else asked within the last day, and whatever else is wrong.
    pub async fn confirm_reset(&self, by: &crate::Officer, id: Uuid) -> Result<OneTimeCode, AccountRefusal> {
        if by.id == id {
            return Err(AccountRefusal::OwnAccount);
        }
        let mut transaction = self.pool.begin().await?;
        hold(&mut transaction, By::Administrator(by), id).await?;
        // Whoever asked must still be somebody who may.
        let asked = sqlx::query!(
            "DELETE FROM desk.resets r USING desk.officers o
              WHERE r.officer_id = $1 AND r.expires_at > $2 AND o.id = r.asked_by AND o.id <> $3 AND o.disabled_at IS NULL
                AND 'administrator' = ANY(o.roles)
             RETURNING o.name",
            id,
            self.clock.now().to_sqlx(),
            by.id,
        )
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(asked) = asked else { return Err(AccountRefusal::NotAsked) };
        forget_phone(&mut transaction, id).await?;
        let both = crate::texts::both(&asked.name, &by.name);
        let code = self.begin_anew(&mut transaction, By::Administrator(by), id, both, "confirmed").await?;
        transaction.commit().await?;
        Ok(code)
    }

    async fn begin_anew(
        &self,
        on: &mut Connection,
        by: By<'_>,
        id: Uuid,
        told: String,
        detail: &str,
    ) -> Result<OneTimeCode, AccountRefusal> {
        let now = self.clock.now();
        sqlx::query!(
            "UPDATE desk.officers SET password_hash = NULL, reset_at = CASE WHEN activated_at IS NULL THEN NULL ELSE $2::timestamptz END,
                    reset_by = CASE WHEN activated_at IS NULL THEN NULL ELSE $3::text END WHERE id = $1",
            id,
            now.to_sqlx(),
            told,
        )
        .execute(&mut *on)
        .await?;
        end_everything(&mut *on, id, now).await?;
        let code = self.new_link(&mut *on, id).await?;
        audit::record(&mut *on, &by.entry(now, Action::OfficerReset).officer(id).detail(detail)).await?;
        Ok(code)
    }
}

async fn forget_phone(on: &mut Connection, id: Uuid) -> Result<(), AccountRefusal> {
    sqlx::query!("UPDATE desk.officers SET totp_secret = NULL, totp_last_step = NULL, totp_skew = 0 WHERE id = $1", id)
        .execute(&mut *on)
        .await?;
    sqlx::query!("DELETE FROM desk.recovery_codes WHERE officer_id = $1", id).execute(&mut *on).await?;
    sqlx::query!("DELETE FROM desk.resets WHERE officer_id = $1", id).execute(on).await?;
    Ok(())
}
