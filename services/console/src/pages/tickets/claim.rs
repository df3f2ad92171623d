//! `POST /petugas/tiket/{number}/ambil`: takes this ticket. A supervisor may take it from whoever holds it.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use desk::{IfHeld, Refusal};
use domain::Desk;
use http::StatusCode;
use serde::Deserialize;
use web::{Html, Page, Path};

use super::ticket_number::number;
use crate::pages::{Frame, Section, SignedForm, addresses};
use crate::problems::{Error, unknown_choice};
use crate::state::caller;
use crate::{State, texts};

/// From which desk, and how.
#[derive(Deserialize)]
pub(in crate::pages) struct Claim {
    #[serde(default)]
    meja: String,
    /// Not empty: also from another officer.
    #[serde(default)]
    ambil_alih: String,
}

/// What is shown when somebody was quicker. It opens nothing of the ticket.
#[derive(Template)]
#[template(path = "taken.html")]
struct TakenPage {
    page: Page,
    frame: Frame,
    desk: &'static str,
    address: String,
    text: String,
}

pub(in crate::pages) async fn claim(
    state: State,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<Claim>,
) -> Result<Response, Error> {
    let number = number(&text)?;
    let desk: Desk = form.meja.parse().map_err(|_unknown| Error::from(Refusal::UnknownDesk))?;
    let if_held = match form.ambil_alih.as_str() {
        "" => IfHeld::Leave,
        "ya" => IfHeld::TakeOver,
        _ => return Err(unknown_choice()),
    };
    let caller = caller(&officer);
    match desk::claim_named(&state.desks, &caller, desk, number, if_held).await {
        Ok(_) => Ok(Redirect::to(&addresses::ticket(number)).into_response()),
        // Somebody was quicker: who it was, and where to go on.
        Err(refusal @ (Refusal::ClaimedByAnother | Refusal::AlreadyAnswered)) => {
            let text = if matches!(refusal, Refusal::ClaimedByAnother) {
                texts::taken(&desk::holder(&state.desks, &caller, number).await?.unwrap_or_default())
            } else {
                texts::ANSWERED_MEANWHILE.to_owned()
            };
            let page = TakenPage {
                page: Frame::page(),
                frame: Frame::new(&officer, Section::Work),
                desk: desk.as_str(),
                address: addresses::ticket(number),
                text,
            };
            Ok(Html::personal(page).status(StatusCode::CONFLICT).into_response())
        }
        Err(refusal) => Err(refusal.into()),
    }
}
