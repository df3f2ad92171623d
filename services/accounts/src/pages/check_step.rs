//! `GET /akun/buat/periksa` and `POST /akun/buat/proses`: the third step shows everything again, asks whether it is
//! right, and makes the account.

use std::sync::Arc;

use askama::Template;
use axum::extract::{self, Form};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Field;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use web::{Html, Page, Problem};

use super::second_page::Fact;
use super::typed::{EMAIL, PHONE, Typed as FirstTyped, spec};
use super::{cookies, file_problem, made, picture, problem, second_step, taken};
use crate::drafts::Draft;
use crate::making::Outcome;
use crate::measures;
use crate::state::State;
use crate::store::drafts::Identity;
use crate::uploaded::{Kind, Uploaded};
use applicants::{Details, Gender};

/// Address of the page.
pub(super) const PATH: &str = "/akun/buat/periksa";
/// Address of its form.
pub(super) const PROCESS: &str = "/akun/buat/proses";

#[derive(Template)]
#[template(path = "check_step.html")]
struct CheckStep {
    page: Page,
    action: String,
    back: String,
    /// Asks once more whether the data are right.
    asks: bool,
    is_pending: bool,
    pictures: Vec<Shown>,
    identity: Vec<Fact>,
    compared: Vec<Compared>,
    others: Vec<Fact>,
    /// What looks unusual, and is taken all the same.
    hints: Vec<&'static str>,
}

/// A picture, or a PDF to open.
struct Shown {
    label: &'static str,
    address: String,
    is_picture: bool,
}

/// A value by the identity card and by the diploma.
struct Compared {
    label: &'static str,
    ktp: String,
    diploma: String,
    differs: bool,
}

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Pressed {
    #[serde(default)]
    action: String,
}

pub(super) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Some(draft) = second_step::draft(&state, &headers).await? else { return Ok(second_step::begin()) };
    draw(&state, &draft, false).await
}

pub(super) async fn process(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Problem> {
    let to = |path: &str| Redirect::to(&language::path(path)).into_response();
    match pressed.action.as_str() {
        "ask" => {
            let Some(draft) = second_step::draft(&state, &headers).await? else { return Ok(to(made::PATH)) };
            return draw(&state, &draft, true).await;
        }
        "yes" => {}
        _ => return Ok(to(PATH)),
    }
    let Some(secret) = cookies::draft(&headers) else { return Ok(second_step::begin()) };
    let outcome = state.making.confirm(&secret).await.map_err(|failure| problem(&failure))?;
    measures::confirmed(outcome);
    Ok(match outcome {
        Outcome::Made | Outcome::Claimed | Outcome::MadeBefore => to(made::PATH),
        Outcome::Taken => taken::draw(&state, StatusCode::CONFLICT),
        Outcome::NotReady => to(second_step::PATH),
    })
}

/// Shows it, or leads back to what is left to be told.
async fn draw(state: &State, draft: &Draft, asks: bool) -> Result<Response, Problem> {
    let files = state.files.of(draft.id).await.map_err(|failure| file_problem(&failure))?;
    let has = |kind: Kind| files.iter().any(|file| file.kind == kind);
    let (Some(details), Some(_questions), true) =
        (&draft.applicant.details, draft.questions, Kind::ALL.into_iter().all(has))
    else {
        return Ok(Redirect::to(&language::path(second_step::PATH)).into_response());
    };
    let typed = FirstTyped::of(&draft.applicant);
    let fact = |label, name: &str| Fact { label, value: typed.value(name).to_owned() };
    let page = CheckStep {
        page: state.page(),
        action: language::path(PROCESS).into_owned(),
        back: language::path(second_step::PATH).into_owned(),
        asks,
        is_pending: draft.identity == Identity::Pending,
        pictures: files.iter().rev().map(shown).collect(),
        identity: vec![fact(spec(Field::Nik).shown_label(), Field::Nik.as_str())],
        compared: compared(draft, details),
        others: vec![
            Fact {
                label: language::text("account-gender"),
                value: language::text(details.gender.text_id()).to_owned(),
            },
            fact(language::text("account-email"), EMAIL),
            fact(language::text("account-phone"), PHONE),
        ],
        hints: hints(state, draft, details),
    };
    Ok(Html::personal(page).into_response())
}

fn shown(file: &Uploaded) -> Shown {
    Shown {
        label: second_step::label(file.kind),
        address: language::path(picture::path(file.kind)).into_owned(),
        is_picture: file.media_type == documents::MediaType::Jpeg,
    }
}

fn compared(draft: &Draft, details: &Details) -> Vec<Compared> {
    let identity = &draft.applicant.identity;
    let row = |label, ktp: &str, diploma: &str| Compared {
        label: language::text(label),
        ktp: ktp.to_owned(),
        diploma: diploma.to_owned(),
        differs: !ktp.eq_ignore_ascii_case(diploma),
    };
    vec![
        row("account-name", identity.full_name.expose(), details.diploma_name.expose()),
        row("account-place", details.ktp_birth_place.expose(), details.diploma_birth_place.expose()),
        row("account-date", &identity.birth_date.shown(), &details.diploma_birth_date.shown()),
    ]
}

/// A NIK tells the day of birth and the gender; a list of today has no regency of former times. Nobody is refused for
/// either.
pub(crate) fn hints(state: &State, draft: &Draft, details: &Details) -> Vec<&'static str> {
    let identity = &draft.applicant.identity;
    let mut hints = Vec::new();
    if identity.birth_date != details.diploma_birth_date {
        hints.push(language::text("account-hint-date"));
    }
    let born = identity.nik.birth(state.clock.today_wib());
    if born.is_some_and(|born| born.woman != (details.gender == Gender::Female)) {
        hints.push(language::text("account-hint-gender"));
    }
    if domain::regions::named(details.diploma_birth_place.expose()).is_empty() {
        hints.push(language::text("account-hint-place"));
    }
    hints
}
