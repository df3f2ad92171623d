//! All SQL of this crate, one file per aggregate. What accounts have in common with other kinds of accounts (sessions,
//! known browsers, one-time codes, counts of attempts) is in the crate `credentials`.

pub(crate) mod accounts;
pub(crate) mod held;
pub(crate) mod pending;
pub(crate) mod phones;
pub(crate) mod recovery_codes;
pub(crate) mod resets;
pub(crate) mod strangers;

use domain::Desk;

use crate::Role;

/// A role that this version does not know gives no right here.
pub(crate) fn roles(stored: &[String]) -> Vec<Role> {
    stored.iter().filter_map(|role| role.parse().ok()).collect()
}

/// A desk that this version does not know gives no right here.
pub(crate) fn desks(stored: &[String]) -> Vec<Desk> {
    stored.iter().filter_map(|desk| desk.parse().ok()).collect()
}
