//! Finds whose session a request's cookie belongs to. A person who is not signed in goes to the sign-in page and comes
//! back from there.

use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::cookies;
use super::entrance::Entrance;
use super::return_address::ReturnAddress;
use crate::problem::Problem;

/// Finds who makes this request.
///
/// # Errors
/// The way to the sign-in page when nobody is signed in; a problem when we cannot know.
pub async fn signed_in<S: Entrance>(site: &S, parts: &Parts) -> Result<S::Person, Response> {
    match find(site, &parts.headers).await {
        Ok(Some(person)) => Ok(person),
        Ok(None) => {
            let back = ReturnAddress::of::<S>(&parts.method, &parts.uri, &parts.headers);
            Err(Redirect::to(&back.sign_in::<S>()).into_response())
        }
        Err(problem) => Err(problem.into_response()),
    }
}

/// Finds who has the session that the cookie names; `None` when nobody is signed in.
///
/// # Errors
/// When we cannot know.
pub async fn find<S: Entrance>(site: &S, headers: &HeaderMap) -> Result<Option<S::Person>, Problem> {
    match cookies::secret(headers, S::COOKIES.session) {
        Some(secret) => site.signed_in(&secret).await,
        None => Ok(None),
    }
}

/// Finds who has the open page that makes this request by itself. It does not extend the session.
///
/// # Errors
/// 401 when nobody is signed in; a problem when we cannot know.
pub async fn present<S: Entrance>(site: &S, headers: &HeaderMap) -> Result<S::Person, Response> {
    let found = match cookies::secret(headers, S::COOKIES.session) {
        Some(secret) => site.present(&secret).await.map_err(Problem::into_response)?,
        None => None,
    };
    found.ok_or_else(|| StatusCode::UNAUTHORIZED.into_response())
}
