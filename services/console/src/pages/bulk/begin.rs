//! `POST /petugas/massal/baru`: shows three tickets as they would be answered, or begins with the first ten.

use axum::response::{IntoResponse as _, Redirect, Response};

use super::choice::Choice;
use super::compose::{self, Writing};
use crate::pages::form_values::{consent, template, value};
use crate::pages::{SignedForm, addresses};
use crate::problems::{Error, unknown_choice};
use crate::state::caller;
use crate::work::{BulkRefusal, TextFault, Wording};
use crate::{State, texts, work};

/// `teks` is what was typed; `aksi` says what to do: `mulai` begins, `pakai_templat` puts a template in, anything else
/// shows. The rest says for which tickets.
pub(in crate::pages) async fn begin(
    state: State,
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
    let from = template(value(&form, "dari_templat"))?;
    if value(&form, "aksi") == "pakai_templat" {
        let template = template(value(&form, "templat"))?;
        return compose::draw(&state, &officer, &choice, Writing { text, template, from, ..Writing::default() }).await;
    }
    if value(&form, "aksi") != "mulai" {
        let writing = Writing { text, previewed: true, from, ..Writing::default() };
        return compose::draw(&state, &officer, &choice, writing).await;
    }
    let chosen = choice.chosen(&officer);
    let wording = Wording { body: &text, consent: consent(&form), template: from };
    let (error, previewed) = match work::begin(&state.desks, &caller(&officer), &chosen, wording).await {
        Ok(id) => return Ok(Redirect::to(&addresses::bulk_answer(id)).into_response()),
        Err(BulkRefusal::NobodyWaits) => (texts::NO_TICKETS_CHOSEN.to_owned(), false),
        // Questions stand beside the tickets that they are about.
        Err(BulkRefusal::Text(faults)) => (texts::text_faults(&faults), faults.iter().any(TextFault::is_question)),
        Err(BulkRefusal::Refused(refusal)) => return Err(refusal.into()),
    };
    compose::draw(&state, &officer, &choice, Writing { text, error, previewed, from, ..Writing::default() }).await
}
