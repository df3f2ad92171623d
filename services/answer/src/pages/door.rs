//! The forms before signing in: each carries a token of a cookie that the browser was given with the page, so that
//! nobody else's page can sign somebody in.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Form, FromRequest, Request};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, header};
use officers::Secret;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use web::Problem;

use super::cookies;
use super::signed_form::{foreign, unreadable};
use super::signed_in::problem;
use crate::App;

/// The largest form: with a form in it that came too late, sealed.
const MAX_BODY_BYTES: usize = 256 * 1024;

/// What a browser keeps while somebody stands before the door.
pub(super) struct Door {
    secret: Secret,
    fresh: bool,
}

impl Door {
    /// The one that the browser has, or a new one.
    pub(super) fn of(headers: &HeaderMap) -> Result<Self, Problem> {
        match cookies::secret(headers, cookies::DOOR) {
            Some(secret) => Ok(Self { secret, fresh: false }),
            None => Ok(Self { secret: Secret::new().map_err(|failure| problem(&failure))?, fresh: true }),
        }
    }

    /// The token of its forms.
    pub(super) fn csrf(&self) -> String {
        self.secret.form_token().as_str().to_owned()
    }

    /// Gives the browser what it has to keep.
    pub(super) fn keep(self, mut response: Response) -> Response {
        if self.fresh {
            response.headers_mut().append(header::SET_COOKIE, cookies::keep(cookies::DOOR, &self.secret));
        }
        response
    }
}

/// A form from before the door, after its token was checked.
pub(super) struct DoorForm<T>(pub(super) T);

#[derive(Deserialize)]
struct Token {
    #[serde(default)]
    csrf: String,
}

impl<T: DeserializeOwned> FromRequest<App> for DoorForm<T> {
    type Rejection = Response;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, Response> {
        // The second step is bound to the session that the first one began.
        let secrets = [cookies::DOOR, cookies::SESSION].map(|name| cookies::secret(request.headers(), name));
        DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
        let (parts, body) = request.into_parts();
        let bytes = axum::body::to_bytes(body, MAX_BODY_BYTES)
            .await
            .map_err(|_too_large| Problem::too_large(MAX_BODY_BYTES).into_response())?;
        let again = || Request::from_parts(parts.clone(), Body::from(bytes.clone()));
        let Form(token) = Form::<Token>::from_request(again(), app)
            .await
            .map_err(|rejection| unreadable(&rejection).into_response())?;
        if !secrets.iter().flatten().any(|secret| secret.form_token().is(&token.csrf)) {
            return Err(foreign().into_response());
        }
        let Form(form) =
            Form::<T>::from_request(again(), app).await.map_err(|rejection| unreadable(&rejection).into_response())?;
        Ok(Self(form))
    }
}
