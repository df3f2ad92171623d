//! What the kit has to know of a site.

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

/// What a site says about a form that it does not take.
#[derive(Clone, Copy, Debug)]
pub struct Texts {
    /// The form belongs to another session: title and explanation.
    pub foreign_form: (&'static str, &'static str),
    /// The form cannot be read: the explanation.
    pub unreadable_form: &'static str,
}

/// A site that people sign in to. Its service's state implements it.
pub trait Entrance: Send + Sync + 'static {
    /// Who is signed in.
    type Person: Send;

    /// Where the site begins: signing in leads to it, or to a page below it.
    const HOME: &'static str;

    /// Where people sign in.
    const SIGN_IN: &'static str;

    /// Its cookies.
    const COOKIES: Cookies;

    /// What it seals forms for that came too late. Each site has a purpose of its own.
    const KEPT_FORM: Token;

    /// Fields with passwords and codes: a form that has one is typed again, not kept.
    const SECRET_FIELDS: &'static [&'static str];

    /// What it says about forms that it does not take.
    const TEXTS: Texts;

    /// Seals forms that came too late.
    fn vault(&self) -> &Vault;

    /// The current moment.
    fn now(&self) -> Timestamp;

    /// Who is signed in with this secret; `None` when nobody is. Keeps the session alive.
    fn signed_in(&self, secret: &Secret) -> impl Future<Output = Result<Option<Self::Person>, Problem>> + Send;

    /// As [`Entrance::signed_in`], for what an open page asks by itself: that keeps no session alive.
    fn present(&self, secret: &Secret) -> impl Future<Output = Result<Option<Self::Person>, Problem>> + Send;

    /// Whose session this was, though it is over by now; `None` when it never was one.
    fn was_signed_in(&self, secret: &Secret) -> impl Future<Output = Result<Option<Uuid>, Problem>> + Send;

    /// The sign-in page for somebody whose form came too late. It carries `back`, the address to go on at, and `kept`,
    /// the sealed form, through all steps of signing in.
    ///
    /// # Errors
    /// When the page cannot be drawn.
    fn sign_in_page(&self, headers: &HeaderMap, back: &str, kept: String) -> Result<Response, Problem>;
}
