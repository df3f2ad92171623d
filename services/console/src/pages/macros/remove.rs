//! `POST /petugas/makro/hapus`: a supervisor removes a macro.

use axum::response::Redirect;
use desk::Refusal;
use domain::Desk;
use serde::Deserialize;

use crate::pages::SignedForm;
use crate::pages::addresses::MACROS;
use crate::problems::{Error, unknown_choice};
use crate::state::caller;
use crate::{State, work};

/// Which one.
#[derive(Deserialize)]
pub(in crate::pages) struct Named {
    #[serde(default)]
    meja: String,
    #[serde(default)]
    id: String,
}

pub(in crate::pages) async fn remove(
    state: State,
    SignedForm { officer, form }: SignedForm<Named>,
) -> Result<Redirect, Error> {
    let desk: Desk = form.meja.parse().map_err(|_unknown| Error::from(Refusal::UnknownDesk))?;
    let id = form.id.parse().map_err(|_no_id: uuid::Error| unknown_choice())?;
    work::remove_macro(&state.desks, &caller(&officer), desk, id).await?;
    Ok(Redirect::to(&format!("{MACROS}?meja={desk}")))
}
