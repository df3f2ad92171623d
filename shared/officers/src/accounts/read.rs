//! Accounts as administrators and the operator's commands see them.

use domain::Desk;
use jiff::Timestamp;
use uuid::Uuid;

use super::{AccountRefusal, By};
use crate::store::accounts;
use crate::{Failure, Nip, Officers, Role};

/// An account as administrators see it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Names it in addresses.
    pub id: Uuid,
    /// As colleagues read it.
    pub name: String,
    /// What it may do.
    pub roles: Vec<Role>,
    /// Where.
    pub desks: Vec<Desk>,
    /// Whether a password was chosen since the account was made or reset.
    pub activated: bool,
    /// Whether an authenticator is enrolled.
    pub enrolled: bool,
    /// Since when it is closed.
    pub disabled_at: Option<Timestamp>,
    /// Since when there is an account.
    pub created_at: Timestamp,
    /// Until when its one-time link can be used, when there is one.
    pub link_until: Option<Timestamp>,
    /// Somebody asked that its phone be taken away, too.
    pub asked: Option<Asked>,
}

/// A reset that waits for a second administrator.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The administrator who asked.
    pub by: Uuid,
    /// As colleagues read it.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

impl Officers {
    /// The accounts that an administrator sees, by name; 1000 at most.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn accounts(&self, by: By<'_>) -> Result<Vec<Account>, Failure> {
        let accounts = accounts::list(&self.pool, None, self.clock.now()).await?;
        Ok(accounts.into_iter().filter(|account| by.covers(&account.desks)).collect())
    }

    /// One account.
    ///
    /// # Errors
    /// [`AccountRefusal::Unknown`] also when it is not this administrator's.
    pub async fn account(&self, by: By<'_>, id: Uuid) -> Result<Account, AccountRefusal> {
        let account = accounts::list(&self.pool, Some(id), self.clock.now()).await?.pop();
        account.filter(|account| by.covers(&account.desks)).ok_or(AccountRefusal::Unknown)
    }

    /// The account with this NIP; for the operator's commands.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn find_by_nip(&self, nip: &Nip) -> Result<Option<Uuid>, Failure> {
        Ok(accounts::by_nip(&self.pool, &self.nip_index(nip)).await?)
    }
}
