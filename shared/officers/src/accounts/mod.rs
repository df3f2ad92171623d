//! Accounts: made by an administrator or the operator, who never learn a password, for they only hand over a one-time link.
//!
//! An administrator sees the accounts whose desks are all among the administrator's own, and gives no others.

mod by;
mod change;
mod close;
mod create;
mod one_time_code;
mod read;
mod rights;

use database::Connection;
use uuid::Uuid;

use crate::Failure;
use crate::sessions::desks;

pub use by::By;
pub(crate) use close::end_everything;
pub use create::NewAccount;
pub use one_time_code::OneTimeCode;
pub use read::Account;

/// Most characters of a name.
const LONGEST_NAME: usize = 100;

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
    /// The database is away, or data could not be sealed.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<sqlx::Error> for AccountRefusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Failure(error.into())
    }
}

/// Holds the account until the transaction ends, if it is this one's to change.
async fn lock(on: &mut Connection, by: By<'_>, id: Uuid) -> Result<(), AccountRefusal> {
    let held = sqlx::query_scalar!("SELECT desks FROM desk.officers WHERE id = $1 FOR UPDATE", id).fetch_optional(on).await?;
    if held.is_some_and(|held| by.covers(&desks(&held))) { Ok(()) } else { Err(AccountRefusal::Unknown) }
}

/// Makes sure that somebody else can make accounts. All administrators are held, in one order, so that two cannot remove each other.
async fn another_administrator(on: &mut Connection, id: Uuid) -> Result<(), AccountRefusal> {
    let administrators = sqlx::query!(
        r#"SELECT id, password_hash IS NOT NULL AS "activated!" FROM desk.officers
            WHERE 'administrator' = ANY(roles) AND disabled_at IS NULL ORDER BY id FOR UPDATE"#,
    )
    .fetch_all(on)
    .await?;
    let is_one = administrators.iter().any(|administrator| administrator.id == id);
    let others = administrators.iter().any(|administrator| administrator.id != id && administrator.activated);
    if is_one && !others { Err(AccountRefusal::LastAdministrator) } else { Ok(()) }
}
