//! An account's state in words.

use officers::{Account, AccountState};

use crate::texts;

/// How far an account is.
pub(super) fn state_of(account: &Account) -> &'static str {
    match account.state() {
        AccountState::Closed => texts::ACCOUNT_DISABLED,
        AccountState::NotActivated => texts::ACCOUNT_NEW,
        AccountState::NotEnrolled => texts::ACCOUNT_NOT_ENROLLED,
        AccountState::Active => texts::ACCOUNT_ACTIVE,
    }
}
