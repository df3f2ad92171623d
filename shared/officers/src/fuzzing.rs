//! What this crate reads of officers, with plain values going out. It is there for `tests/fuzz` and adds nothing: each
//! function calls what the acts call.

use domain::Desk;
use uuid::Uuid;
use vault::{Secret, VaultError};

use crate::{Nip, Officer, Password, PasswordFault, personal};

/// An officer of these desks with no other rights, as nobody is signed in.
///
/// # Errors
/// Without randomness.
pub fn officer(desks: Vec<Desk>) -> Result<Officer, VaultError> {
    Ok(Officer {
        id: Uuid::nil(),
        name: String::new(),
        roles: Vec::new(),
        desks,
        session_id: Uuid::nil(),
        reset: None,
        letter_keys: false,
        csrf: Secret::new()?.form_token(),
    })
}

/// Everything that is wrong with a password, and how many looks at characters it took to say so.
#[must_use]
pub fn judge(password: &Password, name: &str, nip: &Nip) -> (Vec<PasswordFault>, u64) {
    credentials::fuzzing::judge(credentials::Rule::OFFICERS, password, &personal(name, nip))
}
