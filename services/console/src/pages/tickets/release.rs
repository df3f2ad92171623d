//! `POST /petugas/tiket/{number}/lepas`: gives a ticket back.

use axum::extract::State;
use axum::response::Redirect;
use serde::de::IgnoredAny;
use web::Path;

use super::ticket_number::number;
use crate::App;
use crate::app::caller;
use crate::error::Error;
use crate::pages::SignedForm;
use crate::pages::addresses::TICKETS;
use crate::pages::deed::Deed;

pub(in crate::pages) async fn release(
    State(app): State<App>,
    Path(text): Path<String>,
    SignedForm { officer, .. }: SignedForm<IgnoredAny>,
) -> Result<Redirect, Error> {
    let number = number(&text)?;
    desk::release(&app.desks, &caller(&officer), number).await?;
    Ok(Redirect::to(&Deed::Released.then(TICKETS, number)))
}
