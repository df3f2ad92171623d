//! What the kit must know of a site.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::response::Response;
use jiff::Timestamp;
use uuid::Uuid;
use vault::{Secret, Token, Vault};

use crate::problem::Problem;

/// Names of a site's cookies. All begin with `__Host-`.
#[derive(Clone, Copy, Debug)]
pub struct Cookies {
    /// Names the session, between the steps of signing in and open.
    pub session: &'static str,
    /// Binds the forms before signing in to the browser that opened them.
    pub door: &'static str,
}

/// What a site says about a form that it refuses.
#[derive(Clone, Copy, Debug)]
pub struct Texts {
    /// The title and explanation when the form belongs to another session.
    pub foreign_form: (&'static str, &'static str),
    /// The explanation when the form is unreadable.
    pub unreadable_form: &'static str,
}

/// A site that people sign in to. Its service's state implements it.
pub trait Entrance: Send + Sync + 'static {
    /// Who is signed in.
    type Person: Send;

    /// Where the site begins. Signing in leads to it, or to a page below it.
    const HOME: &'static str;

    /// Beginnings of the sites to which signing in leads back: this one, and its neighbours.
    const SITES: &'static [&'static str] = &[Self::HOME];

    /// Where people sign in.
    const SIGN_IN: &'static str;

    /// Its cookies.
    const COOKIES: Cookies;

    /// The purpose for which it seals forms that came too late. Each site has a purpose of its own.
    const KEPT_FORM: Token;

    /// Fields with passwords and codes. We do not keep a form that has one; the person types it again.
    const SECRET_FIELDS: &'static [&'static str];

    /// What it says about forms that it refuses, in the language of the request.
    fn texts() -> Texts;

    /// Seals forms that came too late.
    fn vault(&self) -> &Vault;

    /// The current moment.
    fn now(&self) -> Timestamp;

    /// Finds who is signed in with this secret; `None` when nobody is. It extends the session.
    fn signed_in(&self, secret: &Secret) -> impl Future<Output = Result<Option<Self::Person>, Problem>> + Send;

    /// As [`Entrance::signed_in`], for what an open page requests by itself: it does not extend the session.
    fn present(&self, secret: &Secret) -> impl Future<Output = Result<Option<Self::Person>, Problem>> + Send;

    /// Finds whose session this was, although it has ended; `None` when there never was one.
    fn was_signed_in(&self, secret: &Secret) -> impl Future<Output = Result<Option<Uuid>, Problem>> + Send;

    /// Draws the sign-in page for a person whose form came too late. The page carries `back`, the address where the
    /// person goes on, and `kept`, the sealed form, through all steps of signing in.
    ///
    /// # Errors
    /// When it cannot draw the page.
    fn sign_in_page(&self, headers: &HeaderMap, back: &str, kept: String) -> Result<Response, Problem>;
}

impl<S: Entrance> Entrance for Arc<S> {
    type Person = S::Person;

    const HOME: &'static str = S::HOME;
    const SITES: &'static [&'static str] = S::SITES;
    const SIGN_IN: &'static str = S::SIGN_IN;
    const COOKIES: Cookies = S::COOKIES;
    const KEPT_FORM: Token = S::KEPT_FORM;
    const SECRET_FIELDS: &'static [&'static str] = S::SECRET_FIELDS;

    fn texts() -> Texts {
        S::texts()
    }

    fn vault(&self) -> &Vault {
        self.as_ref().vault()
    }

    fn now(&self) -> Timestamp {
        self.as_ref().now()
    }

    fn signed_in(&self, secret: &Secret) -> impl Future<Output = Result<Option<Self::Person>, Problem>> + Send {
        self.as_ref().signed_in(secret)
    }

    fn present(&self, secret: &Secret) -> impl Future<Output = Result<Option<Self::Person>, Problem>> + Send {
        self.as_ref().present(secret)
    }

    fn was_signed_in(&self, secret: &Secret) -> impl Future<Output = Result<Option<Uuid>, Problem>> + Send {
        self.as_ref().was_signed_in(secret)
    }

    fn sign_in_page(&self, headers: &HeaderMap, back: &str, kept: String) -> Result<Response, Problem> {
        self.as_ref().sign_in_page(headers, back, kept)
    }
}
