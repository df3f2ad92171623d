//! What this crate reads of people, with plain values going out. It is there for `tests/fuzz` and adds nothing: the
//! function calls what the acts call.

use crate::{Password, PasswordFault, Personal, Rule};

/// Everything that is wrong with a password, and how many looks at characters it took to say so.
#[must_use]
pub fn judge(rule: Rule, password: &Password, personal: &Personal) -> (Vec<PasswordFault>, u64) {
    rule.looks(password, personal)
}
