//! The officer of a request, and of a form.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::Response;
use http::request::Parts;
use officers::Officer;
use serde::de::DeserializeOwned;
use web::entry;

use crate::App;

impl FromRequestParts<App> for Officer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        entry::signed_in(app, parts).await
    }
}

/// What an officer sent, after the session and its token were checked ([`entry::SignedForm`]). Every `POST` of the
/// console takes one.
pub(crate) struct SignedForm<T> {
    pub(crate) officer: Officer,
    pub(crate) form: T,
}

impl<T: DeserializeOwned> FromRequest<App> for SignedForm<T> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let entry::SignedForm { person, form } = entry::SignedForm::<Officer, T>::from_request(request, app).await?;
        Ok(Self { officer: person, form })
    }
}
