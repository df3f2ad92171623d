//! `/akun/kontak`: how the owner is reached. An address that is told anew waits until a link or a code that was sent to
//! it comes back.

pub(in crate::pages) mod change;
pub(in crate::pages) mod code;
pub(in crate::pages) mod link;
pub(in crate::pages) mod show;
pub(crate) mod typed;
pub(in crate::pages) mod withdraw;

use axum::response::{IntoResponse as _, Redirect, Response};

/// The contact.
pub(in crate::pages) const CONTACT: &str = "/akun/kontak";
/// Another e-mail address.
pub(in crate::pages) const EMAIL: &str = "/akun/kontak/email";
/// Another telephone.
pub(in crate::pages) const PHONE: &str = "/akun/kontak/ponsel";
/// Sends a link that confirms the e-mail address.
pub(in crate::pages) const LINK: &str = "/akun/kontak/email/tautan";
/// Confirms the telephone with a code.
pub(in crate::pages) const CODE: &str = "/akun/kontak/ponsel/kode";
/// Sends such a code.
pub(in crate::pages) const NEW_CODE: &str = "/akun/kontak/ponsel/kode-baru";
/// Takes back an address that waits.
pub(in crate::pages) const WITHDRAW: &str = "/akun/kontak/batal";

/// Leads to the contact, which says what happened.
fn after(what: &str) -> Response {
    Redirect::to(&language::path(&format!("{CONTACT}?karena={what}"))).into_response()
}
