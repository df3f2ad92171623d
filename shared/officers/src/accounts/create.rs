//! An administrator or the operator makes an account.

use audit::Action;
use domain::{Desk, typed};
use uuid::Uuid;
use vault::Sealed;

use super::rights::{check_rights, names_of_desks, names_of_roles, rights};
use super::{AccountRefusal, By, LONGEST_NAME};
use crate::store::accounts::{self, NewRow};
use crate::{Failure, Nip, Officers, OneTimeCode, Role};

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// As colleagues read it; 1 to 100 characters.
    pub name: String,
    /// With which the officer signs in.
    pub nip: Nip,
    /// At least one.
    pub roles: Vec<Role>,
    /// Where the roles count; may be none.
    pub desks: Vec<Desk>,
}

impl Officers {
    /// Makes an account and the one-time code for its first password.
    ///
    /// # Errors
    /// Whatever is wrong with it.
    pub async fn create(&self, by: By<'_>, new: &NewAccount) -> Result<(Uuid, OneTimeCode), AccountRefusal> {
        let name = typed::line(&new.name).map_err(|_fault| AccountRefusal::Name)?;
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(AccountRefusal::Name);
        }
        check_rights(by, &new.roles, &new.desks)?;
        let (id, now) = (self.clock.new_id(), self.clock.now());
        let (key, wrapped) = self.vault.new_data_key().map_err(Failure::from)?;
        let nip = key.seal(&Sealed::OfficerNip.of(id), new.nip.expose().as_bytes()).map_err(Failure::from)?;
        let (role_names, desk_names) = (names_of_roles(&new.roles), names_of_desks(&new.desks));
        let index = self.nip_index(&new.nip);
        let mut transaction = self.pool.begin().await?;
        let row = NewRow {
            id,
            name: &name,
            nip_index: &index,
            data_key: wrapped.as_bytes(),
            nip: &nip,
            roles: &role_names,
            desks: &desk_names,
            created_at: now,
            created_by: by.actor().id(),
        };
        if !accounts::insert(&mut *transaction, &row).await? {
            return Err(AccountRefusal::NipTaken);
        }
        let code = self.new_code(&mut transaction, id).await?;
        let entry = by.entry(now, Action::OfficerCreated, id).detail(rights(&new.roles, &new.desks));
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
        Ok((id, code))
    }
}
