//! `POST /petugas/tiket/{number}/tanya`: asks the applicant one question. The ticket rests until the reply or the
//! deadline.

use axum::response::{IntoResponse as _, Redirect, Response};
use desk::{DAYS, QUESTION, Refusal};
use domain::{FieldFault, Text, holds_sixteen_digits, text_fault};
use http::StatusCode;
use serde::Deserialize;
use web::Path;

use super::ticket_number::number;
use super::ticket_page::{self, About, Trouble, Writing};
use crate::done::Done;
use crate::pages::SignedForm;
use crate::pages::addresses::TICKETS;
use crate::problems::{Error, unknown_choice};
use crate::state::caller;
use crate::{State, texts};

/// What is asked.
#[derive(Deserialize)]
pub(in crate::pages) struct Asked {
    #[serde(default)]
    pertanyaan: String,
    /// For how many days the ticket waits.
    #[serde(default)]
    hari: String,
}

pub(in crate::pages) async fn ask(
    state: State,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<Asked>,
) -> Result<Response, Error> {
    let number = number(&text)?;
    let days = DAYS.into_iter().find(|days| days.to_string() == form.hari).ok_or_else(unknown_choice)?;
    let again = |status, text, about| Writing {
        question: form.pertanyaan.clone(),
        days: Some(days),
        trouble: Some(Trouble { status, text, about }),
        ..Writing::default()
    };
    let question = match read(&form.pertanyaan) {
        Ok(question) => question,
        Err(fault) => {
            let writing = again(StatusCode::UNPROCESSABLE_ENTITY, fault, About::Question);
            return ticket_page::show_again(&state, &officer, number, writing).await;
        }
    };
    match desk::ask(&state.desks, &caller(&officer), number, &question, days).await {
        Ok(_) => Ok(Redirect::to(&Done::Asked.then(TICKETS, number)).into_response()),
        Err(
            refusal @ (Refusal::AlreadyAsked
            | Refusal::AskedTooOften
            | Refusal::ReplyUnread
            | Refusal::AlreadyAnswered
            | Refusal::ClaimedByAnother),
        ) => {
            let writing = again(StatusCode::CONFLICT, Error::from(refusal).0.title().to_owned(), About::Ticket);
            ticket_page::show_again(&state, &officer, number, writing).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// The question, or what is wrong with it.
fn read(typed: &str) -> Result<Text, String> {
    let text = Text::parse(typed, QUESTION).map_err(|fault| {
        if fault == FieldFault::Required { texts::NO_QUESTION.to_owned() } else { text_fault(fault) }
    })?;
    if holds_sixteen_digits(text.expose()) { Err(texts::QUESTION_WITH_NUMBERS.to_owned()) } else { Ok(text) }
}
