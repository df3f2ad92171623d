//! What an officer may do at the desks of the account.

use std::fmt;
use std::str::FromStr;

use crate::texts;

/// What an officer may do. One account can have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Works on tickets.
    Officer,
    /// Works on tickets, takes over others', answers many at once, keeps templates, sees how it goes.
    Supervisor,
    /// Makes and closes accounts. Sees no ticket.
    Administrator,
    /// Reads the audit log. Sees no ticket.
    Auditor,
}

/// A text that is no role. It does not repeat the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a role: officer, supervisor, administrator or auditor")]
pub struct UnknownRole;

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Officer, Self::Supervisor, Self::Administrator, Self::Auditor];

    /// The stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Supervisor => "supervisor",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Officer => texts::ROLE_OFFICER,
            Self::Supervisor => texts::ROLE_SUPERVISOR,
            Self::Administrator => texts::ROLE_ADMINISTRATOR,
            Self::Auditor => texts::ROLE_AUDITOR,
        }
    }

    /// What it is for, in a sentence.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Officer => texts::ABOUT_OFFICER,
            Self::Supervisor => texts::ABOUT_SUPERVISOR,
            Self::Administrator => texts::ABOUT_ADMINISTRATOR,
            Self::Auditor => texts::ABOUT_AUDITOR,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(name: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.as_str() == name).ok_or(UnknownRole)
    }
}
