//! An administrator or the operator makes an account. They never learn a password, for they only hand over a one-time
//! link.
//!
//! An administrator sees the accounts whose desks are all among the administrator's own, and gives no other desks. Only
//! an administrator of all desks and the operator have to do with an account that has no desks.

mod by;
mod change;
mod close;
mod create;
mod held;
mod read;
mod reset;
mod rights;

use database::Connection;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::{Failure, Officers, OneTimeCode};

pub use by::By;
pub use create::NewAccount;
pub use held::holds_role;

/// Most characters of a name.
const LONGEST_NAME: usize = 100;

/// How long a one-time code can be used.
const CODE_VALID: SignedDuration = SignedDuration::from_hours(72);

/// Why an account was not made or changed. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum AccountRefusal {
    /// There is no such account for this administrator.
    #[error("no such account for this administrator")]
    Unknown,
    /// There is an account with this NIP.
    #[error("there is an account with this NIP already")]
    NipTaken,
    /// A name has 1 to 100 characters.
    #[error("a name has 1 to {LONGEST_NAME} characters")]
    Name,
    /// An account has at least one role.
    #[error("an account has at least one role")]
    NoRole,
    /// Roles on tickets count at desks.
    #[error("an officer or supervisor has at least one desk")]
    NoDesk,
    /// The administrator has not all of these desks.
    #[error("these desks are not all the administrator's own")]
    ForeignDesk,
    /// Nobody could make accounts any more.
    #[error("the last administrator stays one")]
    LastAdministrator,
    /// The own account is reset by another administrator.
    #[error("the own account is reset by another administrator")]
    OwnAccount,
    /// The own rights are raised by another administrator.
    #[error("the own rights are raised by another administrator")]
    OwnRights,
    /// The account has nothing that its owner could show: two administrators reset it.
    #[error("this account is reset by two administrators")]
    NeedsAnother,
    /// Nobody else asked for this within the last day.
    #[error("no other administrator asked for this")]
    NotAsked,
    /// The database is away, or data could not be sealed.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<sqlx::Error> for AccountRefusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Failure(error.into())
    }
}

impl Officers {
    /// A one-time code with which the account's owner chooses a password. It takes the place of an older one.
    async fn new_code(&self, on: &mut Connection, id: Uuid) -> Result<OneTimeCode, Failure> {
        self.codes.issue(on, id, CODE_VALID).await
    }
}
