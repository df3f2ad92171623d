//! The officer of a request.

use audit::Actor;
use domain::Desk;
use jiff::Timestamp;
use uuid::Uuid;
use vault::FormToken;

use crate::Role;

/// An officer who is signed in.
#[derive(Clone, Debug)]
pub struct Officer {
    /// Identifies the account in claims, answers and the audit log.
    pub id: Uuid,
    /// As colleagues read it.
    pub name: String,
    /// What the account may do.
    pub roles: Vec<Role>,
    /// Where.
    pub desks: Vec<Desk>,
    /// The session of this browser.
    pub session_id: Uuid,
    /// Somebody reset the account, and the officer has not said yet to have read so.
    pub reset: Option<ResetTold>,
    /// Single letters are shortcuts in the console. They are off until the officer switches them on.
    pub letter_keys: bool,
    pub(crate) csrf: FormToken,
}

/// What an officer is told of a reset of the own account.
#[derive(Clone, Debug)]
pub struct ResetTold {
    /// When.
    pub at: Timestamp,
    /// Who did it, by name.
    pub by: String,
}

impl Officer {
    /// Whether the account has this role.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the account works on tickets.
    #[must_use]
    pub fn works_on_tickets(&self) -> bool {
        self.has(Role::Officer) || self.has(Role::Supervisor)
    }

    /// As the audit log names the officer.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        Actor::Officer(self.id)
    }

    /// The token that every form of this session carries.
    #[must_use]
    pub fn csrf(&self) -> &str {
        self.csrf.as_str()
    }
}
