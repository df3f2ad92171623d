//! Accounts, for administrators: who there is, new ones, other rights, closed and reset ones. An administrator sees
//! accounts of the own desks.

mod change_rights;
mod close;
mod create_account;
mod list_accounts;
mod one_time_link;
mod reset_account;
pub(super) mod rights;
mod show_account;

pub(super) use change_rights::change_rights;
pub(super) use close::{disable_account, enable_account};
pub(super) use create_account::{create_account, show_new_account};
pub(super) use list_accounts::list_accounts;
pub(super) use reset_account::{ask_reset, confirm_reset, reset_account};
pub(super) use show_account::show_account;

use http::StatusCode;
use officers::{Account, AccountRefusal, By, Officer, Role};
use uuid::Uuid;
use web::Problem;

use super::signed_in::problem;
use super::{ACCOUNTS, require};
use crate::texts;

/// The officer as an administrator, if that is one.
fn administrator(officer: &Officer) -> Result<By<'_>, Problem> {
    require(officer, Role::Administrator)?;
    Ok(By::Administrator(officer))
}

/// The account that an address names. What is no id cannot exist.
fn account_id(text: &str) -> Result<Uuid, Problem> {
    text.parse().map_err(|_no_id: uuid::Error| unknown())
}

fn href(id: Uuid) -> String {
    format!("{ACCOUNTS}/{id}")
}

fn unknown() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown_account", texts::UNKNOWN_ACCOUNT.title)
        .detail(texts::UNKNOWN_ACCOUNT.detail)
}

/// How far an account is.
fn state(account: &Account) -> &'static str {
    match (account.disabled_at.is_some(), account.activated, account.enrolled) {
        (true, ..) => texts::ACCOUNT_DISABLED,
        (false, false, _) => texts::ACCOUNT_NEW,
        (false, true, false) => texts::ACCOUNT_NOT_ENROLLED,
        (false, true, true) => texts::ACCOUNT_ACTIVE,
    }
}

/// What an administrator can put right, as field and text; else the problem.
fn explain(refusal: &AccountRefusal) -> Result<(&'static str, &'static str), Problem> {
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
        AccountRefusal::Failure(failure) => Err(problem(failure)),
    }
}
