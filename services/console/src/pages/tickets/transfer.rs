//! `POST /petugas/tiket/{number}/teruskan`: hands a ticket to another desk, with a reason.

use axum::response::{IntoResponse as _, Redirect, Response};
use desk::REASON;
use domain::{Desk, FieldFault, Text, text_fault};
use http::StatusCode;
use serde::Deserialize;
use web::Path;

use super::ticket_number::number;
use super::ticket_page::{self, About, Trouble, Writing};
use crate::done::Done;
use crate::pages::SignedForm;
use crate::pages::addresses::TICKETS;
use crate::problems::Error;
use crate::state::caller;
use crate::{State, texts};

/// Where to, and why.
#[derive(Deserialize)]
pub(in crate::pages) struct HandOver {
    #[serde(default)]
    meja_tujuan: String,
    #[serde(default)]
    alasan: String,
    /// `ya`: a desk that answers by itself is meant.
    #[serde(default)]
    langsung: String,
}

pub(in crate::pages) async fn transfer(
    state: State,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<HandOver>,
) -> Result<Response, Error> {
    let number = number(&text)?;
    let no_desk = if form.meja_tujuan.is_empty() { texts::NO_DESK } else { texts::FIELD_DESK };
    let desk = form.meja_tujuan.parse::<Desk>().map_err(|_unknown| no_desk.to_owned());
    let reason = Text::parse(&form.alasan, REASON)
        .map_err(|fault| if fault == FieldFault::Required { texts::NO_REASON.to_owned() } else { text_fault(fault) });
    match (desk, reason) {
        (Ok(desk), Ok(_)) if desk::answers_by_itself(desk) && form.langsung != "ya" => {
            let trouble = Trouble {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                text: texts::ASK_GUIDANCE.to_owned(),
                about: About::Ticket,
            };
            let writing = Writing { reason: form.alasan, to: Some(desk), trouble: Some(trouble), ..Writing::default() };
            ticket_page::show_again(&state, &officer, number, writing).await
        }
        (Ok(desk), Ok(reason)) => {
            desk::transfer(&state.desks, &caller(&officer), number, desk, &reason).await?;
            Ok(Redirect::to(&Done::HandedOver.then(TICKETS, number)).into_response())
        }
        (desk, reason) => {
            let to = desk.as_ref().ok().copied();
            let trouble =
                Trouble { status: StatusCode::UNPROCESSABLE_ENTITY, text: String::new(), about: About::HandOver };
            let writing = Writing {
                reason: form.alasan,
                to,
                to_error: desk.err().unwrap_or_default(),
                reason_error: reason.err().unwrap_or_default(),
                trouble: Some(trouble),
                ..Writing::default()
            };
            ticket_page::show_again(&state, &officer, number, writing).await
        }
    }
}
