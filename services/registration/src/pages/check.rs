//! `POST /formasi/{id}/kelayakan`: says which rules of a formation hold for what somebody typed. It is neither stored
//! nor logged, and no cache keeps the page.

use axum::extract::{self, DefaultBodyLimit, Form, FromRequest as _, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use serde::Deserialize;
use web::{ClientAddress, Html, Path, Problem};

use super::formation_page::FormationPage;
use super::formation_path;
use super::show::read_id;
use crate::eligibility::{Typed, judge};
use crate::measures;
use crate::problems::{self, MAX_BODY_BYTES};
use crate::state::State;

/// What the page sends.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Sent {
    birth_date: String,
    education: String,
    gpa: String,
}

pub(super) async fn check(
    extract::State(state): extract::State<State>,
    address: ClientAddress,
    Path(id): Path<String>,
    mut request: Request,
) -> Result<Response, Problem> {
    state.check_limit(address)?;
    let id = read_id(&id)?;
    DefaultBodyLimit::max(MAX_BODY_BYTES).apply(&mut request);
    let Form(sent) =
        Form::<Sent>::from_request(request, &()).await.map_err(|rejection| problems::unreadable_form(&rejection))?;
    let typed = Typed { birth_date: sent.birth_date, education: sent.education, gpa: sent.gpa };
    let shown = state.formation(id).await?;
    let page = FormationPage::draw(&state, &shown);
    if shown.withdrawn {
        return Ok(Html::personal(page).status(StatusCode::CONFLICT).into_response());
    }
    let today = state.today();
    match typed.read(&shown.formation, today) {
        Ok(person) => {
            let verdicts = judge(&shown.formation, &person, today);
            measures::checked(verdicts.iter().all(|verdict| verdict.holds));
            Ok(Html::personal(page.with_verdicts(&typed, verdicts, today)).into_response())
        }
        Err(faults) => Ok(Html::personal(page.with_faults(&typed, &faults))
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .into_response()),
    }
}

/// Who loads the address of a check anew, or changes its language, is back at the formation.
pub(super) async fn again(Path(id): Path<String>) -> Result<Redirect, Problem> {
    Ok(Redirect::to(&formation_path(read_id(&id)?)))
}
