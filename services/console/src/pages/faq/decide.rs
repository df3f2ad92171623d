//! `POST /petugas/faq/{id}/putusan`: a supervisor publishes, withdraws or declines an entry, or goes back to a version.

use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use serde::Deserialize;
use uuid::Uuid;
use web::Path;

use super::entry_page::{Told, draw};
use super::publishes;
use super::show::{known, newest};
use crate::pages::{SignedForm, addresses};
use crate::problems::{Error, forbidden, unknown_choice};
use crate::state::caller;
use crate::work::{self, FaqVerdict};
use crate::{State, texts};

/// What was decided.
#[derive(Deserialize)]
pub(in crate::pages) struct Decision {
    /// The newest version that the supervisor saw.
    #[serde(default)]
    versi: i32,
    #[serde(default)]
    aksi: String,
    /// The version to go back to.
    #[serde(default)]
    ke: i32,
}

pub(in crate::pages) async fn decide(
    state: State,
    Path(id): Path<Uuid>,
    SignedForm { officer, form }: SignedForm<Decision>,
) -> Result<Response, Error> {
    if !publishes(&officer) {
        return Err(forbidden());
    }
    let (verdict, word) = match form.aksi.as_str() {
        "terbitkan" => (FaqVerdict::Publish, texts::FAQ_DONE_PUBLISHED.0),
        "tarik" => (FaqVerdict::Withdraw, texts::FAQ_DONE_WITHDRAWN.0),
        "tolak" => (FaqVerdict::Decline, texts::FAQ_DONE_DECLINED.0),
        "kembali" => (FaqVerdict::GoBack(form.ke), texts::FAQ_DONE_WENT_BACK.0),
        _ => return Err(unknown_choice()),
    };
    known(&state, id).await?;
    if work::decide_faq(&state.desks, &caller(&officer), (id, form.versi), verdict).await? {
        return Ok(Redirect::to(&addresses::faq_done(id, word)).into_response());
    }
    let entry = known(&state, id).await?;
    let told = Told { trouble: texts::FAQ_CHANGED_MEANWHILE, status: StatusCode::CONFLICT, ..Told::default() };
    Ok(draw(&state, &officer, Some(&entry), newest(&entry), told))
}
