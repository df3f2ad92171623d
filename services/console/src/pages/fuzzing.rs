//! Addresses, cookies and forms of the console as its pages read them: for `tests/fuzz`.

use axum::extract::Request;
use domain::{Desk, typed};
use http::{HeaderMap, Method, Uri};
use jiff::Timestamp;
use officers::{Officer, Role};
use uuid::Uuid;
use vault::{Token, Vault};
use web::Problem;
use web::entry::{self, KeptForm, ReturnAddress};

use super::accounts::rights as chosen_rights;
use super::audit::{place, written};
use super::bulk::choice::Choice;
use super::cookies;
use super::entry::Credentials;
use super::tickets::filter::{Filter, Query};
use super::tickets::region;
use crate::State;

/// Where a browser is led back to that named `address`, and where one that asked for it.
#[must_use]
pub fn return_address(address: &str, headers: &HeaderMap) -> [String; 2] {
    let named = ReturnAddress::read::<State>(address).as_str().to_owned();
    let came_from = ReturnAddress::of::<State>(&Method::POST, &Uri::from_static("/"), headers).as_str().to_owned();
    [named, came_from]
}

/// What the session's cookie of a browser holds.
#[must_use]
pub fn cookie(headers: &HeaderMap) -> Option<String> {
    entry::cookies::secret(headers, cookies::COOKIES.session).map(|secret| secret.expose().to_owned())
}

/// A form that came too late, opened for an officer: its fields, and the same sealed anew.
#[must_use]
pub fn kept_form(
    vault: &Vault,
    sealed: &str,
    officer_id: Uuid,
    now: Timestamp,
) -> Option<(Vec<(String, String)>, String)> {
    let kept = KeptForm::open(vault, Token::KeptForm, sealed, officer_id, now)?;
    let again = kept.seal(vault, Token::KeptForm)?;
    Some((kept.fields, again))
}

/// The fields of a form.
///
/// # Errors
/// The problem that the officer is shown.
pub async fn form(request: Request) -> Result<Vec<(String, String)>, Problem> {
    entry::fuzzing::form::<State, _>(request).await
}

/// The form of the sign-in page: what was typed as NIP and as password.
///
/// # Errors
/// The problem that the officer is shown.
pub async fn sign_in(request: Request) -> Result<(String, String), Problem> {
    let Credentials { nip, sandi } = entry::fuzzing::form::<State, _>(request).await?;
    Ok((nip, sandi))
}

/// The rights that the checkboxes of a form say; `None` when one of them is unknown.
#[must_use]
pub fn rights(fields: &[(String, String)]) -> Option<(Vec<Role>, Vec<Desk>)> {
    chosen_rights::unknown(fields).is_none().then(|| chosen_rights::chosen(fields))
}

/// The list's address that the fields of an address or a form lead to, as a page reads them and as an act does, which
/// also says how many clusters were chosen.
///
/// # Errors
/// The problem that the officer is shown.
pub fn filter(fields: &[(String, String)], officer: &Officer) -> Result<(Option<String>, String, usize), Problem> {
    let query = Query::of_pairs(fields);
    let shown = Filter::read(&query, officer).map(|filter| filter.address(filter.after.as_ref()));
    let Choice { filter: chosen, clusters, .. } = Choice::read(fields, officer, true)?;
    Ok((shown, chosen.address(chosen.after.as_ref()), clusters.len()))
}

/// The digits of a region that somebody typed.
///
/// # Errors
/// What to type instead.
pub fn region(text: &str) -> Result<String, String> {
    region::region(&typed::words(text))
}

/// The place in the audit log that an address names, written as there.
#[must_use]
pub fn audit_place(text: &str) -> Option<String> {
    place(text).map(written)
}
