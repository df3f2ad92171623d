//! A form that a signed-in officer sent: the session's own, and of a size that our forms have.

use axum::body::Body;
use axum::extract::rejection::FormRejection;
use axum::extract::{DefaultBodyLimit, Form, FromRequest, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use bytes::Bytes;
use http::StatusCode;
use http::request::Parts;
use officers::Officer;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use web::Problem;

use super::kept_form::KeptForm;
use super::return_address::ReturnAddress;
use super::{cookies, entry, signed_in};
use crate::{App, texts};

/// The longest text of a form is an answer of 4000 characters.
const MAX_BODY_BYTES: usize = 128 * 1024;

/// Fields with passwords and codes: such a form is typed again, not kept.
const SECRETS: [&str; 7] = ["sandi", "ulangi", "sekarang", "konfirmasi", "sandi_ponsel", "sandi_sesi", "kode"];

/// What an officer sent, after the session and its token were checked. Every `POST` of the console takes one.
///
/// The form carries the token as `csrf`; `T` need not name it. Lists of values are read by taking
/// `Vec<(String, String)>` for `T`. When the session is over, the officer signs in and is asked whether to send the
/// form now.
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
        let found = signed_in::find(app, request.headers())
            .await
            .map_err(|failure| signed_in::problem(&failure).into_response())?;
        DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
        let (parts, body) = request.into_parts();
        let bytes = axum::body::to_bytes(body, MAX_BODY_BYTES)
            .await
            .map_err(|_too_large| Problem::too_large(MAX_BODY_BYTES).into_response())?;
        let Some(officer) = found else { return Err(too_late(app, &parts, &bytes).await) };
        let token: Token = read(&parts, &bytes, app).await?;
        if !officer.is_own_form(&token.csrf) {
            return Err(foreign().into_response());
        }
        Ok(Self { officer, form: read(&parts, &bytes, app).await? })
    }
}

async fn read<T: DeserializeOwned>(parts: &Parts, bytes: &Bytes, app: &App) -> Result<T, Response> {
    let request = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    match Form::<T>::from_request(request, app).await {
        Ok(Form(form)) => Ok(form),
        Err(rejection) => Err(unreadable(&rejection).into_response()),
    }
}

/// The session is over: the sign-in page, with the form sealed into it when we know whose it was.
async fn too_late(app: &App, parts: &Parts, bytes: &Bytes) -> Response {
    let back = ReturnAddress::of(&parts.method, &parts.uri, &parts.headers);
    let sign_in = || Redirect::to(&back.sign_in()).into_response();
    let Some(secret) = cookies::secret(&parts.headers, cookies::SESSION) else { return sign_in() };
    let Ok(Some(officer_id)) = app.officers.was_signed_in(&secret).await else { return sign_in() };
    let Ok(mut fields) = read::<Vec<(String, String)>>(parts, bytes, app).await else { return sign_in() };
    if fields.iter().any(|(name, _)| SECRETS.contains(&name.as_str())) {
        return sign_in();
    }
    fields.retain(|(name, _)| name != "csrf");
    let kept = KeptForm {
        officer_id,
        kept_at: app.now(),
        action: parts.uri.path().to_owned(),
        back: back.as_str().to_owned(),
        fields,
    };
    match kept.seal(&app.vault) {
        Some(sealed) => entry::sign_in_page_with(&parts.headers, &back, sealed)
            .unwrap_or_else(axum::response::IntoResponse::into_response),
        None => sign_in(),
    }
}

/// 403: another session's form, such as a page that was open before the officer signed in anew.
pub(super) fn foreign() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "foreign_form", texts::FOREIGN_FORM.title).detail(texts::FOREIGN_FORM.detail)
}

pub(super) fn unreadable(rejection: &FormRejection) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large(MAX_BODY_BYTES)
    } else {
        Problem::bad_request(texts::UNREADABLE_FORM)
    }
}
