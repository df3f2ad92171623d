//! A form that a signed-in officer sent: the session's own, and of a size that our forms have.

use axum::body::Body;
use axum::extract::rejection::FormRejection;
use axum::extract::{DefaultBodyLimit, Form, FromRequest, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use officers::Officer;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use web::Problem;

use super::return_address::ReturnAddress;
use super::signed_in;
use crate::{App, texts};

/// The longest text of a form is an answer of 4000 characters.
const MAX_BODY_BYTES: usize = 128 * 1024;

/// What an officer sent, after the session and its token were checked. Every `POST` of the console takes one.
///
/// The form carries the token as `csrf`; `T` need not name it. Lists of values are read by taking `Vec<(String, String)>` for `T`.
pub(crate) struct SignedForm<T> {
    pub(crate) officer: Officer,
    pub(crate) form: T,
}

#[derive(Deserialize)]
struct Token {
    #[serde(default)]
    csrf: String,
}

impl<T: DeserializeOwned> FromRequest<App> for SignedForm<T> {
    type Rejection = Response;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, Response> {
        let found = signed_in::find(app, request.headers()).await.map_err(|failure| signed_in::problem(&failure).into_response())?;
        let Some(officer) = found else {
            return Err(Redirect::to(&ReturnAddress::of_request(&request).sign_in()).into_response());
        };
        DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
        let (parts, body) = request.into_parts();
        let bytes =
            axum::body::to_bytes(body, MAX_BODY_BYTES).await.map_err(|_too_large| Problem::too_large(MAX_BODY_BYTES).into_response())?;
        let again = || Request::from_parts(parts.clone(), Body::from(bytes.clone()));
        let Form(token) = Form::<Token>::from_request(again(), app).await.map_err(|rejection| unreadable(&rejection).into_response())?;
        if !officer.is_own_form(&token.csrf) {
            return Err(foreign().into_response());
        }
        let Form(form) = Form::<T>::from_request(again(), app).await.map_err(|rejection| unreadable(&rejection).into_response())?;
        Ok(Self { officer, form })
    }
}

/// 403: another session's form, such as a page that was open before the officer signed in anew.
fn foreign() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "foreign_form", texts::FOREIGN_FORM.title).detail(texts::FOREIGN_FORM.detail)
}

pub(super) fn unreadable(rejection: &FormRejection) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large(MAX_BODY_BYTES)
    } else {
        Problem::bad_request(texts::UNREADABLE_FORM)
    }
}
