//! `POST /petugas/tiket/{number}/lepas`: gives a ticket back.

use axum::extract::State;
use axum::response::Redirect;
use serde::de::IgnoredAny;
use web::{Path, Problem};

use super::ticket_number::number;
use crate::caller::Caller;
use crate::pages::SignedForm;
use crate::pages::addresses::TICKETS;
use crate::pages::deed::Deed;
use crate::{App, work};

pub(in crate::pages) async fn release(
    State(app): State<App>,
    Path(text): Path<String>,
    SignedForm { officer, .. }: SignedForm<IgnoredAny>,
) -> Result<Redirect, Problem> {
    let number = number(&text)?;
    work::release(&app, &Caller::from(&officer), number).await?;
    Ok(Redirect::to(&Deed::Released.then(TICKETS, number)))
}
