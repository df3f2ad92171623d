//! The registration as a site behind the sign-in of accounts.

use applicants::SignedIn;
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use credentials::Failure;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use runtime::telemetry::cause;
use uuid::Uuid;
use vault::{Secret, Token, Vault};
use web::entry::{Cookies, Door, Entrance, Texts};
use web::{Html, Page, Problem};

use crate::state::State;

/// The way to the sign-in for somebody whose form came too late. It carries the form, sealed.
#[derive(Template)]
#[template(path = "sign_in_again.html")]
struct SignInAgain {
    page: Page,
    action: String,
    csrf: String,
    back: String,
    kept: String,
}

impl Entrance for State {
    type Person = SignedIn;

    const HOME: &'static str = applicants::REGISTRATION;
    const SITES: &'static [&'static str] = &[applicants::REGISTRATION, applicants::HOME];
    const SIGN_IN: &'static str = applicants::SIGN_IN;
    const COOKIES: Cookies = applicants::COOKIES;
    const KEPT_FORM: Token = Token::ApplicantsForm;
    const SECRET_FIELDS: &'static [&'static str] = &["password", "otp", "pin"];

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
        self.applicants.signed_in(secret, true).await.map_err(|failure| problem(&failure))
    }

    async fn present(&self, secret: &Secret) -> Result<Option<SignedIn>, Problem> {
        self.applicants.signed_in(secret, false).await.map_err(|failure| problem(&failure))
    }

    async fn was_signed_in(&self, secret: &Secret) -> Result<Option<Uuid>, Problem> {
        self.applicants.was_signed_in(secret).await.map_err(|failure| problem(&failure))
    }

    fn sign_in_page(&self, headers: &HeaderMap, back: &str, kept: String) -> Result<Response, Problem> {
        let door = Door::of::<Self>(headers)?;
        let page = SignInAgain {
            page: self.own_page(),
            action: language::path(applicants::SIGN_IN).into_owned(),
            csrf: door.csrf(),
            back: back.to_owned(),
            kept,
        };
        Ok(door.keep(Html::personal(page).status(StatusCode::UNAUTHORIZED).into_response()))
    }
}

/// What people are told when it could not be known who they are, or what they told.
pub(crate) fn problem(failure: &Failure) -> Problem {
    if failure.is_unavailable() {
        tracing::warn!(error = cause(failure), "an account is out of reach");
        return away();
    }
    Problem::internal(failure)
}

/// Nothing can be read or written for the moment.
pub(crate) fn away() -> Problem {
    Problem::unavailable().detail(language::text("registration-away"))
}
