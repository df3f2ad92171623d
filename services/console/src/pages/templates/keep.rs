//! `POST /petugas/templat`: a supervisor writes a template, or changes one.

use axum::response::{IntoResponse as _, Redirect, Response};
use desk::{Digits, Refusal};
use domain::{Desk, catalogue};
use serde::Deserialize;

use super::templates_page::{self, Editing};
use crate::pages::SignedForm;
use crate::pages::addresses::TEMPLATES;
use crate::problems::{Error, unknown_choice};
use crate::state::caller;
use crate::store::templates::Template;
use crate::{State, work};

/// What was typed.
#[derive(Deserialize)]
pub(in crate::pages) struct Written {
    #[serde(default)]
    meja: String,
    /// Empty for a new one.
    #[serde(default)]
    id: String,
    #[serde(default)]
    judul: String,
    /// Empty for every form of the desk.
    #[serde(default)]
    formulir: String,
    #[serde(default)]
    teks: String,
    /// `ya`: sixteen digits in a row are meant to be there.
    #[serde(default)]
    dengan_angka: String,
}

pub(in crate::pages) async fn keep(
    state: State,
    SignedForm { officer, form }: SignedForm<Written>,
) -> Result<Response, Error> {
    let desk: Desk = form.meja.parse().map_err(|_unknown| Error::from(Refusal::UnknownDesk))?;
    let caller = caller(&officer);
    let id = match form.id.as_str() {
        "" => state.desks.clock.new_id(),
        id => id.parse().map_err(|_no_id: uuid::Error| unknown_choice())?,
    };
    let code = match form.formulir.as_str() {
        "" => None,
        code => Some(code.parse().ok().filter(|code| catalogue::by_code(*code).is_some()).ok_or_else(unknown_choice)?),
    };
    let template = Template {
        id,
        desk,
        form: code,
        title: form.judul.clone(),
        body: form.teks.clone(),
        changed_by: caller.id(),
        changed_at: state.now(),
    };
    let faults = work::save_template(&state.desks, &caller, template, Digits::of(form.dengan_angka == "ya")).await?;
    if faults.is_empty() {
        return Ok(Redirect::to(&format!("{TEMPLATES}?meja={desk}")).into_response());
    }
    let editing = Editing { id: form.id, title: form.judul, form: form.formulir, body: form.teks, faults };
    templates_page::draw(&state, &officer, desk, "", Some(editing)).await
}
