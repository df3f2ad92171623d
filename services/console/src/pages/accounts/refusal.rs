//! Why an administrator's act on an account was not done.

use http::StatusCode;
use officers::AccountRefusal;

use crate::problems::Error;
use crate::texts;

/// 404: no such account for this administrator.
pub(super) fn unknown() -> Error {
    Error::new(StatusCode::NOT_FOUND, "unknown_account", texts::UNKNOWN_ACCOUNT)
}

/// What an administrator can put right, as field and text; else the problem.
pub(super) fn explain(refusal: &AccountRefusal) -> Result<(&'static str, &'static str), Error> {
    match refusal {
        AccountRefusal::Unknown => Err(unknown()),
        AccountRefusal::NipTaken => Ok(("nip", texts::NIP_TAKEN)),
        AccountRefusal::Name => Ok(("nama", texts::OFFICER_NAME_WRONG)),
        AccountRefusal::NoRole => Ok(("peran", texts::ROLE_REQUIRED)),
        AccountRefusal::NoDesk => Ok(("meja", texts::DESK_REQUIRED)),
        AccountRefusal::ForeignDesk => Ok(("meja", texts::FOREIGN_DESK)),
        AccountRefusal::LastAdministrator => Ok(("peran", texts::LAST_ADMINISTRATOR)),
        AccountRefusal::OwnAccount => Ok(("atur-ulang", texts::OWN_ACCOUNT)),
        AccountRefusal::OwnRights => Ok(("peran", texts::OWN_RIGHTS)),
        AccountRefusal::NeedsAnother => Ok(("atur-ulang", texts::NEEDS_ANOTHER)),
        AccountRefusal::NotAsked => Ok(("atur-ulang", texts::NOT_ASKED)),
        AccountRefusal::Failure(failure) => Err(failure.into()),
    }
}
