//! `POST /petugas/tiket/{number}/akun`: what a ticket asks for an account is approved or declined. Declining puts the
//! reason's text into the answer, which the officer reads and sends like any other.

use axum::response::{IntoResponse as _, Redirect, Response};
use desk::Refusal;
use http::StatusCode;
use serde::Deserialize;
use uuid::Uuid;
use web::Path;

use super::ticket_number::number;
use super::ticket_page::{self, About, Trouble, Writing};
use crate::done::Done;
use crate::pages::SignedForm;
use crate::pages::addresses::TICKETS;
use crate::problems::{Error, unknown_choice};
use crate::state::caller;
use crate::texts::Decline;
use crate::{State, texts, work};

/// What was decided.
#[derive(Deserialize)]
pub(in crate::pages) struct Decided {
    #[serde(default)]
    aksi: Button,
    /// The account that the page showed.
    #[serde(default)]
    akun: String,
    /// Why it is declined.
    #[serde(default)]
    sebab: String,
    /// The officer has compared the pictures.
    #[serde(default)]
    dibandingkan: String,
}

/// The buttons.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Button {
    Setujui,
    #[default]
    Tolak,
}

pub(in crate::pages) async fn decide_account(
    state: State,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<Decided>,
) -> Result<Response, Error> {
    let number = number(&text)?;
    match form.aksi {
        Button::Tolak => {
            let Some(reason) = Decline::named(&form.sebab) else {
                let writing = trouble(StatusCode::UNPROCESSABLE_ENTITY, texts::NO_DECLINE_REASON);
                return ticket_page::show_again(&state, &officer, number, writing).await;
            };
            let writing = Writing { text: Some(reason.answer().to_owned()), ..Writing::default() };
            ticket_page::show_again(&state, &officer, number, writing).await
        }
        Button::Setujui if form.dibandingkan.is_empty() => {
            let writing = trouble(StatusCode::UNPROCESSABLE_ENTITY, texts::NOT_COMPARED);
            ticket_page::show_again(&state, &officer, number, writing).await
        }
        Button::Setujui => {
            let account: Uuid = form.akun.parse().map_err(|_no_id: uuid::Error| unknown_choice())?;
            match work::approve_account(&state.desks, &caller(&officer), number, account).await {
                Ok(()) => Ok(Redirect::to(&Done::Approved.then(TICKETS, number)).into_response()),
                Err(
                    refusal @ (Refusal::ClaimedByAnother
                    | Refusal::AlreadyAnswered
                    | Refusal::AwaitsAccounts
                    | Refusal::OtherAccount),
                ) => {
                    let writing = trouble(StatusCode::CONFLICT, Error::from(refusal).0.title());
                    ticket_page::show_again(&state, &officer, number, writing).await
                }
                Err(refusal) => Err(refusal.into()),
            }
        }
    }
}

fn trouble(status: StatusCode, text: &str) -> Writing {
    let trouble = Trouble { status, text: text.to_owned(), about: About::Account };
    Writing { trouble: Some(trouble), ..Writing::default() }
}
