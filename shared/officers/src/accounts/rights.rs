//! Which roles and desks an account may have together, and how the table and the audit log name them.

use domain::Desk;

use super::{AccountRefusal, By};
use crate::Role;

/// Refuses roles and desks that are no account, or not this one's to give.
pub(super) fn check_rights(by: By<'_>, roles: &[Role], desks: &[Desk]) -> Result<(), AccountRefusal> {
    if roles.is_empty() {
        return Err(AccountRefusal::NoRole);
    }
    if desks.is_empty() && (roles.contains(&Role::Officer) || roles.contains(&Role::Supervisor)) {
        return Err(AccountRefusal::NoDesk);
    }
    if by.covers(desks) { Ok(()) } else { Err(AccountRefusal::ForeignDesk) }
}

/// Roles and desks as the audit log tells them.
pub(super) fn rights(roles: &[Role], desks: &[Desk]) -> String {
    format!("{} @ {}", names_of_roles(roles).join(" "), names_of_desks(desks).join(" "))
}

/// Each once, in one order.
pub(super) fn names_of_roles(roles: &[Role]) -> Vec<String> {
    Role::ALL.into_iter().filter(|role| roles.contains(role)).map(|role| role.as_str().to_owned()).collect()
}

/// Each once, in one order.
pub(super) fn names_of_desks(desks: &[Desk]) -> Vec<String> {
    Desk::ALL.into_iter().filter(|desk| desks.contains(desk)).map(|desk| desk.as_str().to_owned()).collect()
}
