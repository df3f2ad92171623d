//! An account is made.

use audit::Action;
use domain::{Desk, typed};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;
use vault::Context;

use super::rights::{check_rights, names_of_desks, names_of_roles, rights};
use super::{AccountRefusal, By, LONGEST_NAME, OneTimeCode};
use crate::{Failure, Nip, Officers, Role};

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
        let nip = key.seal(&Context::new("officer.nip", id), new.nip.expose().as_bytes()).map_err(Failure::from)?;
        let (role_names, desk_names) = (names_of_roles(&new.roles), names_of_desks(&new.desks));
        let index = self.nip_index(&new.nip);
        let mut transaction = self.pool.begin().await?;
        let made = sqlx::query!(
            "INSERT INTO desk.officers (id, name, nip_index, data_key, nip, roles, desks, created_at, created_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT ON CONSTRAINT officers_nip DO NOTHING",
            id,
            name,
            index.as_bytes().as_slice(),
            wrapped.as_bytes(),
            nip,
            &role_names,
            &desk_names,
            now.to_sqlx(),
            by.actor().id(),
        )
        .execute(&mut *transaction)
        .await?;
        if made.rows_affected() == 0 {
            return Err(AccountRefusal::NipTaken);
        }
        let code = self.new_link(&mut transaction, id).await?;
        let entry = by.entry(now, Action::OfficerCreated).officer(id).detail(rights(&new.roles, &new.desks));
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
        Ok((id, code))
    }
}
