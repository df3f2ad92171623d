//! The officer whom a request's cookie belongs to. Who is not signed in is sent to the sign-in page and comes back from
//! there.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::HeaderMap;
use http::request::Parts;
use officers::{Failure, Officer};
use web::Problem;

use super::cookies;
use super::return_address::ReturnAddress;
use crate::App;

impl FromRequestParts<App> for Officer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        match find(app, &parts.headers).await {
            Ok(Some(officer)) => Ok(officer),
            Ok(None) => {
                let address = ReturnAddress::of(&parts.method, &parts.uri, &parts.headers);
                Err(Redirect::to(&address.sign_in()).into_response())
            }
            Err(failure) => Err(problem(&failure).into_response()),
        }
    }
}

/// The officer of the session that the cookie names.
pub(super) async fn find(app: &App, headers: &HeaderMap) -> Result<Option<Officer>, Failure> {
    match cookies::secret(headers, cookies::SESSION) {
        Some(secret) => app.officers.signed_in(&secret).await,
        None => Ok(None),
    }
}

/// The officer of a request that an open page makes by itself: it does not keep the session alive. Whoever is not
/// signed in gets 401.
pub(super) async fn present(app: &App, headers: &HeaderMap) -> Result<Officer, Response> {
    let secret = cookies::secret(headers, cookies::SESSION);
    let found = match &secret {
        Some(secret) => app.officers.present(secret).await.map_err(|failure| problem(&failure).into_response())?,
        None => None,
    };
    found.ok_or_else(|| http::StatusCode::UNAUTHORIZED.into_response())
}

/// 503 while the database is away, else 500.
pub(super) fn problem(failure: &Failure) -> Problem {
    if failure.is_unavailable() { Problem::unavailable() } else { Problem::internal(failure) }
}
