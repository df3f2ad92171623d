//! Who acts on accounts, and on which.

use officers::{By, Officer, Role};
use uuid::Uuid;

use super::refusal::unknown;
use crate::problems::{Error, require};

/// The officer as an administrator, if that is one.
pub(super) fn administrator(officer: &Officer) -> Result<By<'_>, Error> {
    require(officer, Role::Administrator)?;
    Ok(By::Administrator(officer))
}

/// The account that an address names. What is no id cannot exist.
pub(super) fn account_id(text: &str) -> Result<Uuid, Error> {
    text.parse().map_err(|_no_id: uuid::Error| unknown())
}
