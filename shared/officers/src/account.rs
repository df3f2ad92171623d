//! An account as administrators and the operator's commands see it.

use domain::Desk;
use jiff::Timestamp;
use uuid::Uuid;

use crate::Role;

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
    pub(crate) activated: bool,
    /// Whether an authenticator is enrolled.
    pub(crate) enrolled: bool,
    /// Since when it is closed.
    pub disabled_at: Option<Timestamp>,
    /// Since when there is an account.
    pub created_at: Timestamp,
    /// Until when its one-time link can be used, when there is one.
    pub link_until: Option<Timestamp>,
    /// Somebody asked that its phone be taken away, too.
    pub asked: Option<Asked>,
}

/// How far an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// Nobody enters with it.
    Closed,
    /// Its officer has chosen no password since it was made or reset.
    NotActivated,
    /// It has a password and no authenticator.
    NotEnrolled,
    /// Its officer can enter.
    Active,
}

impl Account {
    /// How far it is.
    #[must_use]
    pub const fn state(&self) -> AccountState {
        match (self.disabled_at.is_some(), self.activated, self.enrolled) {
            (true, ..) => AccountState::Closed,
            (false, false, _) => AccountState::NotActivated,
            (false, true, false) => AccountState::NotEnrolled,
            (false, true, true) => AccountState::Active,
        }
    }
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
