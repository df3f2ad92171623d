//! An account gets other rights, or begins anew.

use audit::{Action, Entry};
use domain::Desk;
use uuid::Uuid;

use super::rights::{check_rights, names_of_desks, names_of_roles, rights};
use super::{AccountRefusal, By, OneTimeCode, another_administrator, end_everything, lock};
use crate::{Officers, Role};

impl Officers {
    /// Gives an account other roles and desks, from its next request on.
    ///
    /// # Errors
    /// Whatever is wrong with them.
    pub async fn change_rights(&self, by: By<'_>, id: Uuid, new_roles: &[Role], new_desks: &[Desk]) -> Result<(), AccountRefusal> {
        check_rights(by, new_roles, new_desks)?;
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        lock(&mut transaction, by, id).await?;
        if !new_roles.contains(&Role::Administrator) {
            another_administrator(&mut transaction, id).await?;
        }
        let (role_names, desk_names) = (names_of_roles(new_roles), names_of_desks(new_desks));
        sqlx::query!("UPDATE desk.officers SET roles = $2, desks = $3 WHERE id = $1", id, &role_names, &desk_names)
            .execute(&mut *transaction)
            .await?;
        let entry = Entry::new(now, by.actor(), Action::OfficerChanged).officer(id).detail(rights(new_roles, new_desks));
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Takes password, authenticator, recovery codes and sessions from an account, and makes a new one-time code.
    ///
    /// # Errors
    /// [`AccountRefusal::OwnAccount`] and whatever else is wrong.
    pub async fn reset(&self, by: By<'_>, id: Uuid) -> Result<OneTimeCode, AccountRefusal> {
        if by.is(id) {
            return Err(AccountRefusal::OwnAccount);
        }
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        lock(&mut transaction, by, id).await?;
        sqlx::query!("UPDATE desk.officers SET password_hash = NULL, totp_secret = NULL, totp_last_step = NULL WHERE id = $1", id)
            .execute(&mut *transaction)
            .await?;
        sqlx::query!("DELETE FROM desk.recovery_codes WHERE officer_id = $1", id).execute(&mut *transaction).await?;
        end_everything(&mut transaction, id, now).await?;
        let code = self.new_link(&mut transaction, id).await?;
        audit::record(&mut *transaction, &Entry::new(now, by.actor(), Action::OfficerReset).officer(id)).await?;
        transaction.commit().await?;
        Ok(code)
    }
}
