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

use applicants::SessionLine;
use serde::Deserialize;

/// Where the account begins.
pub(super) const HOME: &str = applicants::HOME;
/// The same, after the oldest session had to end.
pub(super) const HOME_OLDEST_ENDED: &str = "/akun?karena=sesi";
/// Where the account is signed in.
pub(super) const SESSIONS: &str = "/akun/sesi";
/// Ends sessions.
pub(super) const END_SESSION: &str = "/akun/sesi/akhiri";
/// Extends this session.
pub(super) const STAY: &str = applicants::STAY;
/// Another password.
pub(super) const PASSWORD: &str = "/akun/password";
/// Sends a link that confirms the e-mail address.
pub(super) const VERIFY_EMAIL: &str = "/akun/email/tautan";
/// Corrects an identity that the register did not confirm.
pub(super) const DATA: &str = "/akun/data";
/// Other security questions.
pub(super) const QUESTIONS: &str = "/akun/pertanyaan";
/// Signs out.
pub(super) const SIGN_OUT: &str = applicants::SIGN_OUT;

/// What happened before, in one word of the address.
#[derive(Deserialize)]
pub(in crate::pages) struct Arriving {
    #[serde(default)]
    karena: String,
}

/// What stands on top of a page with a form; `own_form.html` draws it.
struct Top {
    heading: &'static str,
    /// What happened before; empty when nothing did.
    message: &'static str,
    back: String,
    back_label: &'static str,
}

impl Top {
    /// Of a page that leads back to where the account begins.
    fn below_home(heading: &'static str, message: &'static str) -> Self {
        Self { heading, message, back: language::path(HOME).into_owned(), back_label: language::text("own-back") }
    }
}
