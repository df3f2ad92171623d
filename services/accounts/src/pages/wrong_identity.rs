//! The population register does not know the identity: whom to ask, and how to come back.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use domain::{Guidance, catalogue, guidance};
use web::{Html, Page};

use super::first_step;
use super::typed::Typed;
use crate::identity::Outcome;
use crate::state::State;
use applicants::Applicant;

/// The helpdesk's form for a NIK that nobody has.
const NOT_FOUND_FORM: &str = "nik-kk-tidak-ditemukan";
/// Its form for values that differ.
pub(super) const DIFFERS_FORM: &str = "data-tidak-sesuai";

#[derive(Template)]
#[template(path = "wrong_identity.html")]
struct WrongIdentity {
    page: Page,
    heading: &'static str,
    about: &'static str,
    guidance: Guidance,
    /// The helpdesk's form: title, address, and what it asks for, as it was typed.
    form_title: &'static str,
    form_action: String,
    form_fields: Vec<Carried>,
    /// The way back to the first step.
    action: String,
    fields: Vec<Carried>,
}

/// A field that goes along as it was typed.
struct Carried {
    name: &'static str,
    value: String,
}

/// What people are told of such an outcome: heading, text, and the helpdesk's form for it.
pub(super) fn words(outcome: Outcome) -> (&'static str, &'static str, &'static str) {
    match outcome {
        Outcome::NotFound => {
            (language::text("account-not-found"), language::text("account-not-found.about"), NOT_FOUND_FORM)
        }
        Outcome::TooMany => {
            (language::text("account-too-many-niks"), language::text("account-too-many-niks.about"), DIFFERS_FORM)
        }
        Outcome::Differs | Outcome::Match | Outcome::Unavailable => {
            (language::text("account-differs"), language::text("account-differs.about"), DIFFERS_FORM)
        }
    }
}

/// Draws it. Which value differs is told to nobody: whoever tries values would learn them one by one.
pub(super) fn draw(state: &State, outcome: Outcome, applicant: &Applicant, typed: &Typed) -> Response {
    let (heading, about, slug) = words(outcome);
    let form = catalogue::by_slug(slug);
    let asked = |name: &str| form.is_some_and(|form| form.fields.iter().any(|spec| spec.field.as_str() == name));
    let carried = |(name, value): (&'static str, &str)| Carried { name, value: value.to_owned() };
    let page = WrongIdentity {
        page: state.page(),
        heading,
        about,
        guidance: guidance::for_nik(&applicant.identity.nik),
        form_title: form.map_or("", domain::Form::shown_title),
        form_action: language::path(&format!("/formulir/{slug}")).into_owned(),
        form_fields: typed.pairs().into_iter().filter(|(name, _)| asked(name)).map(carried).collect(),
        action: language::path(first_step::PATH).into_owned(),
        fields: typed.pairs().into_iter().map(carried).collect(),
    };
    language::same_page(first_step::PATH);
    Html::personal(page).into_response()
}
