//! `GET` and `POST /akun/kontak/email` and `/akun/kontak/ponsel`: the owner tells another address, and the password
//! once more.

use applicants::SignedForm;
use std::sync::Arc;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use domain::FieldError;
use domain::time::wib_in_words;
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use web::pages::SecretView;
use web::{FieldView, Html, Page, Problem, SummaryLine};

use super::typed::{PASSWORD, Refusal, Typed, field};
use super::{CONTACT, EMAIL, PHONE, after};
use crate::access::{NewAddress, SignedIn};
use crate::pages::entrance::problem;
use crate::pages::own::{SessionLine, Top};
use crate::pages::typed::address_field;
use crate::state::State;
use crate::store::addresses::Kind;

#[derive(Template)]
#[template(path = "own_contact_change.html")]
struct ChangePage {
    page: Page,
    session: SessionLine,
    top: Top,
    about: &'static str,
    /// Since when it can be changed; empty when it can.
    cooling: String,
    errors: Vec<SummaryLine>,
    action: String,
    address: FieldView,
    password: SecretView,
}

/// What the page sends. Personal data.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Sent {
    email: String,
    phone: String,
    password: String,
}

pub(in crate::pages) async fn email(
    extract::State(state): extract::State<Arc<State>>,
    person: SignedIn,
) -> Result<Response, Problem> {
    draw(&state, &person, (Kind::Email, ""), &[], StatusCode::OK).await
}

pub(in crate::pages) async fn phone(
    extract::State(state): extract::State<Arc<State>>,
    person: SignedIn,
) -> Result<Response, Problem> {
    draw(&state, &person, (Kind::Phone, ""), &[], StatusCode::OK).await
}

pub(in crate::pages) async fn tell_email(
    extract::State(state): extract::State<Arc<State>>,
    SignedForm { person, form }: SignedForm<Sent>,
) -> Result<Response, Problem> {
    let typed = Typed { kind: Kind::Email, address: form.email, password: form.password };
    tell(&state, &person, typed).await
}

pub(in crate::pages) async fn tell_phone(
    extract::State(state): extract::State<Arc<State>>,
    SignedForm { person, form }: SignedForm<Sent>,
) -> Result<Response, Problem> {
    let typed = Typed { kind: Kind::Phone, address: form.phone, password: form.password };
    tell(&state, &person, typed).await
}

async fn tell(state: &State, person: &SignedIn, typed: Typed) -> Result<Response, Problem> {
    let shown = (typed.kind, typed.address.as_str());
    match typed.tell(state, person).await {
        Ok(NewAddress::Counts) => Ok(after("tersimpan")),
        Ok(NewAddress::Waits) => Ok(after(match typed.kind {
            Kind::Email => "email",
            Kind::Phone => "ponsel",
        })),
        Err(Refusal::Invalid(errors)) => draw(state, person, shown, &errors, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(Refusal::Cooling(_until)) => draw(state, person, shown, &[], StatusCode::CONFLICT).await,
        Err(Refusal::Wait(error, wait)) => {
            let mut page = draw(state, person, shown, &[error], StatusCode::TOO_MANY_REQUESTS).await?;
            page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
            Ok(page)
        }
        Err(Refusal::Failure(failure)) => Err(problem(&failure)),
    }
}

/// Draws the form, or until when there is none.
async fn draw(
    state: &State,
    person: &SignedIn,
    (kind, typed): (Kind, &str),
    errors: &[FieldError],
    status: StatusCode,
) -> Result<Response, Problem> {
    let (cools_until, _) = state.access.standing(person.account).await.map_err(|failure| problem(&failure))?;
    let error = |name: &str| {
        let found = errors.iter().find(|error| error.field == name);
        found.map(|error| error.message.clone()).unwrap_or_default()
    };
    let (title, about, path) = match (kind, state.public.texts) {
        (Kind::Email, _) => ("own-contact-email", "own-contact-email.about", EMAIL),
        (Kind::Phone, true) => ("own-contact-phone", "own-contact-phone.about", PHONE),
        (Kind::Phone, false) => ("own-contact-phone", "own-contact-phone.unconfirmed", PHONE),
    };
    let line = |error: &FieldError| SummaryLine { target: error.field.clone(), text: error.message.clone() };
    let page = ChangePage {
        page: state.own_page(),
        session: SessionLine::of(person),
        top: Top {
            heading: language::text(title),
            message: "",
            back: language::path(CONTACT).into_owned(),
            back_label: language::text("own-contact-back"),
        },
        about: language::text(about),
        cooling: cools_until.map(wib_in_words).unwrap_or_default(),
        errors: errors.iter().map(line).collect(),
        action: language::path(path).into_owned(),
        address: address_field(field(kind), typed, &error(field(kind))),
        password: SecretView {
            name: PASSWORD,
            label: language::text("own-data-password"),
            help: language::text("own-data-password.help"),
            error: error(PASSWORD),
            faults: Vec::new(),
            autocomplete: "current-password",
        },
    };
    Ok(Html::personal(page).status(status).into_response())
}
