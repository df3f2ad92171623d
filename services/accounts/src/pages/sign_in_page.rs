//! The page on which people sign in.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use captcha::Purpose;
use captcha::http::CODE_FIELD;
use domain::complaint::FROZEN_BEFORE_REMOVAL;
use domain::time::{wib_clock, wib_in_words};
use domain::{Field, FieldError, catalogue};
use http::{HeaderMap, StatusCode};
use jiff::{SignedDuration, Timestamp};
use web::entry::{Door, Onward};
use web::pages::SecretView;
use web::{CaptchaView, FieldView, Html, Page, Problem, SummaryLine};

use super::sign_in::PATH;
use super::typed::spec;
use crate::state::State;
use crate::store::freezes::{Frozen, FrozenFor};

/// The helpdesk's form by which somebody proves whose NIK it is.
const OBJECT: &str = "nik-didaftarkan-orang-lain";

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    page: Page,
    action: String,
    create: String,
    forgotten: String,
    csrf: String,
    message: &'static str,
    trouble: String,
    frozen: Option<FrozenView>,
    errors: Vec<SummaryLine>,
    onward: Onward,
    nik: FieldView,
    password: SecretView,
    captcha: Option<CaptchaView>,
}

/// What somebody is told who knows the password of a frozen account.
struct FrozenView {
    since: String,
    why: &'static str,
    /// From when on the account may be removed; "" when it is not about that.
    removal: String,
    /// The form by which they object: its address and its title.
    object: String,
    object_title: &'static str,
}

/// What is shown about an attempt.
#[derive(Default)]
pub(super) struct Shown {
    /// What happened before.
    pub(super) message: &'static str,
    /// What is wrong with no field in particular.
    pub(super) trouble: String,
    /// NIK and password are right, and nobody signs in to the account.
    pub(super) frozen: Option<Frozen>,
    pub(super) errors: Vec<FieldError>,
    pub(super) asks_captcha: bool,
}

/// Draws it, with the NIK that was typed.
pub(super) fn draw(
    state: &State,
    headers: &HeaderMap,
    onward: Onward,
    nik: &str,
    shown: &Shown,
    status: StatusCode,
) -> Result<Response, Problem> {
    let door = Door::of::<State>(headers)?;
    let error = |name: &str| {
        let found = shown.errors.iter().find(|error| error.field == name);
        found.map(|error| error.message.clone()).unwrap_or_default()
    };
    let captcha = if shown.asks_captcha {
        let new = state.public.new_captcha(Purpose::SignIn, &error(CODE_FIELD));
        Some(new.map_err(|error| Problem::internal(&error))?)
    } else {
        None
    };
    let line = |error: &FieldError| SummaryLine { target: error.field.clone(), text: error.message.clone() };
    let page = SignInPage {
        page: state.page_of("sign-in"),
        action: language::path(PATH).into_owned(),
        create: language::path(super::first_step::PATH).into_owned(),
        forgotten: language::path(super::recovery::WAYS).into_owned(),
        csrf: door.csrf(),
        message: shown.message,
        trouble: shown.trouble.clone(),
        frozen: shown.frozen.map(FrozenView::of),
        errors: shown.errors.iter().map(line).collect(),
        onward,
        nik: FieldView {
            autocomplete: "username",
            kept: false,
            ..FieldView::new(spec(Field::Nik), nik, &error(Field::Nik.as_str()))
        },
        password: SecretView {
            name: "password",
            label: language::text("sign-in-password"),
            help: "",
            error: error("password"),
            faults: Vec::new(),
            autocomplete: "current-password",
        },
        captcha,
    };
    Ok(door.keep(Html::personal(page).status(status).into_response()))
}

impl FrozenView {
    fn of(frozen: Frozen) -> Self {
        Self {
            since: wib_in_words(frozen.at),
            why: why(frozen.by),
            removal: removal(frozen),
            object: language::path(&format!("/formulir/{OBJECT}")).into_owned(),
            object_title: catalogue::by_slug(OBJECT).map_or("", domain::Form::shown_title),
        }
    }
}

/// Why an account is frozen, in words.
pub(crate) fn why(frozen: FrozenFor) -> &'static str {
    match frozen {
        FrozenFor::Complaint => language::text("sign-in-frozen.complaint"),
        FrozenFor::Operator => language::text("sign-in-frozen.operator"),
    }
}

/// From when on the account may be removed, in words; "" when it is not about that.
pub(crate) fn removal(frozen: Frozen) -> String {
    match frozen.by {
        FrozenFor::Complaint => {
            let at = frozen.at.saturating_add(FROZEN_BEFORE_REMOVAL).unwrap_or(Timestamp::MAX);
            language::fill("sign-in-frozen.removal", &[("at", &wib_in_words(at))])
        }
        FrozenFor::Operator => String::new(),
    }
}

/// Whole seconds to wait, rounded up.
pub(super) fn seconds(wait: SignedDuration) -> u64 {
    u64::try_from(wait.as_secs()).unwrap_or_default().saturating_add(1)
}

/// When to try again, in words: the first whole minute after the wait.
pub(crate) fn wait_text(now: Timestamp, seconds: u64) -> String {
    let wait = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX).saturating_add(59));
    let at = now.saturating_add(wait).map(wib_clock).unwrap_or_default();
    language::fill("sign-in-wait", &[("at", &at)])
}
