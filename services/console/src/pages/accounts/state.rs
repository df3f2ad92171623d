//! An account's state in words.

use officers::Account;

use crate::texts;

/// How far an account is.
pub(super) fn state_of(account: &Account) -> &'static str {
    match (account.disabled_at.is_some(), account.activated, account.enrolled) {
        (true, ..) => texts::ACCOUNT_DISABLED,
        (false, false, _) => texts::ACCOUNT_NEW,
        (false, true, false) => texts::ACCOUNT_NOT_ENROLLED,
        (false, true, true) => texts::ACCOUNT_ACTIVE,
    }
}
