//! Who makes and changes accounts.

use audit::Actor;
use domain::Desk;
use uuid::Uuid;

use crate::{Officer, Role};

/// Who makes and changes accounts.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// The operator's command: every account and desk.
    Operator,
    /// An administrator of the console: accounts of the own desks.
    Administrator(&'a Officer),
}

impl By<'_> {
    pub(super) fn actor(self) -> Actor {
        match self {
            Self::Operator => Actor::Operator,
            Self::Administrator(officer) => officer.actor(),
        }
    }

    /// Whether accounts of these desks are this one's to make and change.
    pub(super) fn covers(self, desks: &[Desk]) -> bool {
        match self {
            Self::Operator => true,
            Self::Administrator(officer) => officer.has(Role::Administrator) && desks.iter().all(|desk| officer.desks.contains(desk)),
        }
    }

    /// Whether the account is the own one.
    pub(super) fn is(self, id: Uuid) -> bool {
        matches!(self, Self::Administrator(officer) if officer.id == id)
    }
}
