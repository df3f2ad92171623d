//! An administrator or the operator gives an account other rights.

use audit::Action;
use domain::Desk;
use uuid::Uuid;

use super::held::hold;
use super::rights::{check_rights, names_of_desks, names_of_roles, rights};
use super::{AccountRefusal, By};
use crate::store::accounts;
use crate::{Officers, Role};

impl Officers {
    /// Gives an account other roles and desks, from its next request on. The own ones can only become fewer: more of
    /// them another administrator gives.
    ///
    /// # Errors
    /// Whatever is wrong with them.
    pub async fn change_rights(
        &self,
        by: By<'_>,
        id: Uuid,
        new_roles: &[Role],
        new_desks: &[Desk],
    ) -> Result<(), AccountRefusal> {
        if !by.is(id) {
            check_rights(by, new_roles, new_desks)?;
        }
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        let held = hold(&mut transaction, by, id).await?;
        if by.is(id) {
            let fewer = new_roles.iter().all(|role| held.account.roles.contains(role))
                && new_desks.iter().all(|desk| held.account.desks.contains(desk));
            // Without desks an account is nobody's of a desk: that is more.
            if !fewer || (new_desks.is_empty() && !held.account.desks.is_empty()) {
                return Err(AccountRefusal::OwnRights);
            }
            check_rights(by, new_roles, new_desks)?;
        }
        let gives_up = !new_roles.contains(&Role::Administrator)
            || !held.account.desks.iter().all(|desk| new_desks.contains(desk));
        if gives_up {
            held.another_administrator()?;
        }
        let (role_names, desk_names) = (names_of_roles(new_roles), names_of_desks(new_desks));
        accounts::set_rights(&mut *transaction, id, &role_names, &desk_names).await?;
        let entry = by.entry(now, Action::OfficerChanged, id).detail(rights(new_roles, new_desks));
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
        Ok(())
    }
}
