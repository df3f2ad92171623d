//! The officer of a request, and of a form.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::Response;
use http::request::Parts;
use officers::Officer;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use web::entry;

use crate::State;

impl FromRequestParts<State> for Officer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Response> {
        entry::signed_in(state, parts).await
    }
}

/// What an officer sent, after the session and its token were checked ([`entry::SignedForm`]). Every `POST` of the
/// console takes one.
pub(crate) struct SignedForm<T> {
    pub(crate) officer: Officer,
    pub(crate) form: T,
}

/// A form with nothing in it but the session's token.
#[derive(Deserialize)]
pub(crate) struct Nothing {}

impl<T: DeserializeOwned> FromRequest<State> for SignedForm<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &State) -> Result<Self, Response> {
        let entry::SignedForm { person, form } = entry::SignedForm::<Officer, T>::from_request(request, state).await?;
        Ok(Self { officer: person, form })
    }
}
