//! `POST /petugas/tiket/{number}/akun`: what a ticket asks for an account is approved or declined, and what it froze is
//! removed or released by a second officer. Declining puts the reason's text into the answer, which the officer reads
//! and sends like any other.

use axum::response::{IntoResponse as _, Redirect, Response};
use desk::{Refusal, RefusalKind};
use http::StatusCode;
use messages::CommandKind;
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
    /// The second officer: the account is removed.
    Hapus,
    /// The second officer: the account is released.
    Batalkan,
}

pub(in crate::pages) async fn decide_account(
    state: State,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<Decided>,
) -> Result<Response, Error> {
    let number = number(&text)?;
    let again = |status, text: &str| ticket_page::show_again(&state, &officer, number, trouble(status, text));
    let decided = match form.aksi {
        Button::Tolak => {
            let Some(reason) = Decline::named(&form.sebab) else {
                return again(StatusCode::UNPROCESSABLE_ENTITY, texts::NO_DECLINE_REASON).await;
            };
            let answer = work::decline_text(&state.desks, &caller(&officer), number, reason).await?;
            let writing = Writing { text: Some(answer.to_owned()), ..Writing::default() };
            return ticket_page::show_again(&state, &officer, number, writing).await;
        }
        Button::Setujui | Button::Hapus if form.dibandingkan.is_empty() => {
            return again(StatusCode::UNPROCESSABLE_ENTITY, texts::NOT_COMPARED).await;
        }
        Button::Setujui => {
            let approved = work::approve_account(&state.desks, &caller(&officer), number, form.account()?).await;
            approved.map(|kind| if kind == CommandKind::Freeze { Done::Frozen } else { Done::Approved })
        }
        Button::Hapus => {
            let confirmed = work::confirm_removal(&state.desks, &caller(&officer), number, form.account()?).await;
            confirmed.map(|()| Done::RemovalConfirmed)
        }
        Button::Batalkan => {
            let lifted = work::lift_freeze(&state.desks, &caller(&officer), number, form.account()?).await;
            lifted.map(|()| Done::Lifted)
        }
    };
    match decided {
        Ok(done) => Ok(Redirect::to(&done.then(TICKETS, number)).into_response()),
        Err(
            refusal @ (Refusal::ClaimedByAnother
            | Refusal::AlreadyAnswered
            | Refusal::AwaitsAccounts
            | Refusal::OtherAccount
            | Refusal::SameOfficer
            | Refusal::PeriodClosed
            | Refusal::SecondComplaint
            | Refusal::SupervisorsOnly),
        ) => {
            let status =
                if refusal.kind() == RefusalKind::Forbidden { StatusCode::FORBIDDEN } else { StatusCode::CONFLICT };
            let text = texts::refusal(&refusal).map(|text| text.detail).unwrap_or_default();
            again(status, text).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

impl Decided {
    fn account(&self) -> Result<Uuid, Error> {
        self.akun.parse().map_err(|_no_id: uuid::Error| unknown_choice())
    }
}

fn trouble(status: StatusCode, text: &str) -> Writing {
    let trouble = Trouble { status, text: text.to_owned(), about: About::Account };
    Writing { trouble: Some(trouble), ..Writing::default() }
}
