//! `GET /pendaftaran`: how the own registration stands, and where to go on.

use applicants::{SessionLine, SignedIn};
use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Response};
use domain::time::wib_in_words;
use http::StatusCode;
use web::{Html, Page};

use super::account;
use super::elsewhere::failed;
use crate::catalogue::Selection;
use crate::registrations::{Registration, Standing};
use crate::state::State;
use crate::steps::Step;
use crate::store::dates;
use domain::SelectionKind;

/// What a page says besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Nothing,
    /// A form came that would have changed something.
    NothingChanged,
}

#[derive(Template)]
#[template(path = "registration.html")]
struct Overview {
    page: Page,
    session: SessionLine,
    /// Something was sent that changes nothing.
    is_refused: bool,
    /// `draft`, `final`, `expired`, `cancelled`, `none` before the first save, `closed` while none is taken.
    standing: &'static str,
    /// When it closes, and how much time is left; "" where that does not matter.
    closes: String,
    left: String,
    /// The step to go on with: its heading and address.
    next: (&'static str, String),
    number: String,
    final_at: String,
    card: String,
    documents: String,
    resume: String,
    check: String,
    /// Kinds of selection and when registrations for them are taken.
    dates: Vec<(&'static str, String, String)>,
    formations: String,
}

pub(super) async fn show(extract::State(state): extract::State<State>, person: SignedIn) -> Response {
    match overview(&state, &person).await {
        Ok(response) | Err(response) => response,
    }
}

async fn overview(state: &State, person: &SignedIn) -> Result<Response, Response> {
    let account = account(state, person).await?;
    let found = state.kept.find(&account).await.map_err(|failure| failed(&failure))?;
    if found.is_some() {
        return Ok(draw(state, person, found.as_ref(), Told::Nothing));
    }
    let mut page = Overview::empty(state, person);
    for kind in SelectionKind::ALL {
        let dates = dates::of_period(&state.pool, account.period_id, Selection::of(kind)).await;
        if let Some((opens, closes)) = dates.map_err(|error| failed(&error.into()))? {
            page.dates.push((kind.name(), wib_in_words(opens), wib_in_words(closes)));
        }
    }
    let now = state.clock.now();
    let last = dates::last_close(&state.pool, account.period_id, now).await.map_err(|error| failed(&error.into()))?;
    page.standing = if last.is_some() { "none" } else { "closed" };
    Ok(Html::personal(page).into_response())
}

impl Overview {
    fn empty(state: &State, person: &SignedIn) -> Self {
        Self {
            page: state.own_page(),
            session: SessionLine::of(person),
            is_refused: false,
            standing: "none",
            closes: String::new(),
            left: String::new(),
            next: link(Step::Biodata),
            number: String::new(),
            final_at: String::new(),
            card: language::path("/pendaftaran/kartu").into_owned(),
            documents: language::path(Step::Documents.path()).into_owned(),
            resume: language::path(Step::Resume.path()).into_owned(),
            check: language::path(crate::cards::CHECK_PATH).into_owned(),
            dates: Vec::new(),
            formations: language::path(crate::pages::PATH).into_owned(),
        }
    }
}

fn link(step: Step) -> (&'static str, String) {
    (language::text(step.text_id()), language::path(step.path()).into_owned())
}

/// Draws how a registration stands. A form that changes nothing any more is answered by 409 and the same page.
pub(super) fn draw(state: &State, person: &SignedIn, registration: Option<&Registration>, told: Told) -> Response {
    let mut page = Overview::empty(state, person);
    page.is_refused = told == Told::NothingChanged;
    if let Some(registration) = registration {
        let deadline = registration.deadline(state.clock.now());
        let is_over = registration.standing == Standing::Draft && deadline.is_over();
        page.standing = if is_over { Standing::Expired } else { registration.standing }.as_str();
        (page.closes, page.left) = (deadline.at(), deadline.left());
        page.next = link(registration.step);
        page.number = registration.number.clone().unwrap_or_default();
        page.final_at = registration.final_at.map(wib_in_words).unwrap_or_default();
    }
    let status = if page.is_refused { StatusCode::CONFLICT } else { StatusCode::OK };
    Html::personal(page).status(status).into_response()
}
