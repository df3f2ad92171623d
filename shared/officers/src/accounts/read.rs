//! Accounts as administrators and the operator's commands see them.

use uuid::Uuid;

use super::{AccountRefusal, By};
use crate::store::accounts;
use crate::{Account, Failure, Nip, Officers};

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
