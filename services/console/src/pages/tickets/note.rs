//! `POST /petugas/tiket/{number}/catatan`: an internal note, which applicants never see.

use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{FieldFault, Text, text_fault};
use http::StatusCode;
use serde::Deserialize;
use web::Path;

use super::ticket_number::number;
use super::ticket_page::{self, About, Trouble, Writing};
use crate::done::Done;
use crate::pages::{SignedForm, addresses};
use crate::problems::{Error, unknown_choice};
use crate::state::caller;
use crate::work::NOTE;
use crate::{State, texts, work};

/// The note.
#[derive(Deserialize)]
pub(in crate::pages) struct Note {
    #[serde(default)]
    catatan: String,
    /// A colleague who is to find it among the mentions; empty for nobody.
    #[serde(default)]
    sebut: String,
}

pub(in crate::pages) async fn note(
    state: State,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<Note>,
) -> Result<Response, Error> {
    let number = number(&text)?;
    let to = match form.sebut.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_no_id: uuid::Error| unknown_choice())?),
    };
    match Text::parse(&form.catatan, NOTE) {
        Ok(text) => {
            work::note(&state.desks, &caller(&officer), number, &text, to).await?;
            Ok(Redirect::to(&Done::Noted.then(&addresses::ticket(number), number)).into_response())
        }
        Err(fault) => {
            let text = if fault == FieldFault::Required { texts::NO_NOTE.to_owned() } else { text_fault(fault) };
            let trouble = Trouble { status: StatusCode::UNPROCESSABLE_ENTITY, text, about: About::Note };
            let writing = Writing { note: form.catatan, trouble: Some(trouble), ..Writing::default() };
            ticket_page::show_again(&state, &officer, number, writing).await
        }
    }
}
