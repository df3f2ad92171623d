//! `POST /petugas/tiket/{number}/catatan`: an internal note, which applicants never see.

use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{Text, text_fault};
use http::StatusCode;
use serde::Deserialize;
use web::Path;

use super::ticket_number::number;
use super::ticket_page::{self, Trouble, Writing};
use crate::done::Done;
use crate::pages::{SignedForm, addresses};
use crate::problems::Error;
use crate::state::caller;
use crate::work::NOTE;
use crate::{State, work};

/// The note.
#[derive(Deserialize)]
pub(in crate::pages) struct Note {
    #[serde(default)]
    catatan: String,
}

pub(in crate::pages) async fn note(
    state: State,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<Note>,
) -> Result<Response, Error> {
    let number = number(&text)?;
    match Text::parse(&form.catatan, NOTE) {
        Ok(text) => {
            work::note(&state.desks, &caller(&officer), number, &text).await?;
            Ok(Redirect::to(&Done::Noted.then(&addresses::ticket(number), number)).into_response())
        }
        Err(fault) => {
            let trouble =
                Trouble { status: StatusCode::UNPROCESSABLE_ENTITY, text: text_fault(fault), in_field: false };
            let writing = Writing { note: form.catatan, trouble: Some(trouble), ..Writing::default() };
            ticket_page::show_again(&state, &officer, number, writing).await
        }
    }
}
