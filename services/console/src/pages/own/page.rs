//! `GET /petugas/sesi`: the officer's own account.

use askama::Template;
use axum::response::{IntoResponse, Response};
use domain::time::wib_text;
use http::StatusCode;
use officers::{Officer, OpenSession, OwnRefusal};
use serde::Deserialize;
use web::pages::summary;
use web::{FieldView, Html, Page, Query, SecretView, SummaryLine};

use crate::pages::entry::whole_seconds;
use crate::pages::{Frame, Section};
use crate::problems::Error;
use crate::{State, texts};

#[derive(Template)]
#[template(path = "own_account.html")]
struct OwnAccountPage {
    page: Page,
    frame: Frame,
    errors: Vec<SummaryLine>,
    message: &'static str,
    sessions: Vec<SessionView>,
    codes_left: i64,
    drift: String,
    session_password: SecretView,
    current: SecretView,
    password: SecretView,
    repeated: SecretView,
    confirm: SecretView,
    phone_password: SecretView,
    phone_code: FieldView,
}

/// One browser in which the officer is signed in.
struct SessionView {
    id: String,
    client: String,
    began: String,
    seen: String,
    current: bool,
}

/// What happened before: `sandi`, `sesi`, `pintasan` or `ponsel`.
#[derive(Deserialize)]
pub(in crate::pages) struct Arriving {
    #[serde(default)]
    karena: String,
}

/// What is wrong with each password or code that was typed.
#[derive(Default)]
pub(super) struct FormState {
    pub(super) session_password: String,
    pub(super) current: String,
    pub(super) password: String,
    pub(super) password_faults: Vec<String>,
    pub(super) repeated: String,
    pub(super) confirm: String,
    pub(super) phone_password: String,
    pub(super) phone_code: String,
}

pub(in crate::pages) async fn show_own_account(
    state: State,
    officer: Officer,
    Query(arriving): Query<Arriving>,
) -> Result<Response, Error> {
    let message = match arriving.karena.as_str() {
        "sandi" => texts::PASSWORD_CHANGED,
        "sesi" => texts::SESSION_ENDED,
        "ponsel" => texts::NO_PHONE_OFFERED,
        "pintasan" => texts::KEYS_SWITCHED,
        _ => "",
    };
    draw(&state, &officer, message, FormState::default(), StatusCode::OK).await
}

/// The page with what is wrong.
pub(super) async fn with(state: &State, officer: &Officer, shown: FormState) -> Result<Response, Error> {
    draw(state, officer, "", shown, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Why something was not done, in words.
pub(super) fn explain(refusal: &OwnRefusal) -> Result<String, Error> {
    match refusal {
        OwnRefusal::WrongPassword => Ok(texts::NOT_YOUR_PASSWORD.to_owned()),
        OwnRefusal::Wait(wait) => Ok(texts::wait(whole_seconds(*wait))),
        OwnRefusal::WrongCode => Ok(texts::WRONG_CODE.to_owned()),
        OwnRefusal::UsedCode => Ok(texts::USED_CODE.to_owned()),
        OwnRefusal::NothingOffered => Ok(texts::NO_PHONE_OFFERED.to_owned()),
        OwnRefusal::Faults(_) => Ok(texts::PASSWORD_UNFIT.to_owned()),
        OwnRefusal::Failure(failure) => Err(failure.into()),
    }
}

async fn draw(
    state: &State,
    officer: &Officer,
    message: &'static str,
    shown: FormState,
    status: StatusCode,
) -> Result<Response, Error> {
    let sessions = state.officers.sessions_of(officer).await?;
    let codes_left = state.officers.recovery_codes_left(officer).await?;
    let drift = state.officers.phone_drift(officer).await?;
    let secret = |name, label, error, autocomplete| SecretView {
        name,
        label,
        help: "",
        error,
        faults: Vec::new(),
        autocomplete,
    };
    let page = OwnAccountPage {
        page: Frame::page(),
        frame: Frame::new(officer, Section::Own),
        errors: summary([
            ("sandi_sesi", &shown.session_password),
            ("sekarang", &shown.current),
            ("sandi", &shown.password),
            ("ulangi", &shown.repeated),
            ("konfirmasi", &shown.confirm),
            ("sandi_ponsel", &shown.phone_password),
            ("kode", &shown.phone_code),
        ]),
        message,
        sessions: sessions.into_iter().map(|session| SessionView::new(session, officer)).collect(),
        codes_left,
        drift: if drift == 0 { String::new() } else { texts::drift(drift) },
        session_password: secret("sandi_sesi", texts::CURRENT_PASSWORD, shown.session_password, "current-password"),
        current: secret("sekarang", texts::CURRENT_PASSWORD, shown.current, "current-password"),
        password: SecretView {
            faults: shown.password_faults,
            ..secret("sandi", texts::NEW_PASSWORD, shown.password, "new-password")
        },
        repeated: secret("ulangi", texts::REPEATED_PASSWORD, shown.repeated, "new-password"),
        confirm: secret("konfirmasi", texts::CURRENT_PASSWORD, shown.confirm, "current-password"),
        phone_password: secret("sandi_ponsel", texts::CURRENT_PASSWORD, shown.phone_password, "current-password"),
        phone_code: FieldView::line("kode", texts::OLD_PHONES_CODE, "text", "one-time-code", "", &shown.phone_code),
    };
    Ok(Html::personal(page).status(status).into_response())
}

impl SessionView {
    fn new(session: OpenSession, officer: &Officer) -> Self {
        Self {
            current: session.id == officer.session_id,
            id: session.id.to_string(),
            client: session.client,
            began: wib_text(session.created_at),
            seen: wib_text(session.last_seen_at),
        }
    }
}
