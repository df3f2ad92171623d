//! `GET` and `POST /petugas/faq/{id}`: one entry with its versions, and a change to it.

use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use officers::Officer;
use serde::Deserialize;
use uuid::Uuid;
use web::{Path, Query};

use super::entry_page::{Known, Told, draw};
use super::proposal::{Faults, Proposal};
use super::propose::{preview, word};
use super::{proposes, publishes};
use crate::pages::{SignedForm, addresses};
use crate::problems::{Error, forbidden};
use crate::state::caller;
use crate::work::{self, FaqWritten};
use crate::{State, texts};

/// What is to be shown of it.
#[derive(Deserialize)]
pub(in crate::pages) struct Shown {
    /// The version whose changes are shown.
    versi: Option<i32>,
    /// What was done just before.
    #[serde(default)]
    selesai: String,
}

pub(in crate::pages) async fn show(
    state: State,
    officer: Officer,
    Path(id): Path<Uuid>,
    Query(shown): Query<Shown>,
) -> Result<Response, Error> {
    proposes(&officer)?;
    let known = known(&state, id).await?;
    let told = Told { done: texts::faq_done(&shown.selesai).to_owned(), shown: shown.versi, ..Told::default() };
    Ok(draw(&state, &officer, Some(&known), newest(&known), told))
}

pub(in crate::pages) async fn change(
    state: State,
    Path(id): Path<Uuid>,
    SignedForm { officer, form }: SignedForm<Proposal>,
) -> Result<Response, Error> {
    proposes(&officer)?;
    let publish = form.aksi == "terbitkan";
    if publish && !publishes(&officer) {
        return Err(forbidden());
    }
    let entry = known(&state, id).await?;
    let again = |form: Proposal, told: Told| Ok(draw(&state, &officer, Some(&entry), form, told));
    let Some(writing) = form.writing(Some(id), publish)? else {
        let faults = Faults::unchosen(&form);
        return again(form, Told { faults, status: StatusCode::UNPROCESSABLE_ENTITY, ..Told::default() });
    };
    if form.is_previewed() {
        let told = preview(&writing.entry);
        return again(form, told);
    }
    match work::write_faq(&state.desks, &caller(&officer), writing).await? {
        FaqWritten::Yes(id) => Ok(Redirect::to(&addresses::faq_done(id, word(publish))).into_response()),
        FaqWritten::Faulty(faults) => {
            let faults = Faults::of(&faults);
            again(form, Told { faults, status: StatusCode::UNPROCESSABLE_ENTITY, ..Told::default() })
        }
        FaqWritten::Overtaken => {
            // What the author wrote stays in the form; the next sending is in the sight of what the other one wrote.
            let entry = known(&state, id).await?;
            let form = Proposal { versi: entry.0.version, ..form };
            let told = Told { trouble: texts::FAQ_OVERTAKEN, status: StatusCode::CONFLICT, ..Told::default() };
            Ok(draw(&state, &officer, Some(&entry), form, told))
        }
    }
}

/// The entry with its versions.
pub(super) async fn known(state: &State, id: Uuid) -> Result<Known, Error> {
    let unknown = || Error::new(StatusCode::NOT_FOUND, "unknown_entry", texts::UNKNOWN_ENTRY);
    work::faq_entry(&state.desks, id).await?.ok_or_else(unknown)
}

/// The form with what the newest version says.
pub(super) fn newest((_, versions, _): &Known) -> Proposal {
    versions.first().map(Proposal::of).unwrap_or_default()
}
