//! Accounts, for administrators: who there is, new ones, other rights, closed and reset ones. An administrator sees
//! accounts of the own desks.

mod administrator;
mod change_rights;
mod close;
mod create_account;
mod list_accounts;
mod one_time_code;
mod refusal;
mod reset_account;
pub(super) mod rights;
mod show_account;
mod state;

pub(super) use change_rights::change_rights;
pub(super) use close::{disable_account, enable_account};
pub(super) use create_account::{create_account, show_new_account};
pub(super) use list_accounts::list_accounts;
pub(super) use reset_account::{ask_reset, confirm_reset, reset_account};
pub(super) use show_account::show_account;
