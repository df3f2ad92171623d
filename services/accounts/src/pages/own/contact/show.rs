//! `GET /akun/kontak`: the e-mail address and the telephone of the account, what waits to be confirmed, and the field
//! for a code.

use std::sync::Arc;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use domain::time::wib_in_words;
use http::StatusCode;
use jiff::Timestamp;
use web::{FieldView, Html, Page, Problem, Query, SummaryLine};

use super::{CODE, EMAIL, LINK, NEW_CODE, PHONE, WITHDRAW};
use crate::access::{OwnAddress, SignedIn};
use crate::pages::entrance::problem;
use crate::pages::own::{Arriving, SessionLine, Top};
use crate::state::State;
use crate::store::addresses::Kind;

/// Name of the field for the code.
pub(super) const CODE_FIELD: &str = "code";

#[derive(Template)]
#[template(path = "own_contact.html")]
struct ContactPage {
    page: Page,
    session: SessionLine,
    top: Top,
    errors: Vec<SummaryLine>,
    /// Since when it can be changed; empty when it can.
    cooling: String,
    withdraw: String,
    contacts: [ContactView; 2],
}

/// The address of one kind.
struct ContactView {
    /// `email` or `phone`.
    kind: &'static str,
    heading: &'static str,
    /// Masked.
    current: String,
    about: &'static str,
    /// Masked; empty when none waits.
    waiting: String,
    waiting_about: &'static str,
    /// Address of the page on which another one is told.
    change: String,
    change_label: &'static str,
    /// Address of the form that has a link or a code sent; empty when there is nothing to confirm.
    ask: String,
    ask_label: &'static str,
    /// From when another one may be sent; empty when it may be now.
    wait: String,
    /// The code that was sent, if one was.
    code: Option<FieldView>,
    code_action: String,
}

pub(in crate::pages) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    person: SignedIn,
    Query(arriving): Query<Arriving>,
) -> Result<Response, Problem> {
    let message = match arriving.karena.as_str() {
        "email" => language::text("own-contact-done-email"),
        "ponsel" => language::text("own-contact-done-phone"),
        "tersimpan" => language::text("own-contact-done-stored"),
        "pasti" => language::text("own-contact-done-confirmed"),
        "batal" => language::text("own-contact-done-withdrawn"),
        "tautan" => language::text("own-contact-done-link"),
        "kode" => language::text("own-contact-done-code"),
        _ => "",
    };
    draw(&state, &person, (message, ""), StatusCode::OK).await
}

/// Draws it; `fault` is what is wrong with the code that was typed.
pub(super) async fn draw(
    state: &State,
    person: &SignedIn,
    (message, fault): (&'static str, &str),
    status: StatusCode,
) -> Result<Response, Problem> {
    let account = person.account;
    let failed = |failure| problem(&failure);
    let (cools_until, _) = state.access.standing(account).await.map_err(failed)?;
    let own = state.access.own_addresses(account).await.map_err(failed)?;
    let next_link = state.access.next_link(account).await.map_err(failed)?;
    let (has_code, next_code) = state.access.phone_code(account).await.map_err(failed)?;
    let email = ContactView {
        change: language::path(EMAIL).into_owned(),
        change_label: language::text("own-contact-email"),
        ask_label: language::text("own-email.ask"),
        heading: language::text("own-email"),
        ..ContactView::of(Kind::Email, &own, (true, LINK), next_link)
    };
    let phone = ContactView::of(Kind::Phone, &own, (state.public.texts, NEW_CODE), next_code);
    // A code that was void just now has its message at the field all the same.
    let asks_code = state.public.texts && !phone.ask.is_empty() && (has_code || !fault.is_empty());
    let words = (language::text("own-contact-code"), language::text("own-contact-code.help"));
    let phone = ContactView {
        change: language::path(PHONE).into_owned(),
        change_label: language::text("own-contact-phone"),
        ask_label: language::text("own-contact-code.ask"),
        heading: language::text("own-contact-telephone"),
        code: asks_code.then(|| FieldView::line(CODE_FIELD, words, "digits", "one-time-code", "", fault)),
        code_action: language::path(CODE).into_owned(),
        ..phone
    };
    let summary = SummaryLine { target: CODE_FIELD.to_owned(), text: fault.to_owned() };
    let page = ContactPage {
        page: state.own_page(),
        session: SessionLine::of(person),
        top: Top::below_home(language::text("own-contact"), message),
        errors: asks_code.then_some(summary).filter(|line| !line.text.is_empty()).into_iter().collect(),
        cooling: cools_until.map(wib_in_words).unwrap_or_default(),
        withdraw: language::path(WITHDRAW).into_owned(),
        contacts: [email, phone],
    };
    Ok(Html::personal(page).status(status).into_response())
}

impl ContactView {
    /// What is known of the addresses of this kind. `confirms` says whether one can be confirmed here, and where to ask
    /// for what confirms it.
    fn of(kind: Kind, own: &[OwnAddress], (confirms, ask): (bool, &str), next: Option<Timestamp>) -> Self {
        let find = |waits: bool| own.iter().find(|address| address.kind == kind && address.is_waiting == waits);
        let (current, waiting) = (find(false), find(true));
        let is_verified = current.is_some_and(|address| address.is_verified);
        let is_open = confirms && (waiting.is_some() || (current.is_some() && !is_verified));
        let about = match (kind, is_verified, confirms) {
            (Kind::Email, true, _) => "own-email.verified",
            (Kind::Email, false, _) => "own-email.unverified",
            (Kind::Phone, true, true) => "own-contact-telephone.verified",
            (Kind::Phone, false, true) => "own-contact-telephone.unverified",
            (Kind::Phone, _, false) => "own-contact-telephone.stored",
        };
        let masked = |address: Option<&OwnAddress>| address.map(|address| address.address.masked()).unwrap_or_default();
        Self {
            kind: kind.as_str(),
            heading: "",
            current: masked(current),
            about: language::text(about),
            waiting: masked(waiting),
            waiting_about: match kind {
                Kind::Email => language::text("own-contact-waiting.email"),
                Kind::Phone => language::text("own-contact-waiting.phone"),
            },
            change: String::new(),
            change_label: "",
            ask: if is_open { language::path(ask).into_owned() } else { String::new() },
            ask_label: "",
            wait: next.map(wib_in_words).unwrap_or_default(),
            code: None,
            code_action: String::new(),
        }
    }
}
