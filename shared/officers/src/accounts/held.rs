//! A transaction that changes an account holds it together with all administrators, in one order. Two administrators
//! who change each other wait for each other, and the second one finds what the first one did.

use database::Connection;
use domain::Desk;
use uuid::Uuid;

use super::by::covers;
use super::{AccountRefusal, By};
use crate::Role;
use crate::store::held::{self, Row};

/// An account, and everybody who can make accounts.
pub(super) struct Held {
    pub(super) account: Row,
    administrators: Vec<Row>,
}

impl Row {
    fn administers(&self) -> bool {
        !self.disabled && self.roles.contains(&Role::Administrator)
    }
}

/// Holds the account, if it is this one's to change.
pub(super) async fn hold(on: &mut Connection, by: By<'_>, id: Uuid) -> Result<Held, AccountRefusal> {
    let rows = held::with_administrators(on, id).await?;
    let account = rows.iter().find(|row| row.id == id).cloned().ok_or(AccountRefusal::Unknown)?;
    let administrators: Vec<Row> = rows.into_iter().filter(Row::administers).collect();
    // What the administrator may do is read here, too: somebody may just have changed it.
    let may = match by {
        By::Operator { .. } => true,
        By::Administrator(officer) => {
            let now = administrators.iter().find(|administrator| administrator.id == officer.id);
            now.is_some_and(|now| covers(&now.desks, &account.desks)) && by.covers(&account.desks)
        }
    };
    if may { Ok(Held { account, administrators }) } else { Err(AccountRefusal::Unknown) }
}

impl Held {
    /// Makes sure that somebody else can make accounts wherever this one could: one who is there, and has at least the
    /// same desks.
    pub(super) fn another_administrator(&self) -> Result<(), AccountRefusal> {
        if !self.account.administers() {
            return Ok(());
        }
        let equal = |other: &&Row| {
            other.id != self.account.id
                && other.has_password
                && self.account.desks.iter().all(|desk| other.desks.contains(desk))
        };
        if self.administrators.iter().find(equal).is_some() { Ok(()) } else { Err(AccountRefusal::LastAdministrator) }
    }
}

/// Whether an account is open and has this role at this desk. It is held in a share until the transaction ends: nobody
/// closes it or takes the role before what follows from it is written.
///
/// # Errors
/// When the database is away or refuses.
pub async fn holds_role(on: &mut Connection, id: Uuid, role: Role, desk: Desk) -> Result<bool, sqlx::Error> {
    held::holds_role(on, id, role, desk).await
}
