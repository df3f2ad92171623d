//! Accounts as a site that people sign in to.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::Response;
use credentials::Failure;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
use jiff::Timestamp;
use runtime::telemetry::cause;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use vault::{Secret, Token, Vault};
use web::Problem;
use web::entry::{self, Cookies, Entrance, Onward, Texts, cookies};

use super::{own, sign_in};
use crate::access::SignedIn;
use crate::state::State;

/// Makes a browser known again in which somebody signed in.
const DEVICE: &str = "__Host-akun-perangkat";

/// Days that a browser is known after its last sign-in.
const DEVICE_DAYS: u32 = 90;

/// The secret of a known browser.
pub(super) fn device(headers: &HeaderMap) -> Option<Secret> {
    cookies::secret(headers, DEVICE)
}

/// `Set-Cookie` that makes the browser known.
pub(super) fn keep_device(secret: &Secret) -> HeaderValue {
    cookies::keep_for(DEVICE_DAYS, DEVICE, secret.expose())
}

impl Entrance for State {
    type Person = SignedIn;

    const HOME: &'static str = own::HOME;
    const SIGN_IN: &'static str = sign_in::PATH;
    const COOKIES: Cookies = Cookies { session: "__Host-akun", door: "__Host-akun-pintu" };
    const KEPT_FORM: Token = Token::ApplicantsForm;
    const SECRET_FIELDS: &'static [&'static str] =
        &["old_password", "password", "password_again", "answer_1", "answer_2"];

    fn texts() -> Texts {
        Texts {
            foreign_form: (language::text("account-foreign-form"), language::text("account-foreign-form.detail")),
            unreadable_form: language::text("form-broken"),
        }
    }

    fn vault(&self) -> &Vault {
        &self.vault
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    async fn signed_in(&self, secret: &Secret) -> Result<Option<SignedIn>, Problem> {
        self.access.signed_in(secret, true).await.map_err(|failure| problem(&failure))
    }

    async fn present(&self, secret: &Secret) -> Result<Option<SignedIn>, Problem> {
        self.access.signed_in(secret, false).await.map_err(|failure| problem(&failure))
    }

    async fn was_signed_in(&self, secret: &Secret) -> Result<Option<Uuid>, Problem> {
        self.access.was_signed_in(secret).await.map_err(|failure| problem(&failure))
    }

    fn sign_in_page(&self, headers: &HeaderMap, back: &str, kept: String) -> Result<Response, Problem> {
        sign_in::page_with(self, headers, Onward { address: back.to_owned(), kept })
    }
}

/// What people are told when it could not be known who they are.
pub(crate) fn problem(failure: &Failure) -> Problem {
    if failure.is_unavailable() {
        tracing::warn!(error = cause(failure), "an account is out of reach");
        return Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", language::text("account-away"))
            .detail(language::text("account-soon"));
    }
    Problem::internal(failure)
}

impl FromRequestParts<Arc<State>> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self, Response> {
        entry::signed_in(state.as_ref(), parts).await
    }
}

/// What somebody sent who is signed in, after the session and its token were checked ([`entry::SignedForm`]). Every
/// `POST` behind the sign-in takes one.
pub(super) struct SignedForm<T> {
    pub(super) person: SignedIn,
    pub(super) form: T,
}

/// A form with nothing in it but the session's token.
#[derive(Deserialize)]
pub(super) struct Nothing {}

impl<T: DeserializeOwned> FromRequest<Arc<State>> for SignedForm<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &Arc<State>) -> Result<Self, Response> {
        let sent = entry::SignedForm::<SignedIn, T>::from_request(request, state.as_ref()).await?;
        Ok(Self { person: sent.person, form: sent.form })
    }
}
