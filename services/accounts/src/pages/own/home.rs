//! `GET /akun`: where an applicant begins who is signed in.

use applicants::Identity;
use std::sync::Arc;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Nik;
use domain::time::wib_in_words;
use web::{Html, Page, Problem, Query};

use super::contact::CONTACT;
use super::email::OwnEmail;
use super::{Arriving, DATA, PASSWORD, QUESTIONS, SESSIONS, SessionLine};
use crate::access::SignedIn;
use crate::pages::entrance::problem;
use crate::pages::sign_in;
use crate::state::State;

#[derive(Template)]
#[template(path = "own.html")]
struct Home {
    page: Page,
    session: SessionLine,
    message: &'static str,
    first_name: String,
    full_name: String,
    nik: String,
    period: String,
    identity: &'static str,
    is_verified: bool,
    email: OwnEmail,
    /// Address of the page that corrects an identity; "" when there is nothing to correct.
    correct: String,
    /// Address of the registration; "" where there is none.
    registration: String,
    contact: String,
    sessions: String,
    password: String,
    questions: String,
    /// The owner is asked to choose new questions.
    asks_questions: bool,
    /// Since when contact and questions can be changed again; empty when they can.
    cooling: String,
}

pub(in crate::pages) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    person: SignedIn,
    Query(arriving): Query<Arriving>,
) -> Result<Response, Problem> {
    let account = state.access.applicants.account(person.account).await.map_err(|failure| problem(&failure))?;
    // It ended at this very moment.
    let Some(account) = account else { return Ok(Redirect::to(&language::path(sign_in::PATH)).into_response()) };
    let email = OwnEmail::of(&state, person.account, &account.applicant).await;
    let email = email.map_err(|failure| crate::pages::problem(&failure))?;
    let standing = state.access.standing(person.account).await.map_err(|failure| problem(&failure))?;
    let (cools_until, asks_questions) = standing;
    let identity = &account.applicant.identity;
    let full_name = identity.full_name.expose().to_owned();
    let page = Home {
        page: state.own_page(),
        session: SessionLine::of(&person),
        message: match arriving.karena.as_str() {
            "sesi" => language::text("own-oldest-ended"),
            "data" => language::text("own-data-told"),
            _ => "",
        },
        first_name: full_name.split_whitespace().next().unwrap_or_default().to_owned(),
        full_name,
        nik: masked(&identity.nik),
        period: account.period,
        identity: match account.identity {
            Identity::Verified => language::text("own-identity-verified"),
            Identity::Pending => language::text("own-identity-pending"),
            Identity::Refused => language::text("own-identity-refused"),
        },
        is_verified: account.identity == Identity::Verified,
        email,
        correct: match account.identity {
            Identity::Refused => language::path(DATA).into_owned(),
            Identity::Verified | Identity::Pending => String::new(),
        },
        contact: language::path(CONTACT).into_owned(),
        sessions: language::path(SESSIONS).into_owned(),
        registration: if state.public.registration {
            language::path(applicants::REGISTRATION).into_owned()
        } else {
            String::new()
        },
        password: language::path(PASSWORD).into_owned(),
        questions: language::path(QUESTIONS).into_owned(),
        asks_questions,
        cooling: cools_until.map(wib_in_words).unwrap_or_default(),
    };
    Ok(Html::personal(page).into_response())
}

/// The first and the last four digits: enough for its owner to recognise it.
pub(in crate::pages) fn masked(nik: &Nik) -> String {
    let digits = nik.expose();
    let (first, last) = (digits.get(..4).unwrap_or_default(), digits.get(12..).unwrap_or_default());
    format!("{first}••••••••{last}")
}
