//! `POST /petugas/tiket/{number}/catatan`: an internal note, which applicants never see.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Text;
use http::StatusCode;
use serde::Deserialize;
use web::Path;

use super::ticket_number::number;
use super::ticket_page::{self, Trouble, Writing};
use crate::app::caller;
use crate::error::Error;
use crate::pages::deed::Deed;
use crate::pages::{SignedForm, addresses};
use crate::work::NOTE;
use crate::{App, texts, work};

/// The note.
#[derive(Deserialize)]
pub(in crate::pages) struct Note {
    #[serde(default)]
    catatan: String,
}

pub(in crate::pages) async fn note(
    State(app): State<App>,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<Note>,
) -> Result<Response, Error> {
    let number = number(&text)?;
    match Text::parse(&form.catatan, NOTE) {
        Ok(text) => {
            work::note(&app.desks, &caller(&officer), number, &text).await?;
            Ok(Redirect::to(&Deed::Noted.then(&addresses::ticket(number), number)).into_response())
        }
        Err(fault) => {
            let trouble =
                Trouble { status: StatusCode::UNPROCESSABLE_ENTITY, text: texts::text_fault(fault), in_field: false };
            let writing = Writing { note: form.catatan, trouble: Some(trouble), ..Writing::default() };
            ticket_page::draw(&app, &officer, number, writing).await
        }
    }
}
