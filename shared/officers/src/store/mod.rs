//! All SQL of this crate, one file per aggregate. The crate `credentials` has what other kinds of accounts need, too:
//! sessions, known browsers, one-time codes, counts of attempts.

pub(crate) mod accounts;
pub(crate) mod held;
pub(crate) mod pending;
pub(crate) mod phones;
pub(crate) mod recovery_codes;
pub(crate) mod resets;
pub(crate) mod strangers;

use std::str::FromStr;

use database::Inconsistent;
use domain::Desk;
use uuid::Uuid;

use crate::Role;

/// The roles of an account.
///
/// # Errors
/// When this version does not know one of them. Without it the account would look like another one: who changed it
/// here would take that role away unseen.
pub(crate) fn roles(stored: &[String], account: Uuid) -> Result<Vec<Role>, Inconsistent> {
    all(stored, "roles", account)
}

/// The desks of an account.
///
/// # Errors
/// When this version does not know one of them. Without it an administrator of all other desks could change the
/// account.
pub(crate) fn desks(stored: &[String], account: Uuid) -> Result<Vec<Desk>, Inconsistent> {
    all(stored, "desks", account)
}

fn all<T: FromStr>(stored: &[String], column: &'static str, account: Uuid) -> Result<Vec<T>, Inconsistent> {
    let read: Result<Vec<T>, T::Err> = stored.iter().map(|value| value.parse()).collect();
    read.map_err(|_unknown| Inconsistent::new("desk.officers", column, &account))
}
