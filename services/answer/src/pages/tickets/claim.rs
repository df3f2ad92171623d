//! `POST /petugas/tiket/{number}/ambil`: takes this ticket. A supervisor may take it from whoever holds it.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use serde::Deserialize;
use web::{Path, Problem};

use super::ticket_page::{self, Trouble, Writing};
use super::{address, number};
use crate::caller::Caller;
use crate::pages::{SignedForm, unknown_choice};
use crate::work::{Insistence, Refusal};
use crate::{App, texts, work};

/// From which desk, and how.
#[derive(Deserialize)]
pub(super) struct Claim {
    #[serde(default)]
    meja: String,
    /// Not empty: also from another officer.
    #[serde(default)]
    ambil_alih: String,
}

pub(super) async fn claim(
    State(app): State<App>,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<Claim>,
) -> Result<Response, Problem> {
    let number = number(&text)?;
    let desk = form.meja.parse().map_err(|_unknown| Problem::from(Refusal::UnknownDesk))?;
    let how = match form.ambil_alih.as_str() {
        "" => Insistence::Yield,
        "ya" => Insistence::TakeOver,
        _ => return Err(unknown_choice()),
    };
    let caller = Caller::from(&officer);
    match work::claim_named(&app, &caller, desk, number, how).await {
        Ok(_) => Ok(Redirect::to(&address(number)).into_response()),
        // Somebody was quicker: the ticket itself, and who it was.
        Err(refusal @ (Refusal::ClaimedByAnother | Refusal::AlreadyAnswered)) => {
            let text = match refusal {
                Refusal::ClaimedByAnother => texts::taken(&work::holder(&app, &caller, number).await?.unwrap_or_default()),
                _ => texts::ANSWERED_MEANWHILE.to_owned(),
            };
            let trouble = Trouble { status: StatusCode::CONFLICT, text, in_field: false };
            ticket_page::draw(&app, &officer, number, Writing { trouble: Some(trouble), ..Writing::default() }).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}
