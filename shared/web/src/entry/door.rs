//! The forms before signing in. Each carries a token that belongs to a cookie, which the page gave the browser. So no
//! other site's page can sign somebody in.

use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use serde::de::DeserializeOwned;
use vault::Secret;

use super::cookies;
use super::entrance::Entrance;
use super::sent_form::SentForm;
use crate::problem::Problem;

/// The largest form in bytes. It may contain another form, sealed, that came too late.
const MAX_BODY_BYTES: usize = 256 * 1024;

/// What a browser keeps while a person has not signed in yet.
#[derive(Debug)]
pub struct Door {
    cookie: &'static str,
    secret: Secret,
    fresh: bool,
}

impl Door {
    /// Reads the browser's door, or makes a new one.
    ///
    /// # Errors
    /// When the operating system gives no randomness for a new one.
    pub fn of<S: Entrance>(headers: &HeaderMap) -> Result<Self, Problem> {
        let cookie = S::COOKIES.door;
        if let Some(secret) = cookies::secret(headers, cookie) {
            return Ok(Self { cookie, secret, fresh: false });
        }
        let secret = Secret::new().map_err(|failure| Problem::internal(&failure))?;
        Ok(Self { cookie, secret, fresh: true })
    }

    /// The token for its forms.
    #[must_use]
    pub fn csrf(&self) -> String {
        self.secret.form_token().as_str().to_owned()
    }

    /// Adds the cookie to the response.
    #[must_use]
    pub fn keep(self, mut response: Response) -> Response {
        if self.fresh {
            response.headers_mut().append(header::SET_COOKIE, cookies::keep(self.cookie, self.secret.expose()));
        }
        response
    }
}

/// A form from before signing in. The extractor has checked its token.
#[derive(Debug)]
pub struct DoorForm<T>(pub T);

impl<S: Entrance, T: DeserializeOwned> FromRequest<S> for DoorForm<T> {
    type Rejection = Response;

    async fn from_request(request: Request, _site: &S) -> Result<Self, Response> {
        // The session that the first step began binds the second step.
        let names = [S::COOKIES.door, S::COOKIES.session];
        let secrets: Vec<Secret> =
            names.into_iter().filter_map(|name| cookies::secret(request.headers(), name)).collect();
        let form = async { SentForm::receive(request, MAX_BODY_BYTES).await?.of_own::<S, T>(&secrets).await };
        form.await.map(Self).map_err(|problem: Problem| problem.into_response())
    }
}
