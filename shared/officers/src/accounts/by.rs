//! An administrator or the operator makes and changes accounts.

use audit::{Action, Actor, Entry, Subject};
use domain::Desk;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Officer, Role};

/// Who makes and changes accounts.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// The operator's command: every account and desk.
    Operator {
        /// Who runs it, for the audit log.
        name: &'a str,
        /// And why.
        reason: Option<&'a str>,
    },
    /// An administrator of the console: accounts of the own desks.
    Administrator(&'a Officer),
}

impl By<'_> {
    pub(super) fn actor(self) -> Actor {
        match self {
            Self::Operator { .. } => Actor::Operator,
            Self::Administrator(officer) => officer.actor(),
        }
    }

    /// An entry of the audit log about what this one does at `at` to this account.
    pub(super) fn entry(self, at: Timestamp, action: Action, account: Uuid) -> Entry {
        let entry = Entry::new(at, self.actor(), action).about(Subject::Officer(account));
        match self {
            Self::Operator { name, reason } => entry.by_name(name, reason),
            Self::Administrator(_) => entry,
        }
    }

    /// Whether accounts of these desks are this one's to make and change. An account without desks has no desk's
    /// administrator: only one of all desks, or the operator, has to do with it.
    pub(super) fn covers(self, desks: &[Desk]) -> bool {
        match self {
            Self::Operator { .. } => true,
            Self::Administrator(officer) => officer.has(Role::Administrator) && covers(&officer.desks, desks),
        }
    }

    /// Whether the account is the own one.
    pub(super) fn is(self, id: Uuid) -> bool {
        matches!(self, Self::Administrator(officer) if officer.id == id)
    }

    /// As the account's owner is told.
    pub(super) fn name(self) -> String {
        match self {
            Self::Operator { .. } => crate::texts::OPERATOR.to_owned(),
            Self::Administrator(officer) => officer.name.clone(),
        }
    }
}

/// Whether an administrator of `own` desks has to do with an account of `desks`.
pub(super) fn covers(own: &[Desk], desks: &[Desk]) -> bool {
    let needed = if desks.is_empty() { Desk::ALL.as_slice() } else { desks };
    needed.iter().all(|desk| own.contains(desk))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_without_desks_belongs_to_those_who_have_all() {
        assert!(covers(&Desk::ALL, &[]));
        assert!(!covers(&[Desk::BknAccounts], &[]) && !covers(&[], &[]));
        assert!(covers(&[Desk::BknAccounts, Desk::BknDataFixes], &[Desk::BknAccounts]));
        assert!(!covers(&[Desk::BknAccounts], &[Desk::BknAccounts, Desk::BknDataFixes]));
    }
}
