//! The officer's own account: where one is signed in, another password, new recovery codes.

mod change_password;
mod end_session;
mod page;
mod renew_recovery_codes;

pub(super) use change_password::change_password;
pub(super) use end_session::end_session;
pub(super) use page::show_own_account;
pub(super) use renew_recovery_codes::renew_recovery_codes;
