//! `POST /petugas/tiket/{number}/lepas`: gives a ticket back.

use axum::response::Redirect;
use web::Path;

use super::ticket_number::number;
use crate::State;
use crate::done::Done;
use crate::pages::addresses::TICKETS;
use crate::pages::{Nothing, SignedForm};
use crate::problems::Error;
use crate::state::caller;

pub(in crate::pages) async fn release(
    state: State,
    Path(text): Path<String>,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Redirect, Error> {
    let number = number(&text)?;
    desk::release(&state.desks, &caller(&officer), number).await?;
    Ok(Redirect::to(&Done::Released.then(TICKETS, number)))
}
