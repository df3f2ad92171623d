//! `POST /petugas/makro`: a supervisor writes a macro, or changes one.

use axum::response::{IntoResponse as _, Redirect, Response};
use desk::Refusal;
use domain::{Desk, catalogue};
use serde::Deserialize;

use super::macros_page::{self, Editing};
use crate::pages::SignedForm;
use crate::pages::addresses::MACROS;
use crate::pages::form_values::template;
use crate::problems::{Error, unknown_choice};
use crate::state::caller;
use crate::work::{DraftAct, MacroDraft};
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
    nama: String,
    /// Empty for every form of the desk.
    #[serde(default)]
    formulir: String,
    /// `jawab` or `teruskan`.
    #[serde(default)]
    tindakan: String,
    #[serde(default)]
    templat: String,
    #[serde(default)]
    meja_tujuan: String,
    #[serde(default)]
    alasan: String,
    #[serde(default)]
    catatan: String,
}

pub(in crate::pages) async fn keep(
    state: State,
    SignedForm { officer, form }: SignedForm<Written>,
) -> Result<Response, Error> {
    let desk: Desk = form.meja.parse().map_err(|_unknown| Error::from(Refusal::UnknownDesk))?;
    let id = match form.id.as_str() {
        "" => state.desks.clock.new_id(),
        id => id.parse().map_err(|_no_id: uuid::Error| unknown_choice())?,
    };
    let code = match form.formulir.as_str() {
        "" => None,
        code => Some(code.parse().ok().filter(|code| catalogue::by_code(*code).is_some()).ok_or_else(unknown_choice)?),
    };
    let act = match form.tindakan.as_str() {
        "jawab" => DraftAct::Answer(template(&form.templat)?),
        "teruskan" => {
            let to = match form.meja_tujuan.as_str() {
                "" => None,
                to => Some(to.parse::<Desk>().map_err(|_unknown| unknown_choice())?),
            };
            DraftAct::HandOver(to, form.alasan.clone())
        }
        _ => return Err(unknown_choice()),
    };
    let draft = MacroDraft { id, desk, form: code, name: form.nama.clone(), act, note: form.catatan.clone() };
    let faults = work::save_macro(&state.desks, &caller(&officer), draft).await?;
    if faults.is_empty() {
        return Ok(Redirect::to(&format!("{MACROS}?meja={desk}")).into_response());
    }
    let editing = Editing {
        id: form.id,
        name: form.nama,
        form: form.formulir,
        hands_over: form.tindakan == "teruskan",
        template: form.templat,
        to: form.meja_tujuan,
        reason: form.alasan,
        note: form.catatan,
        faults,
    };
    macros_page::draw(&state, &officer, desk, "", Some(editing)).await
}
