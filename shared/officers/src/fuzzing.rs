//! What this crate reads of strangers and of officers, one function a reader, with plain values going out. It is there
//! for `tests/fuzz` and adds nothing: each function calls what the acts call.

use domain::Desk;
use jiff::Timestamp;
use uuid::Uuid;

use crate::code::{ActivationCode, RecoveryCode};
use crate::totp::{TotpSecret, looks_like_a_code};
use crate::{Nip, Officer, Password, PasswordFault, password};

/// An officer of these desks with no other rights, as nobody is signed in.
#[must_use]
pub fn officer(desks: Vec<Desk>) -> Officer {
    Officer {
        id: Uuid::nil(),
        name: String::new(),
        roles: Vec::new(),
        desks,
        session_id: Uuid::nil(),
        reset: None,
        csrf: String::new(),
    }
}

/// Everything that is wrong with a password, and how many looks at characters it took to say so.
#[must_use]
pub fn judge(password: &Password, name: &str, nip: &Nip) -> (Vec<PasswordFault>, u64) {
    password::looks(password, name, nip)
}

/// The bare characters of a one-time code that somebody typed, and the same in groups.
#[must_use]
pub fn activation_code(typed: &str) -> Option<[String; 2]> {
    ActivationCode::read(typed).map(|code| [code.bare().to_owned(), code.grouped(6)])
}

/// The bare characters of a recovery code that somebody typed, and the same in groups.
#[must_use]
pub fn recovery_code(typed: &str) -> Option<[String; 2]> {
    RecoveryCode::read(typed).map(|code| [code.bare().to_owned(), code.grouped(5)])
}

/// Whether a text looks like a code of a phone, and by how many steps it differs from `now` for one secret.
#[must_use]
pub fn phone_code(secret: &[u8], typed: &str, now: Timestamp) -> (bool, Option<i16>) {
    let measured = TotpSecret::restored(secret.to_vec()).measure(typed, now);
    (looks_like_a_code(typed), measured.map(|drift| drift.by))
}
