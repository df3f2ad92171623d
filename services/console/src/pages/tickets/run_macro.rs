//! `POST /petugas/tiket/{number}/makro`: shows what a macro will do with this ticket, and does it when confirmed.

use axum::response::{IntoResponse as _, Redirect, Response};
use desk::{Digits, Refusal};
use domain::TicketNumber;
use http::StatusCode;
use officers::Officer;
use serde::Deserialize;
use uuid::Uuid;
use web::Path;

use super::ticket_number::number;
use super::ticket_page::{self, About, Trouble, Writing};
use crate::done::Done;
use crate::pages::SignedForm;
use crate::pages::addresses::{self, TICKETS};
use crate::pages::form_values::template;
use crate::problems::{Error, unknown_choice};
use crate::state::caller;
use crate::work::Ran;
use crate::{State, texts, work};

/// Which macro, and which button was pressed.
#[derive(Deserialize)]
pub(in crate::pages) struct Pressed {
    #[serde(default)]
    makro: String,
    /// What the officer was shown; empty before that.
    #[serde(default)]
    versi: String,
    /// Not empty: sixteen digits in a row are meant to be there.
    #[serde(default)]
    dengan_angka: String,
    /// What stands in the box for the answer, and the template that it came from.
    #[serde(default)]
    jawaban: String,
    #[serde(default)]
    dari_templat: String,
}

pub(in crate::pages) async fn run_macro(
    state: State,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<Pressed>,
) -> Result<Response, Error> {
    let number = number(&text)?;
    let id: Option<Uuid> = match form.makro.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_no_id: uuid::Error| unknown_choice())?),
    };
    match id {
        Some(id) if !form.versi.is_empty() => confirmed(&state, &officer, number, id, &form).await,
        shown => {
            let caller = caller(&officer);
            let from = work::template_of_ticket(&state.desks, number, template(&form.dari_templat)?).await?;
            work::keep_draft(&state.desks, &caller, number, &form.jawaban, from).await?;
            let trouble = shown.is_none().then(|| trouble(StatusCode::UNPROCESSABLE_ENTITY, texts::NO_MACRO));
            let writing = Writing { text: Some(form.jawaban), from, shown_macro: shown, trouble, ..Writing::default() };
            ticket_page::show_again(&state, &officer, number, writing).await
        }
    }
}

async fn confirmed(
    state: &State,
    officer: &Officer,
    number: TicketNumber,
    id: Uuid,
    form: &Pressed,
) -> Result<Response, Error> {
    let (caller, digits) = (caller(officer), Digits::of(!form.dengan_angka.is_empty()));
    let trouble = match work::run_macro(&state.desks, &caller, number, (id, &form.versi), digits).await {
        Ok(Ran::Answered) => {
            return Ok(Redirect::to(&Done::Answered.then(&addresses::ticket(number), number)).into_response());
        }
        Ok(Ran::HandedOver) => return Ok(Redirect::to(&Done::HandedOver.then(TICKETS, number)).into_response()),
        Ok(Ran::Changed) => trouble(StatusCode::CONFLICT, texts::MACRO_CHANGED),
        Ok(Ran::Unfit(fault)) => trouble(StatusCode::UNPROCESSABLE_ENTITY, &texts::unfit(&fault)),
        Err(refusal @ (Refusal::ClaimedByAnother | Refusal::AlreadyAnswered | Refusal::AwaitsAccounts)) => Trouble {
            status: StatusCode::CONFLICT,
            text: texts::too_late(Error::from(refusal).0.title()),
            about: About::Ticket,
        },
        Err(refusal) => return Err(refusal.into()),
    };
    let writing = Writing { shown_macro: Some(id), trouble: Some(trouble), ..Writing::default() };
    ticket_page::show_again(state, officer, number, writing).await
}

fn trouble(status: StatusCode, text: &str) -> Trouble {
    Trouble { status, text: text.to_owned(), about: About::Macro }
}
