//! `GET /akun/sesi` and `POST /akun/sesi/akhiri`: where the applicant is signed in, and the end of it.

use applicants::SignedForm;
use std::sync::Arc;

use askama::Template;
use axum::extract;
use axum::response::{IntoResponse as _, Redirect, Response};
use credentials::OpenSession;
use domain::time::wib_in_words;
use serde::Deserialize;
use uuid::Uuid;
use web::{Html, Page, Problem, Query};

use super::{Arriving, END_SESSION, HOME, SESSIONS, SessionLine};
use crate::access::{MOST_OPEN, SignedIn};
use crate::pages::entrance::problem;
use crate::state::State;

#[derive(Template)]
#[template(path = "own_sessions.html")]
struct SessionsPage {
    page: Page,
    session: SessionLine,
    message: &'static str,
    action: String,
    back: String,
    most: String,
    sessions: Vec<SessionView>,
}

/// One browser in which the applicant is signed in.
struct SessionView {
    id: String,
    client: String,
    began: String,
    seen: String,
    is_this: bool,
}

/// Which session, or all others: one of both.
#[derive(Deserialize)]
pub(in crate::pages) struct Which {
    session: Option<Uuid>,
    #[serde(default)]
    others: String,
}

pub(in crate::pages) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    person: SignedIn,
    Query(arriving): Query<Arriving>,
) -> Result<Response, Problem> {
    let sessions = state.access.open_sessions(&person).await.map_err(|failure| problem(&failure))?;
    let page = SessionsPage {
        page: state.own_page(),
        session: SessionLine::of(&person),
        message: if arriving.karena == "akhir" { language::text("own-session-ended") } else { "" },
        action: language::path(END_SESSION).into_owned(),
        back: language::path(HOME).into_owned(),
        most: MOST_OPEN.to_string(),
        sessions: sessions.into_iter().map(|session| SessionView::new(session, &person)).collect(),
    };
    Ok(Html::personal(page).into_response())
}

pub(in crate::pages) async fn end(
    extract::State(state): extract::State<Arc<State>>,
    SignedForm { person, form }: SignedForm<Which>,
) -> Result<Redirect, Problem> {
    let ended = match (form.session, form.others.as_str()) {
        (Some(id), "") => state.access.end_session(&person, id).await,
        (None, "yes") => state.access.end_other_sessions(&person).await,
        _ => return Err(Problem::bad_request(language::text("form-broken"))),
    };
    ended.map_err(|failure| problem(&failure))?;
    Ok(Redirect::to(&language::path(&format!("{SESSIONS}?karena=akhir"))))
}

impl SessionView {
    fn new(session: OpenSession, person: &SignedIn) -> Self {
        Self {
            is_this: session.id == person.session,
            id: session.id.to_string(),
            client: session.client,
            began: wib_in_words(session.created_at),
            seen: wib_in_words(session.last_seen_at),
        }
    }
}
