//! The ways back into an account whose password was lost. None needs a session, and none begins one.

mod answer_form;
pub(super) mod code;
pub(super) mod done;
pub(super) mod first_answer;
pub(super) mod new_password;
pub(super) mod second_answer;
mod typed;
pub(super) mod ways;

use axum::response::{IntoResponse as _, Redirect, Response};

use super::by_email;

/// All ways.
pub(super) const WAYS: &str = "/akun/lupa-password";
/// By a link in a mail.
pub(super) const EMAIL: &str = by_email::PATH;
/// With the answer to the first question: form 04.
pub(super) const FIRST_ANSWER: &str = "/akun/lupa-password/jawaban";
/// With the answer to the second one, where the first was forgotten: form 05.
pub(super) const SECOND_ANSWER: &str = "/akun/lupa-password/jawaban-kedua";
/// Where both were forgotten: form 06, which an officer of the helpdesk answers.
pub(super) const NO_ANSWER: &str = "/formulir/lupa-jawaban-pengaman-2";
/// The new password, for the browser that proved to be the owner's.
pub(super) const NEW_PASSWORD: &str = "/akun/lupa-password/baru";
/// A code that spares the cool-down.
pub(super) const CODE: &str = "/akun/lupa-password/baru/kode";
/// It was chosen.
pub(super) const DONE: &str = "/akun/lupa-password/selesai";
/// Back to the first form: the grant is over, or was never this browser's.
const GRANT_OVER: &str = "/akun/lupa-password/jawaban?karena=habis";

/// Leads there in the language of the request.
fn to(path: &str) -> Response {
    Redirect::to(&language::path(path)).into_response()
}
