//! Accounts as a site that people sign in to.

use axum::response::Response;
use credentials::Failure;
use http::{HeaderMap, HeaderValue, StatusCode};
use jiff::Timestamp;
use runtime::telemetry::cause;
use serde::Deserialize;
use uuid::Uuid;
use vault::{Secret, Token, Vault};
use web::Problem;
use web::entry::{Cookies, Entrance, Onward, Texts, cookies};

use applicants::SignedIn;

use super::{own, sign_in};
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
    const COOKIES: Cookies = applicants::COOKIES;
    const SITES: &'static [&'static str] = &[own::HOME, applicants::REGISTRATION];
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
        self.access.applicants.signed_in(secret, true).await.map_err(|failure| problem(&failure))
    }

    async fn present(&self, secret: &Secret) -> Result<Option<SignedIn>, Problem> {
        self.access.applicants.signed_in(secret, false).await.map_err(|failure| problem(&failure))
    }

    async fn was_signed_in(&self, secret: &Secret) -> Result<Option<Uuid>, Problem> {
        self.access.applicants.was_signed_in(secret).await.map_err(|failure| problem(&failure))
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

/// A form with nothing in it but the session's token.
#[derive(Deserialize)]
pub(super) struct Nothing {}
