//! An account begins anew, because its owner lost the password or the phone.
//!
//! No administrator can do alone what opens tickets. One administrator takes the password away and hands over a link.
//! The link works only together with a code of the phone or a recovery code, which the owner has kept. When the owner
//! lost both, one administrator asks and another one confirms, and only then the phone goes, too. Every page tells the
//! owner who did it, until the owner has read it.

use audit::Action;
use database::Connection;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::held::hold;
use super::{AccountRefusal, By};
use crate::store::{accounts, phones, recovery_codes, resets};
use crate::{Officers, OneTimeCode};

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
        let phone = phones::enrolled(&mut *transaction, id).await?.totp_secret.is_some();
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
        let until = now.saturating_add(WAITS).unwrap_or(Timestamp::MAX);
        if resets::ask(&mut *transaction, id, by.id, now, until).await? {
            let entry = By::Administrator(by).entry(now, Action::OfficerReset, id).detail("asked");
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
        let asked = resets::take(&mut *transaction, id, by.id, self.clock.now()).await?;
        let Some(asked) = asked else { return Err(AccountRefusal::NotAsked) };
        forget_phone(&mut transaction, id).await?;
        let both = crate::texts::both(&asked, &by.name);
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
        accounts::take_password(&mut *on, id, now, &told).await?;
        self.end_everything(&mut *on, id).await?;
        let code = self.new_code(&mut *on, id).await?;
        audit::record(&mut *on, &by.entry(now, Action::OfficerReset, id).detail(detail)).await?;
        Ok(code)
    }
}

async fn forget_phone(on: &mut Connection, id: Uuid) -> Result<(), AccountRefusal> {
    phones::forget(&mut *on, id).await?;
    recovery_codes::forget(&mut *on, id).await?;
    resets::forget(&mut *on, id).await?;
    Ok(())
}
