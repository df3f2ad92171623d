//! The pages of an account for its owner.

pub(crate) mod contact;
pub(super) mod data;
pub(super) mod email;
pub(super) mod home;
pub(super) mod password;
pub(super) mod questions;
pub(super) mod sessions;
pub(super) mod sign_out;
pub(super) mod stay;

use domain::time::wib_clock;

use crate::access::SignedIn;

/// Where the account begins.
pub(super) const HOME: &str = "/akun";
/// The same, after the oldest session had to end.
pub(super) const HOME_OLDEST_ENDED: &str = "/akun?karena=sesi";
/// Where the account is signed in.
pub(super) const SESSIONS: &str = "/akun/sesi";
/// Ends sessions.
pub(super) const END_SESSION: &str = "/akun/sesi/akhiri";
/// Extends this session.
pub(super) const STAY: &str = "/akun/sesi/tetap";
/// Another password.
pub(super) const PASSWORD: &str = "/akun/password";
/// Sends a link that confirms the e-mail address.
pub(super) const VERIFY_EMAIL: &str = "/akun/email/tautan";
/// Corrects an identity that the register did not confirm.
pub(super) const DATA: &str = "/akun/data";
/// Other security questions.
pub(super) const QUESTIONS: &str = "/akun/pertanyaan";
/// Signs out.
pub(super) const SIGN_OUT: &str = "/akun/keluar";

/// What every page says of the session.
pub(in crate::pages) struct SessionLine {
    /// Goes into every form.
    csrf: String,
    /// "12.40".
    ends_at: String,
    /// The same for scripts.
    ends: String,
    stay: String,
    sign_out: String,
}

impl SessionLine {
    fn of(person: &SignedIn) -> Self {
        Self {
            csrf: person.csrf.as_str().to_owned(),
            ends_at: wib_clock(person.ends_at),
            ends: person.ends_at.to_string(),
            stay: language::path(STAY).into_owned(),
            sign_out: language::path(SIGN_OUT).into_owned(),
        }
    }
}
