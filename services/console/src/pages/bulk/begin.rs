//! `POST /petugas/massal/baru`: shows three tickets as they would be answered, or begins with the first ten.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::choice::Choice;
use super::compose::{self, Writing};
use crate::app::caller;
use crate::error::Error;
use crate::pages::form_values::{consent, value};
use crate::pages::template_faults::told;
use crate::pages::{SignedForm, addresses, unknown_choice};
use crate::work::TemplateFault;
use crate::{App, texts, work};

/// `teks` is what was typed; `aksi` says what to do: `mulai` begins, anything else shows. The rest says for which
/// tickets.
pub(in crate::pages) async fn begin(
    State(app): State<App>,
    SignedForm { officer, form }: SignedForm<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let choice = Choice::read(&form, &officer, false)?;
    if !choice.filter.region_fault.is_empty() {
        return Err(unknown_choice());
    }
    if let Some(back) = choice.go_back() {
        return Ok(back.into_response());
    }
    let text = value(&form, "teks").to_owned();
    if value(&form, "aksi") != "mulai" {
        return compose::draw(&app, &officer, &choice, Writing { text, previewed: true, ..Writing::default() }).await;
    }
    match work::begin(&app.desks, &caller(&officer), &choice.chosen(&officer), &text, consent(&form)).await? {
        Ok(id) => Ok(Redirect::to(&addresses::bulk_answer(id)).into_response()),
        Err(faults) => {
            let error = if faults.is_empty() { texts::NO_TICKETS_CHOSEN.to_owned() } else { told(&faults) };
            // Questions stand beside the tickets that they are about.
            let asked = faults.iter().any(|fault| matches!(fault, TemplateFault::Digits | TemplateFault::Lacking(_)));
            compose::draw(&app, &officer, &choice, Writing { text, error, previewed: asked }).await
        }
    }
}
