//! The officer's own account: where one is signed in, another password, another phone, new recovery codes.

mod change_password;
mod change_phone;
mod end_session;
mod offer_phone;
mod page;
mod renew_recovery_codes;
mod reset_was_read;
mod show_phone;
mod switch_letter_keys;

pub(super) use change_password::change_password;
pub(super) use change_phone::change_phone;
pub(super) use end_session::end_session;
pub(super) use offer_phone::offer_phone;
pub(super) use page::show_own_account;
pub(super) use renew_recovery_codes::renew_recovery_codes;
pub(super) use reset_was_read::reset_was_read;
pub(super) use show_phone::show_phone;
pub(super) use switch_letter_keys::switch_letter_keys;
